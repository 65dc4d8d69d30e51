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
    let (x, y, cell) = (plane.x, plane.y, plane.cell)
    guard let prediction = Prediction(plan) else { return [] }
    let formula = saysFormula ? ": \(prediction.boundaryFormula)" : ""
    let exact = lines(
      y.map { prediction.boundary(xAxis: x, yAxis: $0, slice: cell) },
      prediction.criticalValues(along: x, at: cell))
    guard let noisy = StochasticPrediction(plan), noisy.movesBoundary else {
      let words = plan.noise == nil ? "theory" : "theory without noise"
      return .named("\(words)\(formula)", exact)
    }
    func edge(_ boundary: StochasticPrediction.Boundary) -> [[Figures.Point]] {
      lines(
        y.map { noisy.lines(boundary, xAxis: x, yAxis: $0, slice: cell) },
        y == nil ? noisy.criticalValues(boundary, along: x, at: cell) : [])
    }
    var (dashed, dotted) = (LineStyle.overlay, LineStyle.overlay)
    dashed.dash = .dashed
    dotted.dash = .dotted
    return .named("theory: mean square", edge(.meanSquare))
      + .named("theory: almost surely", edge(.almostSure), dashed)
      + .named("without noise\(formula)", exact, dotted)
  }

  /// Lines of a map; where it has one axis, marks across it.
  private func lines(_ curves: [Polyline]?, _ critical: [Double]) -> [[Figures.Point]] {
    curves?.map { line in line.points.map { Figures.Point($0.x, $0.y) } }
      ?? critical.map { [Figures.Point($0, 0), Figures.Point($0, 1)] }
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
