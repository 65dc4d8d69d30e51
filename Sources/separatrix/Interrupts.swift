import Dispatch
import Foundation
import SweepEngine
import Synchronization

/// Ctrl-C, SIGTERM and SIGHUP ask the workers to stop; a second one ends the process at once.
final class Interrupts: Sendable {
  private let received = Mutex<Int32?>(nil)
  private let queue = DispatchQueue(label: "interrupts")

  /// Begins to listen. Lives until the process ends.
  init(stop: StopSignal) {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [self] in
        _ = source
        let isFirst = received.withLock { first in
          defer { first = first ?? number }
          return first == nil
        }
        guard isFirst else { _exit(128 + number) }
        stop.request()
      }
      source.activate()
    }
  }

  /// Signals end the process again as they do by default: there is nothing left to save.
  func end() {
    for number in [SIGINT, SIGTERM, SIGHUP] { Foundation.signal(number, SIG_DFL) }
  }

  /// The signal that asked to stop.
  var signal: Int32? { received.withLock { $0 } }
}
