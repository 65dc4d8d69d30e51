import Synchronization

/// Tells the workers of a sweep to stop, in good order or now: set once, from any thread.
public final class StopSignal: Sendable {
  private let level = Atomic<UInt8>(0)

  public init() {}

  /// Workers begin no new tile, but finish those that are begun, helping each other.
  public func drain() { level.max(1, ordering: .sequentiallyConsistent) }

  /// Workers stop within about a tenth of a second; tiles that are not finished are lost.
  public func request() { level.max(2, ordering: .sequentiallyConsistent) }

  /// Whether no new tile is to be begun: after `drain` and after `request`.
  public var isDraining: Bool { level.load(ordering: .sequentiallyConsistent) > 0 }

  /// Whether to stop now.
  public var isRequested: Bool { level.load(ordering: .relaxed) > 1 }
}
