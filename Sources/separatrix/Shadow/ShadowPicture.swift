import Figures
import Foundation
import SweepPlan
import Theory

/// ε against h, and what the theorem allows: a line for each value of the other axes.
struct ShadowPicture {
  let report: ShadowReport
  var title: String?
  var page = PicturePage()

  /// More lines than this cannot be told apart.
  private static var lineLimit: Int { Palette.curves.count }

  private var plan: Plan { report.plan }

  /// Throws unless an axis changes h.
  static func check(_ plan: Plan) throws {
    guard plan.axes.contains(where: { ShadowFits.stepSizes.contains($0.name) }) else {
      throw Complaint(
        .usage,
        "a picture of ε against h needs an axis learning_rate or time_step; --at draws one cell's "
          + "steps")
    }
  }

  func write(to path: String) throws {
    guard let fits = report.fits else { return }
    try figure(fits).write(to: path)
  }

  private func figure(_ fits: ShadowFits) throws -> CurvesFigure {
    let lines = shown(fits.lines)
    let curves =
      lines.enumerated().flatMap { measured($1, Palette.curves[$0]) }
      + lines.enumerated().flatMap { allowed($1, Palette.curves[$0], isFirst: $0 == 0) }
    let left = fits.lines.count - lines.count
    return CurvesFigure(
      title: page.showsTitle ? title ?? "\(plan.title) and its flow" : "",
      subtitle: page.showsSubtitle
        ? "largest distance in \(grouped(plan.steps)) steps"
          + (left > 0 ? " · \(grouped(lines.count)) of \(grouped(fits.lines.count)) lines" : "")
        : "",
      panels: [
        .curves(
          CurvePanel(
            x: Figures.Axis("time step", symbol: "h", scale: .log),
            y: Figures.Axis("largest distance", symbol: "ε", scale: .log), curves: curves))
      ], options: try page.options(columns: 1, rows: 1, areStrips: false))
  }

  private func points(
    _ line: ShadowFits.Line, _ value: (ShadowCell) -> Double?
  ) -> [Figures.Point] {
    line.cells.map { Figures.Point($0.rule.step, value($0) ?? .nan) }
  }

  private func allowed(_ line: ShadowFits.Line, _ color: Color, isFirst: Bool) -> [Curve] {
    let bound = points(line) { hasShadow ? $0.bounds.shadowDistance : $0.bounds.distance }
    guard bound.contains(where: \.y.isFinite) else { return [] }
    return [
      Curve(
        isFirst ? "at most, by Theorem \(hasShadow ? 3 : 2)" : "", points: bound,
        style: LineStyle(color: color, dash: .dashed))
    ]
  }

  private func measured(_ line: ShadowFits.Line, _ color: Color) -> [Curve] {
    let place = line.place.map { name, value in
      "\(symbol(name)) = \(plain(value).replacing("-", with: "−"))"
    }.joined(separator: ", ")
    // Both axes have logarithms: the exponent of h.
    let fit = line.fit.map { "slope \(String(format: "%.3f", $0.exponent))" }
    func name(_ what: String, _ fit: String?) -> String {
      [what, place, fit ?? ""].filter { $0 != "" }.joined(separator: ", ")
    }
    let same = Curve(
      hasShadow ? name("same start", nil) : name("ε", fit),
      points: points(line, \.measure.distance),
      style: LineStyle(color: color, dash: hasShadow ? .dotted : .solid), marksPoints: true)
    let shadow = Curve(
      name("shadow", fit), points: points(line) { $0.orbit?.distance },
      style: LineStyle(color: color),
      marksPoints: true)
    return [same] + (hasShadow ? [shadow] : [])
  }

  private var hasShadow: Bool { report.cells.contains { $0.orbit != nil } }

  private func symbol(_ name: String) -> String {
    plan.axes.first { $0.name == name }?.hyperparameter.symbol ?? name
  }

  private func shown(_ lines: [ShadowFits.Line]) -> [ShadowFits.Line] {
    guard lines.count > Self.lineLimit else { return lines }
    return (0..<Self.lineLimit).map { lines[$0 * (lines.count - 1) / (Self.lineLimit - 1)] }
  }
}
