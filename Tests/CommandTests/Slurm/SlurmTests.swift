import Foundation
import Testing

extension CommandTests {
  /// Job arrays on a real Slurm of three nodes, each with a host name of its own. Skipped where there
  /// can be none.
  struct SlurmTests {
    /// 64 tiles: about 10 s on two cores with AVX-512, so that something can happen meanwhile.
    private static let victim = Victim(
      sweep: Sample.squares("array", steps: "250000")
        .replacing(
          "momentum: {from: 0, to: 1, count: 256}", by: "momentum: {from: 0, to: 1, count: 512}"
        )
        .replacing("to: 0.05, count: 256", by: "to: 0.05, count: 512"))

    private let cluster: Cluster
    private var trial: Trial

    init() throws {
      do {
        cluster = try Cluster(nodes: 3, processors: 2)
      } catch {
        try Test.cancel("no Slurm on this machine: \(error)")
      }
      trial = try Trial(Self.victim, store: "shared/s.zarr")
      trial.command.environment = cluster.environment
      // Until a dead element's tiles are taken.
      trial.command.environment["SEPARATRIX_CLAIM_SECONDS"] = "2"
    }

    private func submit(_ words: String...) throws -> String {
      let outcome = try trial.command.run(
        ["submit", "array.yaml", "--slurm", "--store", trial.store, "--format", "json"] + words)
      try #require(outcome.status == 0, "\(outcome.errors)")
      return try #require(outcome.json()["job"] as? String)
    }

    /// What the runs of each element have become, by the store's logs.
    private func outcomes() throws -> [String: [String]] {
      let status = try trial.command.succeed(
        "status", trial.store, "--runs", "--format", "json"
      ).json()
      let runs = try #require(status["history"] as? [[String: Any]])
      return Dictionary(grouping: runs) { $0["element"] as? String ?? "" }.mapValues {
        $0.map { "\($0["state"] ?? "") \($0["outcome"] ?? "")" }
      }
    }

    private func log(_ element: String) -> String {
      let bytes = try? trial.directory.bytes("shared/s.slurm/\(element).log")
      return String(decoding: bytes ?? Data(), as: UTF8.self)
    }

    /// Complete, and nothing is left that belongs to a run; the logs lie elsewhere.
    private func expectComplete() throws {
      let status = try trial.status()
      #expect(status["tiles_done"] as? Int == 64 && status["runs"] as? Int == 0, "\(status)")
      #expect(status["damaged"] as? [String] == [])
      try trial.expectWhole()
    }

    @Test func `an array finishes whatever becomes of its elements`() throws {
      let job = try submit("--array", "6", "--cpus-per-task", "1")
      let elements = (0..<6).map { "\(job)_\($0)" }
      try waitUntil("all elements compute", within: 60) {
        try outcomes().count == elements.count
      }
      // Two elements fill a node, so that the last ones are on the third.
      let last = try cluster.slurm(
        "squeue", "--noheader", "--nodelist=node3", "--array", "--format=%i"
      )
      .split(separator: "\n").map(String.init)
      try #require(last.count == 2)
      let others = elements.filter { !last.contains($0) }
      let (cancelled, requeued) = (others[0], others[1])
      try cluster.slurm("scancel", cancelled)
      try cluster.slurm("scontrol", "requeue", requeued)
      try cluster.kill("node3")
      try cluster.waitForJobs()

      try expectComplete()
      let states = try outcomes()
      #expect(states[cancelled] == ["ended stopped: SIGTERM"])
      #expect(states[requeued]?.first == "ended stopped: SIGTERM", "\(states)")
      for element in last {
        #expect(states[element]?.first == "killed ended without notice (killed?)", "\(states)")
      }
      // Each began again, and found what others had done.
      for element in [requeued] + last {
        #expect(log(element).contains("are done already"), "\(log(element))")
      }
    }

    @Test func `elements whose time is up continue until all is done`() throws {
      // Slurm's shortest limit is a minute, of which half is for the run: here, a third of what it takes.
      let seconds = max(1, Int(trial.unharmed.seconds / 3))
      let tools = try FakeTools([
        "sbatch": """
        sed -i 's/--for 30s/--for \(seconds)s/' "${@: -1}"
        exec \(try Command.tool("sbatch")) "$@"
        """
      ])
      var environment = trial.command.environment
      environment.merge(tools.environment) { $1 }
      var trial = trial
      trial.command.environment = environment
      let outcome = try trial.command.run([
        "submit", "array.yaml", "--slurm", "--store", trial.store, "--array", "2", "--time", "1",
        "--requeue",
      ])
      try #require(outcome.status == 0, "\(outcome.errors)")
      try cluster.waitForJobs()

      try expectComplete()
      let logs = try trial.directory.contents(of: "shared/s.slurm").filter { $0.hasSuffix(".log") }
      #expect(logs.count == 2)
      let texts = logs.map { log(String($0.dropLast(4))) }
      #expect(texts.contains { $0.contains("time was up: back into the queue") }, "\(texts)")
    }
  }
}
