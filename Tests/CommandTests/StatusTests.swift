import Foundation
import Testing

extension CommandTests {
  /// What `status` says of runs, and of what is to be done.
  struct StatusTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws { command = Command(in: try TemporaryDirectory()) }

    private func lines(_ store: String, _ words: String...) throws -> [String] {
      try command.run(["status", store] + words).output.split(separator: "\n").map(String.init)
    }

    /// On machines that share nothing; then the stores are joined.
    @Test func `shares are told, and joined by copying`() throws {
      let file = try Sample.squares.write(to: directory)
      try command.succeed("run", file, "--store", "whole.zarr")
      for shard in ["0/2", "1/2"] {
        try command.succeed("run", file, "--store", "\(shard.prefix(1)).zarr", "--shard", shard)
      }
      let status = try lines("1.zarr", "--runs")
      #expect(status.contains("last run   finished its share 1/2"), "\(status)")
      #expect(status.contains { $0.contains("  share  ") })
      #expect(status.contains { $0.contains("  1/2  ") && $0.hasSuffix("finished its share 1/2") })
      #expect(try lines("whole.zarr").contains("last run   finished"))

      let copy = try Running(
        ["/usr/bin/env", "cp", "-a", "1.zarr/.", "0.zarr/"], environment: [:], in: directory
      ).wait(10)
      #expect(copy.status == 0, "\(copy.errors)")
      #expect(try lines("0.zarr").contains("tiles      16 of 16 done"))
      try command.succeed("verify", "0.zarr")
      let outcome = try command.succeed("run", file, "--store", "0.zarr")
      #expect(outcome.errors.contains("nothing to compute"), "\(outcome.errors)")
      #expect(
        differences(try directory.arrays(of: "whole.zarr"), try directory.arrays(of: "0.zarr"))
          == [])
    }

    @Test func `what to do about damage is said once`() throws {
      let file = try Sample.squares.write(to: directory)
      try command.succeed("run", file, "--store", "s.zarr")
      for shard in ["0/1", "2/3"] {
        try directory.write("no shard", "s.zarr/verdict/c/\(shard)")
      }
      let text = try command.succeed("status", "s.zarr").output
      #expect(text.split(separator: "\n").count { $0.hasPrefix("damaged ") } == 2, "\(text)")
      #expect(text.split(separator: "run the sweep again").count == 2, "\(text)")
    }

    /// Heartbeats come every two thirds of a second; the first tiles at once, the next take minutes.
    @Test func `a run is told once, and its speed from the first tiles on`() throws {
      var command = command
      command.environment["SEPARATRIX_CLAIM_SECONDS"] = "2"
      let running = try command.start(
        ["run", try Sample.endless.write(to: directory), "--store", "s.zarr", "--workers", "1"])
      func status() throws -> [String: Any] {
        try command.succeed("status", "s.zarr", "--format", "json").json()
      }
      try waitUntil("a tile is done") { directory.exists("s.zarr/verdict/c/0/0") }
      try waitUntil("a speed is known") { try status()["cells_per_second"] != nil }
      usleep(2_000_000)
      let later = try status()
      #expect(later["cells_per_second"] as? Double ?? 0 > 0)
      #expect(later["seconds_left"] as? Double ?? 0 > 0)
      let lines = try lines("s.zarr", "--runs")
      #expect(lines.count { $0.contains(": \(running.identifier) ") } == 1, "\(lines)")
      #expect(!lines.contains { $0.contains("not known yet") })
    }
  }
}
