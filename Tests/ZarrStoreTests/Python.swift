import Foundation

/// The Python of `.build/python`, where zarr and xarray are installed, running `Tests/Python` scripts.
enum Python {
  struct Failure: Error, CustomStringConvertible { let description: String }

  static var packageRoot: URL {
    URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  /// Runs a script and returns what it printed. A script that fails is an error, as is a missing Python.
  @discardableResult
  static func run(_ script: String, _ arguments: String...) throws -> String {
    let interpreter = packageRoot.appendingPathComponent(".build/python/bin/python")
    guard FileManager.default.isExecutableFile(atPath: interpreter.path) else {
      throw Failure(
        description: "no \(interpreter.path); create it from the package's root with: "
          + "python3 -m venv .build/python && "
          + ".build/python/bin/pip install -r Tests/Python/requirements.txt")
    }
    let process = Process()
    process.executableURL = interpreter
    process.arguments =
      ["-B", packageRoot.appendingPathComponent("Tests/Python/\(script)").path] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(script) failed:\n\(text)")
    }
    return text
  }
}
