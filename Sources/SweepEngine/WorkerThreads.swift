import Glibc

/// Threads of our own, one for each worker.
///
/// Not Dispatch's, of which there are never more than processors: `--workers 64` are 64 threads
/// anywhere, and a worker that waits for a disk keeps no other from its core.
enum WorkerThreads {
  private final class Start: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }

  /// Runs `work` with 0, 1, …, each on a thread of its own, and waits for all.
  ///
  /// If the system refuses threads, the workers that would have had them are missing; if it refuses
  /// every one, the caller is worker 0. So `work` must not count on the others.
  ///
  /// - Returns: How many workers there were.
  @discardableResult
  static func run(_ count: Int, _ work: @Sendable (Int) -> Void) -> Int {
    withoutActuallyEscaping(work) { work in
      var threads: [pthread_t] = []
      for index in 0..<count {
        guard let thread = begin(Start { work(index) }) else { break }
        threads.append(thread)
      }
      guard !threads.isEmpty else {
        work(0)
        return 1
      }
      for thread in threads { pthread_join(thread, nil) }
      return threads.count
    }
  }

  /// Unsafe: the thread takes over the reference that is kept for it here.
  private static func begin(_ start: Start) -> pthread_t? {
    let kept = Unmanaged.passRetained(start)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().work() }
        return nil
      }, kept.toOpaque())
    guard status == 0 else {
      kept.release()
      return nil
    }
    return thread
  }
}
