import Synchronization

/// When lines of progress are due: often at first, every minute overnight.
final class PlainPace: Sendable {
  private let next = Mutex(PlainPace.shortest)

  /// Seconds between two lines, at first.
  static let shortest = 2.0

  private static func pause(at seconds: Double) -> Double {
    seconds < 10 ? shortest : seconds < 100 ? 10 : 60
  }

  /// - Parameter seconds: Since the begin. Asked every `shortest` seconds, more or less.
  func isDue(at seconds: Double) -> Bool {
    next.withLock { next in
      guard seconds >= next - Self.shortest / 2 else { return false }
      next = max(next, seconds - Self.shortest / 2) + Self.pause(at: seconds)
      return true
    }
  }
}
