import Glibc
import Synchronization

/// Does something again and again on a thread of its own.
///
/// Unsafe, of `Bell`: mutex and condition lie where they are from `init` to `deinit`, and `isOver` is only
/// touched with the mutex held: the contract behind `@unchecked Sendable`.
package final class RepeatingTimer: Sendable {
  /// What its thread knows of, so that it does not keep the timer.
  private final class Bell: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var isOver = false

    init() {
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      // Clocks that people set do not hurry or stop it.
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(condition, &attributes)
      pthread_condattr_destroy(&attributes)
      pthread_mutex_init(mutex, nil)
    }

    deinit {
      pthread_cond_destroy(condition)
      pthread_mutex_destroy(mutex)
      condition.deallocate()
      mutex.deallocate()
    }

    func ring() {
      pthread_mutex_lock(mutex)
      isOver = true
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }

    /// Waits until a time by the monotonic clock, in seconds; false once it has rung.
    func wait(until end: Double) -> Bool {
      var time = timespec()
      time.tv_sec = Int(end)
      time.tv_nsec = Int((end - end.rounded(.down)) * 1e9)
      pthread_mutex_lock(mutex)
      defer { pthread_mutex_unlock(mutex) }
      while !isOver, pthread_cond_timedwait(condition, mutex, &time) != ETIMEDOUT {}
      return !isOver
    }
  }

  package let name: String
  private let bell = Bell()
  private let thread: Mutex<pthread_t?>

  /// - Parameters:
  ///   - name: What it is for.
  ///   - seconds: To the first time, and between two.
  /// - Returns: `nil` if the system refuses a thread.
  package init?(
    _ name: String, every seconds: Double, _ action: @escaping @Sendable () -> Void
  ) {
    let begun = beginThread(stack: 1 << 20) { [bell] in
      var next = Self.now + seconds
      while bell.wait(until: next) {
        action()
        // What took longer than a period is not made up for.
        next = max(next + seconds, Self.now)
      }
    }
    guard let begun else { return nil }
    self.name = name
    thread = Mutex(begun)
  }

  /// Ends it, having waited for an action that is under way.
  package func cancel() {
    bell.ring()
    let thread = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    if let thread { pthread_join(thread, nil) }
  }

  /// Its last owner may be its own thread.
  deinit {
    bell.ring()
    thread.withLock { thread in
      if let thread { pthread_detach(thread) }
    }
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
