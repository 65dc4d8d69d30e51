import SweepPlan

/// Where theory's boundary crosses the rows of a grid along one axis.
public struct PredictedCrossings: Sendable {
  public let plan: Plan
  /// The index of the axis.
  public let axis: Int
  /// Each with the row-major number of its row's first cell.
  let all: [(firstCell: Int, crossing: Prediction.Crossing)]

  public var count: Int { all.count }

  /// - Parameter axis: the index of the axis along which to look; the learning rate's unless given,
  ///   the last if there is none. `nil` results for a plan without axes.
  public init?(_ prediction: Prediction, along axis: Int? = nil) {
    let plan = prediction.plan
    guard !plan.axes.isEmpty else { return nil }
    let along =
      axis ?? plan.axes.firstIndex { $0.hyperparameter == .learningRate } ?? plan.axes.count - 1
    let stride = plan.grid.shape[(along + 1)...].reduce(1, *)
    let rowStarts = (0..<plan.grid.cellCount).lazy.filter {
      $0 / stride % plan.axes[along].count == 0
    }
    self.plan = plan
    self.axis = along
    all = rowStarts.flatMap { first in
      prediction.crossings(along: along, at: plan.grid.cell(first)).map { (first, $0) }
    }
  }
}

extension Grid {
  /// The index along each axis of the cell with the given row-major number.
  fileprivate func cell(_ number: Int) -> [Int] {
    var rest = number
    return Array(
      shape.reversed().map { count in
        defer { rest /= count }
        return rest % count
      }.reversed())
  }
}
