import Figures
import Foundation
import Theory

/// The region of absolute stability in the plane of hλ: growth per step as colours, the root locus as
/// its boundary.
struct MultistepPicture {
  let subject: MultistepSubject
  let report: MultistepReport
  /// From where to where the picture goes; as far as the root locus unless given.
  var real: ClosedRange<Double>?
  var imaginary: ClosedRange<Double>?

  /// Cells along the longer side.
  private static let cells = 480.0

  func figure(_ page: PicturePage) throws -> MapFigure {
    var options = try page.options(columns: 1, rows: 1, areStrips: false)
    let locus = subject.method.rootLocus()
    if page.height == nil, page.style?.height == nil, real == nil, imaginary == nil {
      options.height = min(options.height, Self.height(for: locus.window, options))
    }
    let usual = locus.window.widened(to: Self.aspect(options))
    let window = HLambdaWindow(
      real: real ?? usual.real, imaginary: imaginary ?? usual.imaginary)
    let (width, height) = (window.real.length, window.imaginary.length)
    let scale = Self.cells / max(width, height)
    let columns = max(8, Int((width * scale).rounded()))
    let rows = max(8, Int((height * scale).rounded()))
    let growth = subject.method.growth(over: window, columns: columns, rows: rows)
    let limit = Self.limit(of: growth)
    let overlays = axes(window) + sector(window) + curve(locus)
    return MapFigure(
      title: page.showsTitle ? title : "", subtitle: page.showsSubtitle ? subtitle : "",
      x: Axis(
        "", symbol: "Re \(report.variable)", .range(window.real.lowerBound, window.real.upperBound)),
      y: Axis(
        "", symbol: "Im \(report.variable)",
        .range(window.imaginary.lowerBound, window.imaginary.upperBound)),
      cells: .scalars(
        ScalarGrid(
          width: columns, height: rows, values: growth, label: "growth per step, ln max |ζ|",
          shortLabel: "ln max |ζ|", colorMap: .diverging, range: .fixed(-limit, limit))),
      overlays: overlays, hasEqualAspect: true,
      options: options)
  }

  private var title: String {
    let name = subject.name?.replacing("_", with: " ") ?? "linear multistep method"
    return ([name] + subject.values).joined(separator: ", ")
  }

  private var subtitle: String {
    var facts = ["ẋ = λx, ρ(ζ) = \(report.variable) σ(ζ)"]
    if report.step != "h", !report.isOfMotion { facts.append("h = \(report.step)") }
    facts.append(report.isZeroStable ? "zero-stable" : "not zero-stable")
    if report.order > 0 { facts.append("order \(report.order)") }
    if report.isAStable { facts.append("A-stable") }
    return facts.joined(separator: " · ")
  }

  /// Width over height of what a page leaves for the map beside words and colour bar.
  private static func aspect(_ options: FigureOptions) -> Double {
    let letters = options.fontSize
    let (width, height) = (options.width - 12 * letters, options.height - 10 * letters)
    return width > 0 && height > 0 ? min(max(width / height, 0.5), Self.widest) : 1
  }

  /// A thin region gets a low page, not a map that is mostly unstable.
  private static let widest = 4.0

  private static func height(for window: HLambdaWindow, _ options: FigureOptions) -> Double {
    let letters = options.fontSize
    let aspect = min(max(window.real.length / window.imaginary.length, 0.5), widest)
    return (max(options.width - 12 * letters, 0) / aspect + 10 * letters).rounded()
  }

  /// Colours as far as the least growth needs, so that slow decay shows, too; at most a factor e.
  private static func limit(of growth: [Double]) -> Double {
    let finite = growth.filter(\.isFinite).sorted()
    guard let least = finite.first, least < -1e-6 else { return 1 }
    return min(1, max(-2 * least, 0.4 * finite[finite.count * 19 / 20]))
  }

  /// The boundary, and where the root locus goes on inside the unstable region.
  private func curve(_ locus: RootLocusCurve) -> [Overlay] {
    func lines(_ isBoundary: Bool) -> [[Figures.Point]] {
      // Of a method of which nothing but a point is left, there is no curve.
      locus.pieces.filter { $0.isBoundary == isBoundary && isLine($0.points) }
        .map { $0.points.map { Figures.Point($0.real, $0.imaginary) } }
    }
    func isLine(_ points: [Complex]) -> Bool {
      points.contains { ($0 - points[0]).magnitude > 1e-9 * (1 + points[0].magnitude) }
    }
    var dotted = LineStyle.overlay
    dotted.dash = .dotted
    return [Overlay].named("root locus elsewhere, |ζ| = 1", lines(false), dotted)
      + [Overlay].named("boundary of stability", lines(true))
  }

  /// Re hλ = 0 and Im hλ = 0.
  private func axes(_ window: HLambdaWindow) -> [Overlay] {
    let style = LineStyle(color: .quiet, width: 0.8)
    return [
      Overlay(
        "",
        points: [
          Figures.Point(window.real.lowerBound, 0), Figures.Point(window.real.upperBound, 0),
        ], style: style),
      Overlay(
        "",
        points: [
          Figures.Point(0, window.imaginary.lowerBound),
          Figures.Point(0, window.imaginary.upperBound),
        ], style: style),
    ]
  }

  /// The sides of the sector of A(α)-stability.
  private func sector(_ window: HLambdaWindow) -> [Overlay] {
    guard let degrees = report.sectorDegrees, degrees > 0, degrees < 90 else { return [] }
    let length = window.real.length + window.imaginary.length
    let (x, y) = (-length * cos(degrees * .pi / 180), length * sin(degrees * .pi / 180))
    var style = LineStyle.overlay
    style.dash = .dashed
    return [Overlay].named(
      String(format: "α = %.2f°", degrees),
      [[Figures.Point(0, 0), Figures.Point(x, y)], [Figures.Point(0, 0), Figures.Point(x, -y)]],
      style)
  }
}

extension ClosedRange<Double> {
  fileprivate var length: Double { upperBound - lowerBound }
}
