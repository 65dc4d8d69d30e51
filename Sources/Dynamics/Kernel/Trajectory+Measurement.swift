import SweepPlan

// Averages over the last steps of a trajectory: see `MeasureRule`.

extension Trajectory {
  /// As `Program.advance`, measuring after each of the steps that count.
  func advance(from step: Int, to last: Int, every: Int, _ poll: inout Poll) -> Int {
    if let analysis {
      return advance(from: step, to: last, every: every, watchedBy: analysis, &poll)
    }
    guard let quietSteps = setting.setup.quietSteps, last > quietSteps else {
      return program.advance(setting, from: step, to: last, every: every, &poll)
    }
    var step = step
    if step < quietSteps {
      step = program.advance(setting, from: step, to: quietSteps, every: every, &poll)
      if poll.isCancelled || step.isMultiple(of: every) { return step }
    }
    while step < last {
      program.advance(setting, from: step, 1, &poll)
      step += 1
      setting.measure()
      if poll.isCancelled || step.isMultiple(of: every) && !setting.passesCheck() { break }
    }
    return step
  }

  /// Enters the means of the lanes of `mask` at a step: those that came to rest count as if they had
  /// stayed there until the last, and those that diverged have none.
  func enterMeasurement(
    _ mask: Lanes.Mask, diverged: Lanes.Mask, at step: Int, _ ledger: Ledger<Lanes>
  ) {
    let setup = setting.setup
    guard let quietSteps = setup.quietSteps else { return }
    let count = Lanes(repeating: Lanes.Scalar(setup.steps - quietSteps))
    let left = Lanes(repeating: Lanes.Scalar(setup.steps - max(step, quietSteps)))
    func mean(_ sum: CompensatedSum<Lanes>, _ now: Lanes) -> Lanes {
      let mean = (sum.value + .select(left == .zero, .zero, left * now)) / count
      return .select(diverged, Lanes(repeating: .nan), mean)
    }
    let block = setting.block
    ledger.enter(
      settledObjective: mean(
        block.measuredObjective.pointee, setting.objective.value(at: block.x)),
      squareDistance: mean(block.measuredDistance.pointee, block.squareDistance),
      where: mask)
  }
}

extension Setting {
  /// Nothing is measured yet.
  func beginMeasurement() {
    guard setup.quietSteps != nil else { return }
    block.measuredObjective.pointee = .zero
    block.measuredDistance.pointee = .zero
  }

  /// Adds what the iterate has.
  func measure() {
    block.measuredObjective.pointee.add(objective.value(at: block.x))
    block.measuredDistance.pointee.add(block.squareDistance)
  }
}

extension Block {
  /// ‖x − x*‖²; 0 if no point is given.
  fileprivate var squareDistance: Lanes {
    var sum = Lanes.zero
    for i in reference.indices {
      let difference = x[i] - reference[i]
      sum = .fma(difference, difference, sum)
    }
    return sum
  }
}
