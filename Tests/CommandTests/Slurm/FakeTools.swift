import Foundation

/// Programs that stand for others, in a folder of their own: scripts for bash.
struct FakeTools {
  let directory: TemporaryDirectory

  /// - Parameter tools: Scripts by the names of the programs they stand for.
  init(_ tools: [String: String]) throws {
    directory = try TemporaryDirectory()
    for (name, script) in tools {
      try directory.write("#!/bin/bash\n\(script)\n", name)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: directory.file(name))
    }
  }

  /// PATH with these tools in front of the machine's.
  var environment: [String: String] { ["PATH": "\(directory.path):/usr/bin:/bin"] }

  /// Starts a script of `submit` in which a fake takes the program's place.
  ///
  /// - Parameter variables: What Slurm tells the script besides its place in the array.
  func start(_ script: String, _ variables: [String: String] = [:]) throws -> Running {
    let program = try Regex("'[^']*/separatrix'")
    try directory.write(
      script.replacing(program, with: "'\(directory.file("separatrix"))'"), "element.sh")
    var environment = environment.merging(variables) { $1 }
    environment["SLURM_ARRAY_JOB_ID"] = "4711"
    environment["SLURM_ARRAY_TASK_ID"] = "1"
    return try withOpenSignals {
      try Running(
        ["/bin/bash", directory.file("element.sh")], environment: environment, in: directory)
    }
  }

  func text(_ name: String) throws -> String {
    String(decoding: try directory.bytes(name), as: UTF8.self)
  }
}
