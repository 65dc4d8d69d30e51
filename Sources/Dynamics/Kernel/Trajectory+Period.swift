import SweepPlan

extension Trajectory {
  /// Goes on past the last step to see after how many steps each lane's iterate returns.
  ///
  /// R. P. Brent's search for a cycle: an anchor that the trajectory should return to, set anew after
  /// 1, 2, 4, … steps, so that a transient that is still fading at the first is forgotten at a later
  /// one. A return counts if it comes again at every multiple of its period in the last, longest
  /// search; a slow drift, which stays near its anchor for a while, does not pass that.
  ///
  /// - Reference: R. P. Brent, BIT 20, 1980, doi:10.1007/BF01933190
  @inline(never) func findPeriods(
    _ rule: CycleRule, from step: Int, where mask: Lanes.Mask, _ ledger: Ledger<Lanes>,
    _ poll: inout Poll
  ) {
    var step = step
    var length = 1
    while length < rule.longest {
      // The transient's last chance to fade; the search that counts is the longest one.
      _ = program.advance(setting, from: step, length)
      step += length
      length *= 2
      if poll.hasEnded(after: length) { return }
    }

    let x = setting.block.x
    let anchor = setting.workspace.anchor
    anchor.copy(x)
    let tolerance = Lanes(repeating: Lanes.Scalar(rule.tolerance)) * anchor.largestMagnitude
    var period = Lanes.zero
    var next = Lanes.zero
    var candidates = mask
    // Twice the longest, so that the longest too is seen to come again.
    for count in 1...2 * rule.longest {
      _ = program.advance(setting, from: step, 1)
      step += 1
      var distance = Lanes.zero
      for i in x.indices { distance = .largerMagnitude(distance, x[i] - anchor[i]) }
      let returns = distance <= tolerance
      let now = Lanes(repeating: Lanes.Scalar(count))
      if count <= rule.longest {
        let isFirst = returns & (period == Lanes.zero)
        period = .select(isFirst, now, period)
        next = .select(isFirst, now, next)
      }
      let isDue = next == now
      candidates = candidates & ~(isDue & ~returns)
      next = .select(isDue, next + period, next)
      if poll.hasEnded(after: 1) { return }
    }
    ledger.enter(period: period, where: candidates)
  }
}
