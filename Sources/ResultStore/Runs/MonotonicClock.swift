/// A clock of this machine alone, which nobody sets and which stands still while the machine sleeps.
/// Tests have their own.
public struct MonotonicClock: Sendable {
  /// The time since some moment that stays the same.
  public let now: @Sendable () -> Duration

  public init(now: @escaping @Sendable () -> Duration) { self.now = now }

  public static let system: MonotonicClock = {
    let clock = SuspendingClock()
    let start = clock.now
    return MonotonicClock { start.duration(to: clock.now) }
  }()
}
