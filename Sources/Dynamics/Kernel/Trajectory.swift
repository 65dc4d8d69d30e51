import SweepPlan

/// A block of cells on their way from their start to their verdicts, all lanes in step.
struct Trajectory<Lanes: LaneVector> {
  let program: Program<Lanes>
  let setting: Setting<Lanes>

  /// Runs to the verdicts of all lanes, or to the first mark at which it pays to give the block up.
  ///
  /// - Parameters:
  ///   - level: `nil` at the start, k at step e · 2ᵏ.
  /// - Returns: the level at which the block was given up, half of its lanes or more being decided;
  ///   `nil` when all are, or the task was cancelled.
  @inline(never) func run(
    _ task: borrowing KernelTask, fromLevel level: Int?, _ ledger: Ledger<Lanes>,
    _ poll: inout Poll
  ) -> Int? {
    let block = setting.block
    let watch = setting.workspace.watch
    watch.pointee = Watch(task.verdict)
    var clock = Clock(every: task.verdict.every, steps: task.steps, level: level)
    ledger.open()

    while true {
      clock.advance(to: advance(from: clock.step, to: clock.nextStop, every: clock.every, &poll))

      let (magnitude, displacement) = setting.check()
      let settled = watch.pointee.settled(
        magnitude, displacement, gradient: setting.gradientMagnitude())
      let decided = settled | watch.pointee.escaped(magnitude)

      if decided.isAnySet {
        ledger.enter(.diverged, where: decided)
        ledger.enter(.converged, where: settled)
        ledger.enter(period: 1, where: settled)
        enterMeasurement(decided, diverged: decided & ~settled, at: clock.step, ledger)
        enterAnalysis(decided, at: clock, ledger)
        enter(decided, at: clock, ledger)
        watch.pointee.undecided = watch.pointee.undecided & ~decided
        if !watch.pointee.undecided.isAnySet { return nil }
      }
      let undecided = watch.pointee.undecided
      if clock.isLast {
        ledger.enter(.bounded, where: undecided)
        enterMeasurement(
          undecided, diverged: Lanes.Mask(repeating: false), at: clock.step, ledger)
        enterAnalysis(undecided, at: clock, ledger)
        enter(undecided, at: clock, ledger)
        if let cycle = task.cycle {
          findPeriods(cycle, from: clock.step, where: undecided, ledger, &poll)
        }
        return nil
      }
      if clock.isAtMark {
        block.earlierGradient = block.laterGradient
        block.laterGradient = setting.gradientMagnitude()
        analysis?.mark()
        let level = clock.mark()
        if undecided.count * 2 <= Lanes.laneCount { return level }
      }
      if poll.isCancelled { return nil }
    }
  }

  /// Enters what the lanes of `mask` have come to at the clock's step.
  @inline(never) private func enter(
    _ mask: Lanes.Mask, at clock: Clock, _ ledger: Ledger<Lanes>
  ) {
    let block = setting.block
    ledger.enter(
      where: mask, step: clock.step, objective: setting.objective.value(at: block.x),
      peak: block.peak, gradient: setting.gradientMagnitude(),
      reference: clock.usesLaterMark ? block.laterGradient : block.earlierGradient,
      span: clock.step - clock.referenceStep)
  }
}
