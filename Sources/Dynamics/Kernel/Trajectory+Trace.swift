import SweepPlan

extension Trajectory {
  /// Reports the trajectory of lane 0, step by step.
  static func trace(_ task: TraceTask, _ program: Program<Lanes>) {
    let patch = Patch(
      first: 0, rowLength: 1, rows: 1, columns: Lanes.laneCount, filledRows: 1, filledColumns: 1)
    let scratch = UnsafeMutablePointer<Lanes.Scalar>.allocate(capacity: Lanes.laneCount)
    defer { scratch.deallocate() }
    let workspace = program.makeWorkspace()
    let noise = program.makeNoise()
    noise?.begin(seed: task.seed)
    let setting = program.makeSetting(workspace, noise)
    defer {
      setting.block.deallocate()
      workspace.deallocate()
    }
    var cells = Cells<Lanes>(task.parameters, of: patch, scratch: scratch)
    var poll = Poll(every: program.stepsPerPoll) { false }
    if let numbers = setting.cellNumbers {
      for lane in 0..<Lanes.laneCount { numbers[lane] = UInt64(task.cell) }
    }
    program.start(setting, &cells)
    let analysis = Trajectory(program: program, setting: setting).analysis
    for step in 0...task.steps {
      if step > 0 {
        analysis?.willStep(step, &poll)
        program.advance(setting, from: step - 1, 1, &poll)
        analysis?.didStep(step)
      }
      // At every step, not at the checks only: a table shows every step.
      analysis?.check()
      var analyses: [Double] = []
      analysis?.report(step: step) { analyses.append(first($0, scratch)) }
      let x = setting.block.x
      let coordinates = x.indices.map { first(x[$0], scratch) }
      let value = setting.objective.value(at: x)
      let energy = program.kineticEnergy(setting).map { first($0 + value, scratch) }
      let goesOn = task.visit(
        TraceTask.Point(
          step: step, x: coordinates, objective: first(value, scratch),
          gradient: first(setting.gradientMagnitude(), scratch), energy: energy,
          analyses: analyses))
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
