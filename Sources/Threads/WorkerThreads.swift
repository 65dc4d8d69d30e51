import Glibc

/// Threads of our own, one for each worker.
///
/// Not Dispatch's, of which there are never more than processors: `--workers 64` are 64 threads
/// anywhere, and a worker that waits for a disk keeps no other from its core.
package enum WorkerThreads {
  /// Runs `work` with 0, 1, …, each on a thread of its own, and waits for all.
  ///
  /// If the system refuses threads, the workers that would have had them are missing; if it refuses
  /// every one, the caller is worker 0. So `work` must not count on the others.
  ///
  /// - Returns: How many workers there were.
  @discardableResult
  package static func run(_ count: Int, _ work: @Sendable (Int) -> Void) -> Int {
    withoutActuallyEscaping(work) { work in
      var threads: [pthread_t] = []
      for index in 0..<count {
        guard let thread = beginThread({ work(index) }) else { break }
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
}
