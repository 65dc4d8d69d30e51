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
    let isStore = isStore
    return try Plan(
      yaml: isStore ? try SweepStore.sweep(at: sweep) : try readText(sweep),
      file: isStore ? "\(sweep)/zarr.json" : sweep, settings: settings + changes, catalog: catalog)
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

private func readText(_ path: String) throws -> String {
  guard let file = fopen(path, "r") else {
    let reason = String(cString: strerror(errno))
    throw Complaint(.noInput, "cannot read the sweep file \(path): \(reason)")
  }
  fclose(file)
  var isDirectory: ObjCBool = false
  if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
    isDirectory.boolValue
  {
    throw Complaint(.noInput, "cannot read the sweep file \(path): Is a directory")
  }
  guard let data = FileManager.default.contents(atPath: path) else {
    throw Complaint(.noInput, "cannot read the sweep file \(path)")
  }
  guard let text = String(data: data, encoding: .utf8) else {
    throw Complaint(.badData, "\(path) is not text in UTF-8")
  }
  return text
}
