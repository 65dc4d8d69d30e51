import Foundation
import Testing

extension CommandTests {
  /// What a process makes of the environment that a scheduler gives it.
  struct ElementTests {
    /// As the pods of a Kubernetes job are: of the same host's name or not, and without Slurm.
    @Test func `two indexed processes share a store`() throws {
      let trial = try Trial(.square)
      let running = try (0..<2).map { index in
        var command = trial.command
        command.environment["JOB_COMPLETION_INDEX"] = "\(index)"
        return try command.start(trial.run + ["--shard", "auto"])
      }
      for outcome in try running.map({ try $0.wait(60) }) { expectPlainEnd(outcome, [0]) }
      try trial.expectWhole()
      let status = try trial.command.succeed(
        "status", trial.store, "--runs", "--format", "json"
      ).json()
      let runs = try #require(status["history"] as? [[String: Any]])
      #expect(
        Set(runs.compactMap { $0["element"] as? String }).isSubset(of: ["index 0", "index 1"]))
      #expect(!runs.isEmpty && runs.allSatisfy { $0["element"] != nil })
    }

    @Test(arguments: [
      (["JOB_COMPLETION_INDEX": "x"], "\"x\""),
      (["SLURM_ARRAY_TASK_ID": "5", "SLURM_ARRAY_TASK_MAX": "2"], "SLURM_ARRAY_TASK_ID is 5"),
      (["SLURM_ARRAY_TASK_ID": "5", "SLURM_ARRAY_TASK_MAX": "5"], nil),
      (["SGE_TASK_ID": "undefined"], nil), (["LSB_JOBINDEX": "0"], nil),
    ])
    func `a number that cannot be is told`(environment: [String: String], words: String?) throws {
      var command = Command(in: try TemporaryDirectory())
      command.environment = environment
      let file = try Sample.small.write(to: command.directory)
      let outcome = try command.run(["run", file, "--shard", "auto"])
      #expect(outcome.status == 0)
      if let words {
        #expect(outcome.errors.contains(words) && outcome.errorLines.count == 1)
      } else {
        #expect(outcome.errors == "")
      }
    }

    /// On a node of 8 cores with two hyper-threads each.
    @Test(arguments: [("3", 3), ("1", 1), ("8", 8), ("16", 8), ("x", 8), (nil, 8)])
    func `workers fit what Slurm gave`(processors: String?, workers: Int) throws {
      var command = Command(in: try TemporaryDirectory())
      command.environment = ["HWLOC_SYNTHETIC": "pack:1 core:8 pu:2", "SLURMD_NODENAME": "node1"]
      command.environment["SLURM_CPUS_ON_NODE"] = processors
      let file = try Sample.small.write(to: command.directory)
      let outcome = try command("run", file, "--dry-run", "--format", "json")
      #expect(try outcome.json()["workers"] as? Int == workers)
      #expect(outcome.errors.contains("Slurm gave this job") == (workers < 8))
      let asked = try command(
        "run", file, "--dry-run", "--format", "json", "--workers", "5", "--pin", "core")
      #expect(try asked.json()["workers"] as? Int == 5)
      #expect(!asked.errors.contains("Slurm"))
    }

    /// A shell on a login node may have a job's variables, but no node's name.
    @Test func `outside of a job Slurm's variables say nothing`() throws {
      var command = Command(in: try TemporaryDirectory())
      command.environment = ["HWLOC_SYNTHETIC": "core:8 pu:1", "SLURM_CPUS_ON_NODE": "3"]
      let file = try Sample.small.write(to: command.directory)
      let preview = try command("run", file, "--dry-run", "--format", "json").json()
      #expect(preview["workers"] as? Int == 8)
    }
  }
}
