import ArgumentParser
import Foundation
import ResultStore
import SweepEngine
import SweepPlan

/// The sweep file, or the store that keeps one, and what the command line changes of it.
struct SweepOptions: ParsableArguments {
  @Argument(
    help: "The sweep file (YAML), or a store (NAME.zarr), for the sweep that it holds.",
    completion: .file(extensions: ["yaml", "yml", "zarr"]))
  var sweep: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change one value of the sweep file; may be repeated.", valueName: "key=value"))
  var settings: [String] = []

  /// - Parameter changes: Other settings, after those of the command line.
  func plan(also changes: [String] = []) throws -> Plan {
    guard isStore else { return try Plan(sweepFile: sweep, settings: settings + changes) }
    return try Plan(
      yaml: try SweepStore.sweep(at: sweep), file: "\(sweep)/zarr.json",
      settings: settings + changes, catalog: catalog)
  }

  /// Also one that has lost its `zarr.json`, which whoever opens it tells.
  var isStore: Bool {
    FileManager.default.fileExists(atPath: "\(sweep)/zarr.json") || SweepStore.hasNoRoot(sweep)
  }

  /// Where the sweep's results go if nothing else is said.
  var storePath: String { isStore ? sweep : "\(name).zarr" }

  /// The file's name without its ending: what its store and pictures are called.
  var name: String {
    URL(fileURLWithPath: sweep).deletingPathExtension().lastPathComponent
  }
}

extension Plan {
  /// Reads a sweep file.
  init(sweepFile path: String, settings: [String]) throws {
    try self.init(
      yaml: try readText(path, as: "sweep file"), file: path, settings: settings, catalog: catalog)
  }
}

/// A text file that a user named.
///
/// - Parameter kind: What it should be, in messages.
func readText(_ path: String, as kind: String) throws -> String {
  guard let file = fopen(path, "r") else {
    let code = errno
    let reason = String(cString: strerror(code))
    if code == ENOENT, path.hasSuffix(".zarr") || path.hasSuffix(".zarr/") {
      throw Complaint(
        .noInput, "there is no store at \(path); separatrix run makes one from a sweep file")
    }
    throw Complaint(.noInput, "cannot read the \(kind) \(path): \(reason)")
  }
  defer { fclose(file) }
  // Once and to the end: it may be a pipe.
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&block, 1, block.count, file)
    bytes += block[..<count]
    if count < block.count { break }
    guard bytes.count <= 1 << 26 else {
      throw Complaint(.badData, "\(path) has more than 64 MiB, too much for a \(kind)")
    }
  }
  guard ferror(file) == 0 else {
    let reason = String(cString: strerror(errno))
    throw Complaint(.noInput, "cannot read the \(kind) \(path): \(reason)")
  }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw Complaint(.badData, "\(path) is not text in UTF-8")
  }
  return text
}
