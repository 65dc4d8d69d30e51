import Threads

extension RepeatingTimer {
  /// - Throws: `Complaint` if the system refuses a thread.
  static func needed(
    _ name: String, every seconds: Double, _ action: @escaping @Sendable () -> Void
  ) throws -> RepeatingTimer {
    guard let timer = RepeatingTimer(name, every: seconds, action) else {
      throw Complaint(
        .unavailable,
        "the system gives this process no thread for its \(name); raise the limit on processes "
          + "(ulimit -u, pids.max) or on memory (ulimit -d, ulimit -v)")
    }
    return timer
  }
}
