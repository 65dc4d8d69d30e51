import Foundation

/// A real Slurm on this machine, by Tests/Slurm/cluster.sh. It ends with this object, and also with
/// the process that holds it.
final class Cluster {
  /// Below it lies all that the cluster writes. Its sockets bear no long path.
  private let folder = "/tmp/separatrix-slurm-\(UUID().uuidString.prefix(8))"
  private let process = Process()
  private let commands = Pipe()
  private let directory: TemporaryDirectory

  /// - Throws: `Command.Failure` with the reason if there can be none on this machine.
  init(nodes: Int, processors: Int) throws {
    directory = try TemporaryDirectory()
    let script = Command.packageRoot.appendingPathComponent("Tests/Slurm/cluster.sh").path
    let streams = [directory.file("output"), directory.file("errors")]
    for file in streams { try Data().write(to: URL(fileURLWithPath: file)) }
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c", #""$@"; status=$?; rm -rf -- "$2"; exit $status"#, "bash", script, folder, "\(nodes)",
      "\(processors)",
    ]
    process.standardInput = commands
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: streams[0]))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: streams[1]))
    try withOpenSignals { try process.run() }
    try waitUntil("Slurm has started", within: 60) { isUp || !process.isRunning }
    guard isUp else { throw Command.Failure(description: try text("errors")) }
  }

  deinit {
    try? commands.fileHandleForWriting.close()
    try? waitUntil("Slurm has ended", within: 30) { !process.isRunning }
    if process.isRunning { process.terminate() }
  }

  /// Where Slurm's commands find this cluster.
  var environment: [String: String] { ["SLURM_CONF": "\(folder)/slurm.conf"] }

  /// Ends a node and all that runs on it, as a power failure does.
  func kill(_ node: String) throws {
    let before = try answers()
    try commands.fileHandleForWriting.write(contentsOf: Data("kill \(node)\n".utf8))
    try waitUntil("\(node) is killed", within: 60) { try answers() > before }
  }

  /// Runs one of Slurm's commands; what it prints.
  @discardableResult
  func slurm(_ words: String...) throws -> String {
    let outcome = try Running(
      ["/usr/bin/env"] + words, environment: environment, in: directory
    ).wait(60)
    guard outcome.status == 0 else {
      throw Command.Failure(description: "\(words): \(outcome.errors)")
    }
    return outcome.output
  }

  /// Waits until no job waits or runs.
  func waitForJobs() throws {
    try waitUntil("all jobs have ended", within: 240) {
      let jobs = try slurm("squeue", "--noheader", "--array", "--format=%i %T %r")
      if !jobs.isEmpty { usleep(200_000) }
      return jobs.isEmpty
    }
  }

  private var isUp: Bool { (try? text("output").contains("export SLURM_CONF")) ?? false }

  private func answers() throws -> Int {
    try text("output").split(separator: "\n").count { $0 == "done" }
  }

  private func text(_ stream: String) throws -> String {
    String(decoding: try directory.bytes(stream), as: UTF8.self)
  }
}
