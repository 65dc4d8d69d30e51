import CLanes
import SweepPlan

/// The objective of a plan on a square grid of points of the plane, by the kernel itself: step 0 of a
/// trajectory that starts there.
package struct ObjectiveSamples: Sendable {
  /// Row-major, row 0 at the smallest y; the ends of the ranges are among the points.
  package let values: [Double]

  /// `nil` unless iterates have two coordinates.
  ///
  /// - Parameter side: Points along each side, at least two.
  package init?(
    of plan: Plan, x: ClosedRange<Double>, y: ClosedRange<Double>, side: Int
  ) {
    let start = plan.layout.initialPoint
    guard plan.dimension == 2, start.count == 2, side > 1 else { return nil }
    let samples = [x, y].map { range in
      (0..<side).map {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(side - 1)
      }
    }
    // The second coordinate's axis comes first: it varies slowest.
    let axes = zip(start, samples).reversed().map { index, values in
      Axis(hyperparameter: plan.parameters[index].hyperparameter, spacing: .values(values))
    }
    let fixed = plan.fixedParameters
    let moved = plan.over(
      axes,
      parameters: fixed.indices.map { index in
        guard start.contains(index) else { return fixed[index] }
        return Parameter(
          hyperparameter: fixed[index].hyperparameter,
          source: .axis(start.upperBound - 1 - index))
      })
    guard let kernel = Kernel.reference(for: moved) else { return nil }
    values = CellRun(plan: moved, kernel: kernel).startingObjectives()
  }
}

extension CellRun {
  /// The objective where each cell of the plan starts, row-major.
  fileprivate func startingObjectives() -> [Double] {
    let control = lanes_flush_subnormals()
    defer { lanes_restore_floating_point_control(control) }
    let tables = ParameterTables(plan, for: kernel)
    var values: [Double] = []
    let shape = plan.grid.shape.map { _ in 1 }
    let cells = Grid(shape: plan.grid.shape, tileShape: shape)
    for number in 0..<cells.cellCount {
      tables.columns(origin: cells.tile(number).origin, shape: shape).withUnsafeBufferPointer {
        kernel.trace(
          TraceTask(parameters: $0, steps: 0) { point in
            values.append(point.objective)
            return false
          })
      }
    }
    return values
  }
}
