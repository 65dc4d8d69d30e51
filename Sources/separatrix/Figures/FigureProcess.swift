import Foundation
import SweepEngine

/// The program itself, drawing one figure: a figure that fails, however badly, leaves the others alone.
struct FigureProcess {
  /// Where the command's paths begin.
  let folder: String

  enum End {
    case drawn
    /// What it said, and its exit status.
    case failed(String, status: Int32)
    /// A signal came to this process, which has passed it on.
    case stopped
  }

  func run(_ arguments: [String], stop: StopSignal) throws -> End {
    guard let program = Bundle.main.executableURL else {
      throw Complaint(.unavailable, "cannot tell where this program is, to draw with it")
    }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = try SpokenWords()
    process.standardError = errors.file
    do { try process.run() } catch {
      throw Complaint(.unavailable, "cannot run \(program.path): \(error.localizedDescription)")
    }
    var isStopped = false
    while process.isRunning {
      if stop.isRequested, !isStopped {
        isStopped = true
        process.terminate()
      }
      usleep(5_000)
    }
    if isStopped { return .stopped }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let isSignal = process.terminationReason == .uncaughtSignal
      let status = process.terminationStatus
      let words =
        errors.text.isEmpty
        ? isSignal ? "signal \(status) ended it" : "it ended with status \(status)" : errors.text
      return .failed(words, status: isSignal ? 128 + status : status)
    }
    return .drawn
  }
}
