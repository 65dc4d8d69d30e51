import SweepPlan

extension Trajectory {
  /// Reports the trajectory of lane 0, step by step.
  static func trace(_ task: TraceTask) {
    let patch = Patch(
      first: 0, rowLength: 1, rows: 1, columns: Lanes.laneCount, filledRows: 1, filledColumns: 1)
    let scratch = UnsafeMutablePointer<Lanes.Scalar>.allocate(capacity: Lanes.laneCount)
    defer { scratch.deallocate() }
    var cells = Cells<Lanes>(task.parameters, of: patch, scratch: scratch)
    var trajectory = Trajectory(&cells)
    for step in 0...task.steps {
      if step > 0 { _ = trajectory.advance(1) }
      let x = (0..<dimension).map { first(trajectory.x[$0], scratch) }
      let goesOn = task.visit(
        TraceTask.Point(
          step: step, x: x, objective: first(trajectory.objective.value(at: trajectory.x), scratch),
          gradient: first(trajectory.gradientMagnitude, scratch)))
      if !goesOn { return }
    }
  }

  private static func first(
    _ lanes: Lanes, _ scratch: UnsafeMutablePointer<Lanes.Scalar>
  ) -> Double {
    lanes.store(to: scratch)
    return Double(scratch[0])
  }
}
