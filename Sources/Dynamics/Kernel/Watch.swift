import SweepPlan

/// What the checks of a block look out for.
///
/// Most checks are quiet: they decide nothing. The loops that run steps pass those by themselves,
/// with all that they hold in registers, and stop where a lane is decided.
struct Watch<Lanes: LaneVector> {
  let escapeRadius: Lanes
  let tolerance: Lanes
  var undecided = Lanes.Mask(repeating: true)

  /// Looks out for nothing.
  init() {
    escapeRadius = Lanes(repeating: .infinity)
    tolerance = .zero
    undecided = Lanes.Mask(repeating: false)
  }

  init(_ rule: VerdictRule) {
    escapeRadius = Lanes(repeating: Lanes.Scalar(rule.escapeRadius))
    tolerance = Lanes(repeating: Lanes.Scalar(rule.tolerance))
  }

  /// Undecided lanes with an iterate of this magnitude that have escaped; NaN has.
  @inline(__always) func escaped(_ magnitude: Lanes) -> Lanes.Mask {
    undecided & ~(magnitude <= escapeRadius)
  }

  /// Undecided lanes that have not escaped and have come to rest: neither the last step nor the
  /// gradient's magnitude, which is asked for if need be, is beyond the tolerance.
  @inline(__always) func settled(
    _ magnitude: Lanes, _ displacement: Lanes, gradient: @autoclosure () -> Lanes
  ) -> Lanes.Mask {
    let resting = undecided & (magnitude <= escapeRadius) & (displacement <= tolerance)
    return resting.isAnySet ? resting & (gradient() <= tolerance) : resting
  }

  /// Whether a check decides nothing.
  @inline(__always) func isQuiet(
    _ magnitude: Lanes, _ displacement: Lanes, gradient: @autoclosure () -> Lanes
  ) -> Bool {
    !escaped(magnitude).isAnySet
      && !settled(magnitude, displacement, gradient: gradient()).isAnySet
  }
}

/// Runs steps first, first + 1, … last of a block; on the way, at multiples of `every`, makes the
/// checks. Stops early at one that is not quiet, which is then the caller's to make, as at `last`.
///
/// Answers with the step where it stopped; the iterate before is in `Workspace.previous`.
typealias Advance<Lanes: LaneVector> =
  @Sendable (Setting<Lanes>, _ first: Int, _ last: Int, _ every: Int) -> Int

extension Int {
  /// The first multiple of `factor` from here on.
  @inline(__always) func roundedUp(toMultipleOf factor: Int) -> Int {
    (self + factor - 1) / factor * factor
  }
}
