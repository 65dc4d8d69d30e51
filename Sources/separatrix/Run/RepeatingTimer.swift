import Dispatch

/// Does something again and again on a thread of its own.
///
/// The source is made in `init` and only cancelled: the contract behind `@unchecked Sendable`.
final class RepeatingTimer: @unchecked Sendable {
  private let queue: DispatchQueue
  private let source: any DispatchSourceTimer

  /// - Parameter seconds: To the first time, and between two.
  init(_ name: String, every seconds: Double, _ action: @escaping @Sendable () -> Void) {
    queue = DispatchQueue(label: name)
    source = DispatchSource.makeTimerSource(queue: queue)
    source.schedule(deadline: .now() + seconds, repeating: seconds)
    source.setEventHandler(handler: action)
    source.activate()
  }

  /// Ends it, having waited for an action that is under way.
  func cancel() {
    source.cancel()
    queue.sync {}
  }

  deinit { source.cancel() }
}
