import SweepEngine
import SweepPlan

extension ExploredView {
  /// The plan of one cell.
  func plan(ofCell x: Double, _ y: Double) -> Plan {
    plan.over([
      Axis(hyperparameter: self.y.hyperparameter, spacing: .values([y])),
      Axis(hyperparameter: self.x.hyperparameter, spacing: .values([x])),
    ])
  }

  /// Nobody waits longer for one cell.
  private static var longestRun: Duration { .seconds(5) }

  /// The answer of one cell.
  ///
  /// - Throws: `Refusal` if it takes too long.
  func result(ofCell place: CellPlace) throws(Refusal) -> TileResult {
    try Self.result(of: plan(ofCell: place.x, place.y), kernel, number: place.number)
  }

  /// The answer of a plan's only cell, likewise.
  static func result(
    of plan: Plan, _ kernel: Kernel, number: Int
  ) throws(Refusal) -> TileResult {
    let run = TileRun(
      plan: plan, kernel: kernel, numbering: CellNumbering(ofCell: number))
    let end = ContinuousClock.now + longestRun
    guard run.compute(rows: 0..<1, isCancelled: { ContinuousClock.now > end }) else {
      throw Refusal(
        kind: .busy, message: "this cell takes longer than \(longestRun); choose fewer steps")
    }
    return run.result
  }
}
