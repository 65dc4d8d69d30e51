import SweepPlan

/// A boundary that theory predicts, as a map and its legend show it.
public struct PredictedLines: Sendable {
  public enum Style: String, Sendable { case solid, dashed, dotted }

  public let style: Style
  /// The legend's words, without the formula.
  public let name: String
  /// Whether the formula of `Prediction.boundaryFormula` is of these.
  public let hasFormula: Bool
  /// In data coordinates; on a plane of one axis empty.
  public let lines: [Polyline]
  /// On a plane of one axis: where it is crossed.
  public let criticalValues: [Double]

  /// All that is known of a plan's plane: without noise the boundary; with noise that moves it also where
  /// the mean square and where almost every trajectory begins to grow.
  ///
  /// - Parameter slice: The cell at which the other axes are held.
  public static func all(of plan: Plan, xAxis x: Int, yAxis y: Int?, slice: [Int])
    -> [PredictedLines]
  {
    guard let prediction = Prediction(plan) else { return [] }
    func exact(_ style: Style, _ name: String) -> PredictedLines {
      PredictedLines(
        style: style, name: name, hasFormula: true,
        lines: y.map { prediction.boundary(xAxis: x, yAxis: $0, slice: slice) } ?? [],
        criticalValues: y == nil ? prediction.criticalValues(along: x, at: slice) : [])
    }
    guard let noisy = StochasticPrediction(plan), noisy.movesBoundary else {
      return [exact(.solid, plan.noise == nil ? "theory" : "theory without noise")]
    }
    func edge(
      _ boundary: StochasticPrediction.Boundary, _ style: Style, _ name: String
    ) -> PredictedLines {
      PredictedLines(
        style: style, name: name, hasFormula: false,
        lines: y.map { noisy.lines(boundary, xAxis: x, yAxis: $0, slice: slice) } ?? [],
        criticalValues: y == nil ? noisy.criticalValues(boundary, along: x, at: slice) : [])
    }
    return [
      edge(.meanSquare, .solid, "theory: mean square"),
      edge(.almostSure, .dashed, "theory: almost surely"),
      exact(.dotted, "without noise"),
    ]
  }
}
