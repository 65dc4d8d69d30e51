import SweepEngine
import Synchronization
import Threads

/// Ends a run in good order when its time is up: no tile is begun that would not be done in time, by the
/// longest so far; what is still in flight at the end is given up.
final class Deadline: Sendable {
  private let state: State
  private let timer: RepeatingTimer

  private final class State: Sendable {
    let isReached = Atomic<Bool>(false)
  }

  /// `nil` without a limit.
  ///
  /// - Throws: `Complaint` if the system refuses a thread.
  /// - Parameters:
  ///   - secondsLeft: Asked again and again: clocks are set, machines sleep.
  ///   - longestTile: Seconds.
  init?(
    _ secondsLeft: @escaping @Sendable () -> Double, longestTile: @escaping @Sendable () -> Double,
    stop: StopSignal
  ) throws {
    guard secondsLeft().isFinite else { return nil }
    let state = State()
    self.state = state
    timer = try RepeatingTimer.needed("deadline", every: Self.period) {
      let left = secondsLeft()
      guard left <= longestTile() else { return }
      state.isReached.store(true, ordering: .relaxed)
      if left <= 0 { stop.request() } else { stop.drain() }
    }
  }

  private static let period = 0.1

  /// Whether it has told the run to end.
  var isReached: Bool { state.isReached.load(ordering: .relaxed) }

  func cancel() { timer.cancel() }
}
