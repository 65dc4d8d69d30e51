/// The step at which all lanes of a block stand, and what happens there.
///
/// Checks are at the multiples of `every` and at the last step; marks at e, 2e, 4e, 8e …
/// (e = `every`).
struct Clock {
  let every: Int
  private let steps: Int
  private(set) var step: Int
  private var nextMark: Int
  private var nextLevel: Int

  /// - Parameter level: `nil` at the start, k at step e · 2ᵏ.
  init(every: Int, steps: Int, level: Int?) {
    self.every = every
    self.steps = steps
    step = level.map { every << $0 } ?? 0
    nextLevel = level.map { $0 + 1 } ?? 0
    nextMark = every << nextLevel
  }

  /// The next mark, or the last step.
  var nextStop: Int { min(nextMark, steps) }
  mutating func advance(to step: Int) { self.step = step }

  var isLast: Bool { step == steps }
  var isAtMark: Bool { step == nextMark }

  /// Passes the mark; answers with its level.
  mutating func mark() -> Int {
    defer {
      nextMark *= 2
      nextLevel += 1
    }
    return nextLevel
  }

  private var laterMark: Int { nextLevel == 0 ? 0 : nextMark / 2 }
  private var earlierMark: Int { nextLevel < 2 ? 0 : nextMark / 4 }

  /// Whether the later mark lies in the first half of the trajectory.
  var usesLaterMark: Bool { step >= 2 * laterMark }
  /// Where the mean change of `rate` begins.
  var referenceStep: Int { usesLaterMark ? laterMark : earlierMark }
}
