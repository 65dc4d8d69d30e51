import Foundation
import Testing

extension CommandTests {
  /// What the subcommands say on standard output, for programs and for people.
  struct ReportTests {
    private let command: Command
    private let file: String
    private var directory: TemporaryDirectory { command.directory }

    init() throws {
      command = Command(in: try TemporaryDirectory())
      file = try Sample.squares.write(to: command.directory)
    }

    private func sum(_ verdicts: Any?) -> Int {
      let counts = verdicts as? [String: Int] ?? [:]
      #expect(counts.keys.sorted() == ["bounded", "converged", "diverged"])
      return counts.values.reduce(0, +)
    }

    @Test func `run, for programs`() throws {
      let report = try command.succeed("run", file, "--format", "json").json()
      #expect(
        report.keys.sorted() == [
          "boundary", "cell_steps_per_second", "cells", "computed_cell_steps", "computed_cells",
          "outcome", "seconds", "store", "verdicts",
        ])
      #expect(report["store"] as? String == "squares.zarr")
      #expect(report["cells"] as? Int == 65536 && report["computed_cells"] as? Int == 65536)
      #expect(sum(report["verdicts"]) == 65536)
      let steps = try #require(report["computed_cell_steps"] as? Int)
      #expect((65536...65536 * 1000).contains(steps))
      let seconds = try #require(report["seconds"] as? Double)
      let speed = try #require(report["cell_steps_per_second"] as? Double)
      #expect(seconds > 0 && abs(speed * seconds / Double(steps) - 1) < 1e-9)

      let boundary = try #require(report["boundary"] as? [String: Any])
      #expect(boundary["axis"] as? String == "learning_rate")
      #expect(boundary["formula"] as? String == "η = 2(1 + β)/λ")
      #expect(boundary["rows_predicted"] as? Int == 256)
      let growth = try #require(boundary["by_growth"] as? [String: Double])
      #expect(growth["median"] ?? 9 < 0.5)
    }

    @Test func `run, for people`() throws {
      let text = try command.succeed("run", file).output
      let lines = text.split(separator: "\n").map(String.init)
      #expect(lines[0] == "store      squares.zarr")
      #expect(lines[1] == "cells      65,536")
      #expect(lines.contains { $0.hasPrefix("speed      ") && $0.contains("cell-steps/s") })
      #expect(lines.contains { $0.hasPrefix("boundary   predicted η = 2(1 + β)/λ") })
      #expect(!text.contains("\u{1B}"))
    }

    @Test func `a finished store is left untouched, and soon`() throws {
      let first = try command.succeed("run", file, "--format", "json").json()
      let times = try directory.changeTimes(of: "squares.zarr")
      let arrays = try directory.arrays(of: "squares.zarr")
      usleep(20_000)
      let outcome = try command.succeed("run", file, "--format", "json")
      #expect(outcome.seconds < 2)
      #expect(outcome.errors.contains("squares.zarr: all 16 tiles are done already"))
      let second = try outcome.json()
      #expect(second["computed_cells"] as? Int == 0 && second["computed_cell_steps"] as? Int == 0)
      #expect(second["cell_steps_per_second"] == nil)
      #expect(second["verdicts"] as? [String: Int] == first["verdicts"] as? [String: Int])
      #expect(second["boundary"] as? NSDictionary == first["boundary"] as? NSDictionary)
      #expect(try directory.changeTimes(of: "squares.zarr") == times)
      #expect(differences(arrays, try directory.arrays(of: "squares.zarr")) == [])
    }

    @Test func `status of a finished store and of half a store`() throws {
      let run = try command.succeed("run", file, "--format", "json").json()
      let whole = try command.succeed("status", "squares.zarr", "--format", "json").json()
      #expect(
        whole.keys.sorted() == [
          "axes", "cells", "cells_done", "damaged", "last_run", "objective", "optimizer", "running",
          "runs", "store", "tiles", "tiles_done", "verdicts",
        ])
      #expect(whole["optimizer"] as? String == "heavy_ball")
      #expect(whole["objective"] as? String == "quadratic")
      #expect(whole["axes"] as? [String] == ["momentum: 256 cells", "learning_rate: 256 cells"])
      #expect(whole["tiles"] as? Int == 16 && whole["tiles_done"] as? Int == 16)
      #expect(whole["cells"] as? Int == 65536 && whole["cells_done"] as? Int == 65536)
      #expect(whole["verdicts"] as? [String: Int] == run["verdicts"] as? [String: Int])
      #expect(whole["last_run"] as? String == "finished" && whole["runs"] as? Int == 0)

      var counts: [String: Int] = [:]
      for shard in ["0/2", "1/2"] {
        let store = "half\(shard.prefix(1)).zarr"
        try command.succeed("run", file, "--store", store, "--shard", shard)
        let half = try command.succeed("status", store, "--format", "json").json()
        #expect(half["tiles_done"] as? Int == 8 && half["cells_done"] as? Int == 32768)
        #expect(sum(half["verdicts"]) == 32768)
        counts.merge(half["verdicts"] as? [String: Int] ?? [:], uniquingKeysWith: +)
        let text = try command.succeed("status", store).output
        #expect(text.contains("tiles      8 of 16 done"))
        #expect(text.contains("run the sweep again"))
      }
      #expect(counts == whole["verdicts"] as? [String: Int])
    }

    @Test(arguments: [1, 4])
    func `bench writes nothing and counts the same work`(repetitions: Int) throws {
      let run = try command.succeed("run", file, "--format", "json").json()
      let before = try directory.contents()
      let report = try command.succeed(
        "bench", file, "--repeat", "\(repetitions)", "--workers", "1", "--format", "json"
      ).json()
      #expect(
        report.keys.sorted() == [
          "cell_steps", "cells", "instruction_set", "lanes", "memory", "overhead_per_tile",
          "seconds", "tiles", "workers",
        ])
      #expect(report["cells"] as? Int == 65536 && report["workers"] as? Int == 1)
      #expect(report["cell_steps"] as? Int == run["computed_cell_steps"] as? Int)
      #expect(report["lanes"] as? Int ?? 0 >= 4)
      let seconds = try #require(report["seconds"] as? [Double])
      #expect(seconds.count == repetitions && seconds == seconds.sorted() && seconds[0] > 0)
      #expect(try directory.contents() == before)
      let text = try command.succeed("bench", file, "--repeat", "1").output
      #expect(text.contains("65,536 cells") && text.contains("cell-steps/s"))
    }

    // MARK: The machine

    @Test func `topology of a described server`() throws {
      var server = command
      server.environment["HWLOC_SYNTHETIC"] = "pack:2 numa:1 core:32 pu:2"
      let report = try server.succeed("topology", "--format", "json").json()
      let placement = try #require(report["placement"] as? [String: Any])
      let workers = try #require(placement["workers"] as? [[String: Any]])
      #expect(workers.count == 64)
      #expect(workers.compactMap { $0["index"] as? Int } == Array(0..<64))
      #expect(Set(workers.compactMap { $0["core"] as? Int }).count == 64)
      #expect(workers[63]["cpu_set"] as? String == "126-127")
      let machine = try #require(report["machine"] as? [String: Any])
      #expect((machine["cores"] as? [Any])?.count == 64)
      #expect((machine["numa_nodes"] as? [Any])?.count == 2)

      let text = try server.succeed("topology").output
      #expect(text.contains("a run has 64 workers"))
      let threads = try server.succeed("topology", "--pin", "pu").output
      #expect(threads.contains("a run has 128 workers"))
      #expect(try server.succeed("topology", "--workers", "3").output.contains("3 workers"))
    }

    /// Planning for another machine does not keep a sweep from running on this one.
    @Test func `a sweep under a described server`() throws {
      var server = command
      server.environment["HWLOC_SYNTHETIC"] = "pack:2 numa:1 core:32 pu:2"
      try command.succeed("run", file, "--store", "here.zarr")
      try server.succeed("run", file, "--store", "there.zarr")
      #expect(
        differences(try directory.arrays(of: "here.zarr"), try directory.arrays(of: "there.zarr"))
          == [])
    }

    @Test func `a description that is none`() throws {
      var server = command
      server.environment["HWLOC_SYNTHETIC"] = "nonsense"
      let outcome = try server("topology")
      #expect(!outcome.wasKilled)
      #expect((outcome.output + outcome.errors).contains("nonsense"))
    }

    @Test func `topology of this machine`() throws {
      let report = try command.succeed("topology", "--format", "json").json()
      let machine = try #require(report["machine"] as? [String: Any])
      #expect(machine["origin"] as? String == "this_system")
      let placement = try #require(report["placement"] as? [String: Any])
      let workers = try #require(placement["workers"] as? [[String: Any]])
      #expect((1...ProcessInfo.processInfo.processorCount).contains(workers.count))
    }
  }
}
