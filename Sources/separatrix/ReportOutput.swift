import Figures
import Foundation
import ZarrStore

/// Where a report goes: standard output line by line, or a file that is there completely or not at all.
struct ReportOutput {
  private let path: String?
  private var bytes: [UInt8] = []

  /// - Parameter path: Of the file; `nil` for standard output.
  init(to path: String?) { self.path = path }

  mutating func write(line: String) {
    if path == nil {
      print(line)
    } else {
      bytes += Array(line.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
  }

  /// Writes the file, and says so on standard error.
  func finish() throws {
    guard let path else { return }
    switch WriteTarget(path) {
    case .file(let file): try bytes.withUnsafeBytes { try AtomicFile.write($0, to: file) }
    case .stream(let stream):
      let failure = writeStream(bytes, to: stream)
      guard failure == 0 else {
        throw Complaint(
          .inputOutput, "cannot write \(stream): \(String(cString: strerror(failure)))")
      }
    }
    note("wrote \(path)")
  }
}
