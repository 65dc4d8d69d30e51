import Foundation

/// Lets what is started in it hear signals: tests run on threads that block them, which processes
/// would inherit.
func withOpenSignals<Result>(_ body: () throws -> Result) rethrows -> Result {
  var (none, blocked) = (sigset_t(), sigset_t())
  sigemptyset(&none)
  pthread_sigmask(SIG_SETMASK, &none, &blocked)
  defer { pthread_sigmask(SIG_SETMASK, &blocked, nil) }
  return try body()
}
