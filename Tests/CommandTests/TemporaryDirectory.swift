import Foundation

/// A new directory that lives as long as this object, and one beside it for what processes write to
/// their streams, so that tests see what a command leaves behind.
final class TemporaryDirectory: Sendable {
  let path: String
  let streams: String
  private let isOwn: Bool

  init() throws {
    let base = FileManager.default.temporaryDirectory
      .appendingPathComponent("separatrix-command-tests-\(UUID().uuidString)")
    path = base.appendingPathComponent("work").path
    streams = base.appendingPathComponent("streams").path
    isOwn = true
    for directory in [path, streams] {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    }
  }

  /// Another's directory as a process sees it that has file systems of its own.
  init(of other: TemporaryDirectory, seenBy process: Int32) {
    path = "/proc/\(process)/root\(other.path)"
    streams = other.streams
    isOwn = false
  }

  deinit {
    guard isOwn else { return }
    let base = URL(fileURLWithPath: path).deletingLastPathComponent()
    try? FileManager.default.removeItem(at: base)
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: file(name)))
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }

  func copy(_ name: String, to other: String) throws {
    try? FileManager.default.removeItem(atPath: file(other))
    try FileManager.default.copyItem(atPath: file(name), toPath: file(other))
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

  /// Every file and directory below, as paths from here, sorted.
  func contents(of name: String = ".") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: file(name)).sorted()
  }

  /// The files that a store's readers see, with their bytes: all metadata and all below `c`.
  func arrays(of store: String) throws -> [String: Data] {
    try files(of: store).filter { path, _ in
      let parts = path.split(separator: "/")
      return parts.last == "zarr.json" || parts.dropFirst().first == "c"
    }
  }

  /// Every file of a store, with its bytes; no links, pipes and the like.
  func files(of store: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try contents(of: store) {
      let attributes = try FileManager.default.attributesOfItem(atPath: file("\(store)/\(path)"))
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      files[path] = try bytes("\(store)/\(path)")
    }
    return files
  }

  /// Writes such files, and the folders that they lie in.
  func write(_ files: [String: Data], below folder: String) throws {
    for (path, bytes) in files {
      let place = URL(fileURLWithPath: file("\(folder)/\(path)"))
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: place)
    }
  }

  /// The logs of a store's runs, one after the other; empty before the first.
  func runLogs(of store: String) throws -> String {
    let folder = "\(store)/verdict/runs"
    guard exists(folder) else { return "" }
    return try contents(of: folder).filter { $0.hasSuffix(".jsonl") }
      .map { String(decoding: try bytes("\(folder)/\($0)"), as: UTF8.self) }.joined()
  }

  /// Files that belong to nobody: neither arrays nor what runs keep of what they did.
  func strays(in store: String) throws -> [String] {
    let known = try arrays(of: store)
    return try contents(of: store).filter { path in
      !isDirectory("\(store)/\(path)") && !Self.isOfRuns(path)
        && (known[path] == nil || path.contains(".partial"))
    }
  }

  /// A run's log or journal, of this version or of the first.
  private static func isOfRuns(_ path: String) -> Bool {
    path == "verdict/runs.jsonl"
      || path.hasPrefix("verdict/runs/") && (path.hasSuffix(".jsonl") || path.hasSuffix(".tiles"))
  }

  /// Folders with nothing in them.
  func emptyFolders(in store: String) throws -> [String] {
    try contents(of: store).filter { path in
      try isDirectory("\(store)/\(path)") && contents(of: "\(store)/\(path)").isEmpty
    }
  }

  /// When every file and directory below was last changed.
  func changeTimes(of name: String) throws -> [String: Date] {
    var times: [String: Date] = [:]
    for path in try contents(of: name) {
      let attributes = try FileManager.default.attributesOfItem(atPath: file("\(name)/\(path)"))
      times[path] = attributes[.modificationDate] as? Date
    }
    return times
  }

  private func isDirectory(_ name: String) -> Bool {
    var isDirectory: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: file(name), isDirectory: &isDirectory)
    return isDirectory.boolValue
  }
}

/// The names of files that differ, or that only one store has.
func differences(_ a: [String: Data], _ b: [String: Data]) -> [String] {
  Set(a.keys).union(b.keys).filter { a[$0] != b[$0] }.sorted()
}
