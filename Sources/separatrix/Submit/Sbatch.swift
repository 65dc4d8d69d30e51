import Foundation

/// Slurm's command that takes batch scripts.
struct Sbatch {
  private let path: String

  /// - Throws: `Complaint` if there is none on PATH.
  init() throws {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let found = folders.map { "\($0)/sbatch" }.first(where: Self.isProgram)
    guard let found else {
      throw Complaint(
        .unavailable,
        "no sbatch on this machine; run this on a login node, or see the script with --dry-run")
    }
    path = found
  }

  /// Submits a script.
  ///
  /// - Parameter options: Those that the script's lines ask for, whatever the environment says.
  /// - Returns: The job's number.
  /// - Throws: `Complaint` with sbatch's own words if it refuses.
  func submit(_ script: String, options: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["--parsable", script]
    process.environment = SbatchVariables.removed(
      for: options, from: ProcessInfo.processInfo.environment)
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (try SpokenWords(), try SpokenWords())
    process.standardOutput = output.file
    process.standardError = errors.file
    do { try process.run() } catch {
      throw Complaint(.unavailable, "cannot run \(path): \(error.localizedDescription)")
    }
    process.waitUntilExit()
    let words = errors.text
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let reason = words.isEmpty ? "it gave no reason" : words
      throw Complaint(
        .unavailable,
        "sbatch did not take \(script) (status \(process.terminationStatus)): \(reason)")
    }
    if !words.isEmpty { note(words) }
    // NUMBER or NUMBER;CLUSTER, below whatever a site's own filter says.
    let answer = output.text.split(separator: "\n").last ?? ""
    let number = answer.prefix { $0 != ";" }
    guard !number.isEmpty, number.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw Complaint(
        .unavailable,
        "sbatch answered \(answer.debugDescription) instead of a job's number; see squeue --me")
    }
    return String(number)
  }

  private static func isProgram(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && !isDirectory.boolValue && FileManager.default.isExecutableFile(atPath: path)
  }
}
