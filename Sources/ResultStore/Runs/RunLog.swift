import Foundation
import ZarrStore

/// The log of this process's run, `ID.jsonl` among the store's runs: a line when it starts, a line when
/// it ends. No other process writes there, so a shared file system needs no locks.
public struct RunLog: Sendable {
  private let path: String
  private let place: StorePlace?

  /// Writes the first line.
  public init(_ folder: RunFolder, begin start: RunStart) throws(ResultStoreError) {
    path = folder.path(of: start.run, .log)
    place = folder.place
    try folder.create()
    try append(start)
  }

  /// Writes the last line.
  public func end(_ end: RunEnd) throws(ResultStoreError) { try append(end) }

  /// Appends one line, in a single write.
  private func append(_ entry: some Encodable) throws(ResultStoreError) {
    try place?.check()
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    defer { if file >= 0 { close(file) } }
    guard file >= 0, let line = try? RunJSON.line(entry),
      line.withUnsafeBytes({ write(file, $0.baseAddress, $0.count) }) == line.count
    else {
      throw .storage(
        .system(SystemFailure(path: path, operation: "write the run log", code: errno)))
    }
  }
}
