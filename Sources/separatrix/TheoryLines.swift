import Figures
import SweepPlan
import Theory

/// The boundaries that theory predicts on a plane, as lines of a map.
struct TheoryLines {
  private let plane: MapPlane
  /// Whether the legend has the formula, which differs between panels of several rules.
  private let saysFormula: Bool

  init(on plane: MapPlane, sayingFormula: Bool) {
    self.plane = plane
    saysFormula = sayingFormula
  }

  var overlays: [Overlay] {
    let plan = plane.plan
    let formula = saysFormula ? Prediction(plan).map { ": \($0.boundaryFormula)" } ?? "" : ""
    let all = PredictedLines.all(of: plan, xAxis: plane.x, yAxis: plane.y, slice: plane.cell)
    return all.flatMap { predicted in
      var style = LineStyle.overlay
      style.dash =
        switch predicted.style {
        case .solid: .solid
        case .dashed: .dashed
        case .dotted: .dotted
        }
      // Where the map has one axis, marks across it.
      let lines =
        predicted.lines.map { line in line.points.map { Figures.Point($0.x, $0.y) } }
        + predicted.criticalValues.map { [Figures.Point($0, 0), Figures.Point($0, 1)] }
      return [Overlay].named(predicted.name + (predicted.hasFormula ? formula : ""), lines, style)
    }
  }
}

extension [Overlay] {
  /// Several lines with one name in the legend.
  static func named(
    _ name: String, _ lines: [[Figures.Point]], _ style: LineStyle = .overlay
  ) -> [Overlay] {
    lines.enumerated().map { Overlay($0 == 0 ? name : "", points: $1, style: style) }
  }
}
