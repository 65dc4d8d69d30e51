import SweepPlan

/// Where theory's boundary crosses the rows of a grid along one axis.
public struct PredictedCrossings: Sendable {
  let prediction: Prediction
  /// The index of the axis.
  public let axis: Int
  /// Each with the row-major number of its row's first cell.
  let all: [(firstCell: Int, crossing: Prediction.Crossing)]

  public var plan: Plan { prediction.plan }
  public var count: Int { all.count }

  /// - Parameter axis: the index of the axis along which to look; unless given, that of what scales
  ///   the step (the optimizer's first hyperparameter), the last if there is none. `nil` results
  ///   for a plan without axes.
  public init?(_ prediction: Prediction, along axis: Int? = nil) {
    let plan = prediction.plan
    guard !plan.axes.isEmpty else { return nil }
    let scale = plan.optimizer.hyperparameters(options: plan.options).first?.name
    let along = axis ?? plan.axes.firstIndex { $0.name == scale } ?? plan.axes.count - 1
    let stride = plan.grid.shape[(along + 1)...].reduce(1, *)
    let rowStarts = (0..<plan.grid.cellCount).lazy.filter {
      $0 / stride % plan.axes[along].count == 0
    }
    self.prediction = prediction
    self.axis = along
    all = rowStarts.flatMap { first in
      prediction.crossings(along: along, at: plan.grid.cell(first)).map { (first, $0) }
    }
  }
}

extension Grid {
  /// The index along each axis of the cell with the given row-major number.
  func cell(_ number: Int) -> [Int] {
    var rest = number
    return Array(
      shape.reversed().map { count in
        defer { rest /= count }
        return rest % count
      }.reversed())
  }
}
