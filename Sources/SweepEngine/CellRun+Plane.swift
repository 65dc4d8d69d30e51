import CLanes
import SweepPlan

extension CellRun {
  /// The objective where each cell of the plan starts, row-major.
  public func startingObjectives() -> [Double] {
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
