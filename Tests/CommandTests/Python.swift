import Foundation

/// The Python of `.build/python`, where zarr and xarray are installed, running `Tests/Python` scripts.
enum Python {
  /// Runs a script and returns what it printed. A script that fails is an error, as is a missing
  /// Python.
  @discardableResult
  static func run(
    _ script: String, _ arguments: String..., in directory: TemporaryDirectory
  ) throws -> String {
    try run(script, arguments, in: directory)
  }

  /// The same with a list of arguments.
  @discardableResult
  static func run(
    _ script: String, _ arguments: [String], in directory: TemporaryDirectory
  ) throws -> String {
    let root = Command.packageRoot
    let interpreter = root.appendingPathComponent(".build/python/bin/python").path
    guard FileManager.default.isExecutableFile(atPath: interpreter) else {
      throw Command.Failure(
        description: "no .build/python/bin/python; run .ci/install --tests, or create it from the "
          + "package's root with: python3 -m venv .build/python && "
          + ".build/python/bin/pip install -r Tests/Python/requirements.txt")
    }
    let file = root.appendingPathComponent("Tests/Python/\(script)").path
    let outcome = try Running(
      [interpreter, "-B", file] + arguments, environment: [:], in: directory
    ).wait(120)
    guard outcome.status == 0, !outcome.wasKilled else {
      throw Command.Failure(description: "\(script) failed:\n\(outcome.output)\(outcome.errors)")
    }
    return outcome.output
  }
}
