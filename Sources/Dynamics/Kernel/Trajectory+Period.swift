import SweepPlan

extension Trajectory {
  /// Goes on past the last step to see after how many steps each lane's iterate returns.
  ///
  /// First come as many steps as the longest period, in which what is left of a transient may fade.
  /// Two successive iterates are then the anchor to which the trajectory should return: an
  /// oscillation passes through one place twice in a period, but through a pair of places once. A
  /// return counts if it comes again at every multiple of its period up to twice the longest; a slow
  /// drift, which stays near its anchor for a while, does not pass that.
  @inline(never) func findPeriods(
    _ rule: CycleRule, from step: Int, where mask: Lanes.Mask, _ ledger: Ledger<Lanes>,
    _ poll: inout Poll
  ) {
    let x = setting.block.x
    let first = setting.workspace.anchor
    let second = setting.workspace.anchorsSuccessor
    program.advance(setting, from: step, rule.longest, &poll)
    var step = step + rule.longest
    if poll.isCancelled { return }
    first.copy(x)
    program.advance(setting, from: step, 1, &poll)
    step += 1
    second.copy(x)

    let size = Lanes.largerMagnitude(first.largestMagnitude, second.largestMagnitude)
    let tolerance = Lanes(repeating: Lanes.Scalar(rule.tolerance)) * size
    var isNearFirst = x.distance(to: first) <= tolerance
    var period = Lanes.zero
    var next = Lanes.zero
    var candidates = mask
    // Twice the longest, so that the longest too is seen to come again.
    for count in 1...2 * rule.longest {
      program.advance(setting, from: step, 1, &poll)
      step += 1
      let returns = isNearFirst & (x.distance(to: second) <= tolerance)
      isNearFirst = x.distance(to: first) <= tolerance
      let now = Lanes(repeating: Lanes.Scalar(count))
      if count <= rule.longest {
        let isFirst = returns & (period == Lanes.zero)
        period = .select(isFirst, now, period)
        next = .select(isFirst, now, next)
      }
      let isDue = next == now
      candidates = candidates & ~(isDue & ~returns)
      next = .select(isDue, next + period, next)
      if poll.isCancelled { return }
    }
    ledger.enter(period: period, where: candidates)
  }
}
