import Figures
import Foundation
import Testing

struct PanelsFigureTests {
  private let x = Axis("learning rate", symbol: "η", .range(1e-4, 1), scale: .log)
  private let y = Axis("momentum", symbol: "β", .range(0, 1))

  /// A panel of one class with a colour of its own.
  private func plain(_ color: UInt32, _ title: String = "η₀ = 0.1") -> MapPanel {
    MapPanel(
      title: title, x: x, y: y,
      cells: .categories(
        CategoryGrid(
          width: 1, height: 1, codes: [1],
          categories: [Category(code: 1, name: "all", color: Color(color))])))
  }

  private func numbers(_ title: String, _ values: [Double], label: String = "rate") -> MapPanel {
    MapPanel(
      title: title, x: x, y: y,
      cells: .scalars(ScalarGrid(width: values.count, height: 1, values: values, label: label)))
  }

  private let onePixel = FigureOptions(
    width: 600, height: 500, fontSize: 10, pixelsPerPoint: 1, legend: .none)

  @Test(arguments: [1, 2, 3, 5])
  func `frames have one size and stand in rows and columns`(columns: Int) throws {
    let colors = [0x110000, 0x220000, 0x330000, 0x440000, 0x550000].map { UInt32($0) }
    let figure = PanelsFigure(
      title: "Five", panels: colors.map { plain($0) }, columns: columns, options: onePixel)
    let image = try Decoded(figure.data(.png))
    let frames = try colors.map { try #require(image.bounds(Color($0))) }
    #expect(Set(frames.map(\.columns.count)).count == 1)
    #expect(Set(frames.map(\.rows.count)).count == 1)
    for (index, frame) in frames.enumerated() {
      #expect(frame.rows == frames[index - index % columns].rows)
      #expect(frame.columns == frames[index % columns].columns)
    }
    #expect(Set(frames.map(\.columns)).count == min(columns, 5))
  }

  @Test func `panels of one label share a scale over all their values`() throws {
    // 1 is the largest value of one and the least of the other: in both the middle colour.
    let figure = PanelsFigure(
      title: "", panels: [numbers("low", [0, 1]), numbers("high", [1, 2])], options: onePixel)
    let image = try Decoded(figure.data(.png))
    let shared = ColorMap.viridis.samples(1024)[512]
    let middle = try #require(image.bounds(shared))
    #expect(middle.columns.lowerBound < 300 && middle.columns.upperBound > 300)
    // Of other labels, each has its own ends.
    let apart = PanelsFigure(
      title: "", panels: [numbers("", [0, 1]), numbers("", [1, 2], label: "steps")],
      options: onePixel)
    let ends = try Decoded(apart.data(.png))
    for end in [ColorMap.viridis.color(at: 0), ColorMap.viridis.color(at: 1)] {
      let place = try #require(ends.bounds(end))
      #expect(place.columns.lowerBound < 300 && place.columns.upperBound > 300)
    }
  }

  /// What a paper has: five panels of small type with classes, numbers, lines, marks and labels.
  private func paper(width: Double, height: Double, columns: Int, font: String) -> PanelsFigure {
    var panels = (0..<3).map { numbers("λ₁\u{A0}=\u{A0}\($0 + 1).25", [1, 2, 3, Double($0)]) }
    panels += [1, 2].map { codes in
      MapPanel(
        title: "nesterov, λ₁\u{A0}=\u{A0}\(codes)", x: x, y: y,
        cells: .categories(
          CategoryGrid(width: 2, height: 2, codes: [1, 2, 3, UInt8(codes)], share: .none)))
    }
    for index in panels.indices {
      panels[index].overlays = [
        Overlay("theory: η = 2(1 + β)/λ", points: [Point(1e-3, 0), Point(0.1, 1)], label: "10⁻³"),
        Overlay("", points: [Point(2e-3, 0), Point(0.2, 1)], label: "10⁻⁶"),
      ]
      panels[index].markers = [Marker("", at: Point(0.5, 0.5), label: "here")]
    }
    return PanelsFigure(
      title: "Five panels of two kinds", subtitle: "λ₀ = 100 · 1,000 steps · float32",
      panels: panels, columns: columns,
      options: FigureOptions(
        width: width, height: height, fontSize: 8, fontFamily: font, lineWidth: 1))
  }

  @Test(arguments: [
    (241.0, 420.0, 2, "DejaVu Sans"), (241, 300, 3, "DejaVu Sans"), (500, 300, 5, "DejaVu Serif"),
    (241, 700, 1, "DejaVu Serif"),
  ])
  func `no text lies over another or beyond the page`(
    width: Double, height: Double, columns: Int, font: String
  ) throws {
    let words = try SVGWords(
      paper(width: width, height: height, columns: columns, font: font).data(.svg))
    #expect(words.width == width && words.height == height)
    #expect(words.boxes.count > 25)
    #expect(words.outside.isEmpty, "\(words.outside)")
    #expect(words.overlaps.isEmpty, "\(words.overlaps)")
  }

  @Test func `a map alone in one column of a paper has no text over another`() throws {
    let panel = MapPanel(
      x: x, y: y, cells: .categories(CategoryGrid(width: 2, height: 1, codes: [1, 3])),
      overlays: [Overlay("theory", points: [Point(1e-3, 0), Point(0.1, 1)])],
      markers: [Marker("", at: Point(0.9, 0.99), label: "diverged, rate = 0.03")])
    let words = try SVGWords(
      MapFigure(
        title: "heavy ball on quadratic", subtitle: "λ₀ = 100 · 1,000 steps", panel: panel,
        options: FigureOptions(width: 240.9, height: 200, fontSize: 8)
      ).data(.svg))
    #expect(words.outside.isEmpty && words.overlaps.isEmpty, "\(words.outside) \(words.overlaps)")
  }

  @Test func `too many panels are refused with what would help`() {
    let figure = PanelsFigure(
      title: "", panels: (0..<30).map { plain(UInt32($0)) }, columns: 30, options: onePixel)
    let error = #expect(throws: FigureError.self) { try figure.data(.png) }
    #expect(error?.description.contains("30 panels in 30 columns leave no room") == true)
    let none = PanelsFigure(title: "", panels: [])
    #expect(throws: FigureError.self) { try none.data(.png) }
  }

  @Test func `letters go on after z`() {
    #expect([0, 25, 26, 27, 52].map(PanelsFigure.letter) == ["a", "z", "aa", "ab", "ba"])
  }

  @Test(arguments: FigureFormat.allCases)
  func `the same panels have the same bytes`(format: FigureFormat) throws {
    let figure = paper(width: 300, height: 400, columns: 2, font: "DejaVu Sans")
    #expect(try figure.data(format) == figure.data(format))
  }
}
