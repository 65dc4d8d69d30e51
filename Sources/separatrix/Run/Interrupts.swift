import Dispatch
import Foundation
import SweepEngine
import Synchronization

/// Ctrl-C, SIGTERM and SIGHUP ask the workers to stop; a second one ends the process at once.
final class Interrupts: Sendable {
  let stop: StopSignal
  private let received = Mutex<Int32?>(nil)
  private let queue = DispatchQueue(label: "interrupts")
  private let listened: [Int32]
  /// A signal that stands for another one.
  private let meanings: [Int32: Int32]

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
    for number in listened {
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [self] in
        _ = source
        let isFirst = received.withLock { first in
          defer { first = first ?? meanings[number] ?? number }
          return first == nil
        }
        guard isFirst else { _exit(128 + number) }
        stop.request()
      }
      source.activate()
    }
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
  var signal: Int32? { received.withLock { $0 } }

  static func name(of signal: Int32) -> String {
    switch signal {
    case SIGINT: "SIGINT"
    case SIGTERM: "SIGTERM"
    case SIGHUP: "SIGHUP"
    default: "signal \(signal)"
    }
  }
}
