import Explorer
import Figures
import Foundation
import QueryEngine
import ResultStore
import SweepPlan
import Topology
import ZarrStore

/// What the command exits with, as in sysexits.h.
enum ExitStatus: Int32 {
  case usage = 64
  case badData = 65
  case noInput = 66
  case unavailable = 69
  case cannotCreate = 73
  case inputOutput = 74

  /// `nil` for errors that are not ours: the argument parser knows its own.
  init?(of error: any Error) {
    switch error {
    case is SweepError: self = .badData
    case let error as ResultStoreError: self.init(of: error)
    case let error as StoreError: self.init(of: error)
    case let error as Complaint: self = error.status
    case is QueryError, is TopologyError: self = .usage
    case is ExplorerError: self = .unavailable
    case FigureError.unknownEnding, FigureError.unusable: self = .usage
    case is FigureError: self = .cannotCreate
    default: return nil
    }
  }

  private init(of error: ResultStoreError) {
    switch error {
    case .noStore: self = .noInput
    case .notAStore, .lostRoot, .otherSweep, .notWidened: self = .badData
    case .notRecorded: self = .usage
    case .tooLarge: self = .cannotCreate
    case .storage(let error): self.init(of: error)
    }
  }

  private init(of error: StoreError) {
    switch error {
    case .system(let failure):
      self =
        [EACCES, EPERM, EROFS, ENOENT, ENOTDIR, ENAMETOOLONG].contains(failure.code)
        ? .cannotCreate : .inputOutput
    case .metadata, .damaged, .mismatch: self = .badData
    case .conflict: self = .cannotCreate
    case .compression, .outOfMemory: self = .inputOutput
    }
  }
}

/// Something that a subcommand has to say about its input.
struct Complaint: Error, CustomStringConvertible {
  let status: ExitStatus
  let description: String

  init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }
}

/// The end of a run before its work was done: the store can be resumed.
struct EarlyEnd: Error {
  /// What asked for it; `nil` if its time was up.
  let signal: Int32?
  /// As shells do: 130 for Ctrl-C, 143 for SIGTERM; 75 (sysexits' "try again") when the time was up.
  var status: Int32 { signal.map { 128 + $0 } ?? 75 }
}

/// One line on standard error.
func note(_ line: String) { tell("\(line.printable(keepsLines: true))\n") }

/// Text on standard error. That it cannot be written (a full disk, a closed terminal) must not end a
/// run, so the failure is ignored.
func tell(_ text: String) {
  let bytes = Array(text.utf8)
  // Nor must a reader that has gone, as `head` does.
  var (broken, before) = (sigset_t(), sigset_t())
  sigemptyset(&broken)
  sigaddset(&broken, SIGPIPE)
  pthread_sigmask(SIG_BLOCK, &broken, &before)
  if write(STDERR_FILENO, bytes, bytes.count) < 0, errno == EPIPE {
    var none = timespec()
    sigtimedwait(&broken, nil, &none)
  }
  pthread_sigmask(SIG_SETMASK, &before, nil)
}
