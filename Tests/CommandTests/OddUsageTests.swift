import Foundation
import Testing

extension CommandTests {
  /// What scripts and schedulers make by mistake.
  struct OddUsageTests {
    private let command: Command

    init() throws {
      command = Command(in: try TemporaryDirectory())
      _ = try Sample.small.write(to: command.directory)
    }

    @Test(arguments: [["run", "small.yaml"], ["submit", "small.yaml", "--slurm", "--array", "2"]])
    func `an empty store is refused`(words: [String]) throws {
      expectRefusal(try command.run(words + ["--store", ""]), 64, ["--store is empty"])
      #expect(try command.directory.contents() == ["small.yaml"])
    }

    @Test func `a share of one tile in very many`() throws {
      let outcome = try command.succeed(
        "run", "small.yaml", "--shard", "0/9223372036854775807", "--format", "json")
      #expect(try outcome.json()["computed_cells"] as? Int == 256)
      try command.succeed(
        "run", "small.yaml", "--shard", "9223372036854775806/9223372036854775807")
    }

    /// What a scheduler's environment says must not steer the terminal.
    @Test func `what others wrote is shown without control characters`() throws {
      var command = command
      command.environment = ["SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_JOB_ID": "7\u{1B}[31m\nx"]
      try command.succeed("run", "small.yaml", "--shard", "auto")
      let outcome = try command.succeed("status", "small.zarr", "--runs")
      #expect(outcome.output.contains("7?[31m?x_0"), "\(outcome.output)")
      #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test func `an option that nobody knows is repeated without control characters`() throws {
      let outcome = try command("run", "small.yaml", "--no\u{1B}[31mne")
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("--no?[31mne") && !outcome.errors.contains("\u{1B}"))
    }
  }
}
