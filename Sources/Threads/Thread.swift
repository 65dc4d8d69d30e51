import Glibc

/// What a new thread is handed.
private final class Start: Sendable {
  let work: @Sendable () -> Void
  init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

/// Begins `work` on a new thread, which somebody must wait for; `nil` if the system refuses one.
///
/// Dispatch waits for ever where the system has no more threads to give.
///
/// Unsafe: the thread takes over the reference that is kept for it here.
///
/// - Parameter stack: Bytes; 0 for what the system gives.
package func beginThread(
  stack: Int = 0, _ work: @escaping @Sendable () -> Void
) -> pthread_t? {
  var attributes = pthread_attr_t()
  guard pthread_attr_init(&attributes) == 0 else { return nil }
  defer { pthread_attr_destroy(&attributes) }
  if stack > 0 { pthread_attr_setstacksize(&attributes, stack) }
  let kept = Unmanaged.passRetained(Start(work))
  var thread = pthread_t()
  let status = pthread_create(
    &thread, &attributes,
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
