import Foundation
import SweepEngine
import Synchronization

/// Ctrl-C, SIGTERM and SIGHUP ask the workers to stop; a second one ends the process at once.
///
/// The signal's handler does both, for the system may have no thread to give at that moment.
final class Interrupts: Sendable {
  let stop: StopSignal
  private let listened: [Int32]
  /// A signal that stands for another one.
  private let meanings: [Int32: Int32]

  /// What the handler touches: atomic numbers, one of them the address of a `StopSignal` that is never
  /// let go.
  private static let first = Atomic<Int32>(0)
  private static let target = Atomic<UInt>(0)

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Begins to listen. Lives until the process ends.
  init(stop: StopSignal) {
    self.stop = stop
    // What the caller has ignored (nohup, a script's background) stays ignored.
    let listened = [SIGINT, SIGTERM, SIGHUP].filter { !Self.isIgnored($0) }
    self.listened = listened
    // A script of submit's is sent SIGTERM by Slurm and passes it on as SIGHUP, to a run that it has made
    // deaf to SIGTERM.
    let isSlurms = ProcessInfo.processInfo.environment["SLURMD_NODENAME"] != nil
    meanings = isSlurms && !listened.contains(SIGTERM) ? [SIGHUP: SIGTERM] : [:]
    Self.first.store(0, ordering: .sequentiallyConsistent)
    Self.target.store(
      UInt(bitPattern: Unmanaged.passRetained(stop).toOpaque()), ordering: .sequentiallyConsistent)
    for number in listened {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { Interrupts.receive($0) }
      action.sa_flags = SA_RESTART
      sigaction(number, &action, nil)
    }
    // A caller with threads may hand down a mask that was never meant for this process.
    var heard = sigset_t()
    sigemptyset(&heard)
    for number in listened { sigaddset(&heard, number) }
    pthread_sigmask(SIG_UNBLOCK, &heard, nil)
  }

  private static func receive(_ number: Int32) {
    let (isFirst, _) = first.compareExchange(
      expected: 0, desired: number, ordering: .sequentiallyConsistent)
    guard isFirst else { _exit(128 + number) }
    let address = target.load(ordering: .sequentiallyConsistent)
    guard let pointer = UnsafeRawPointer(bitPattern: address) else { return }
    Unmanaged<StopSignal>.fromOpaque(pointer)._withUnsafeGuaranteedRef { $0.request() }
  }

  /// Ctrl-\ ends the process at once, as it does by default: Swift's runtime takes it for a crash.
  static func leaveQuitAlone() {
    if !isIgnored(SIGQUIT) { Foundation.signal(SIGQUIT, SIG_DFL) }
  }

  /// Signals end the process again as they do by default: there is nothing left to save.
  func end() {
    for number in listened { Foundation.signal(number, SIG_DFL) }
  }

  /// The signal that asked to stop.
  var signal: Int32? {
    let first = Self.first.load(ordering: .sequentiallyConsistent)
    return first == 0 ? nil : meanings[first] ?? first
  }

  static func name(of signal: Int32) -> String {
    switch signal {
    case SIGINT: "SIGINT"
    case SIGTERM: "SIGTERM"
    case SIGHUP: "SIGHUP"
    default: "signal \(signal)"
    }
  }
}
