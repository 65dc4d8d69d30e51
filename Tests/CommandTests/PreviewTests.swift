import Foundation
import Testing

extension CommandTests {
  /// `run --dry-run`, of a share and of a store that is begun: 16 tiles of 4096 cells.
  struct PreviewTests {
    private let command: Command

    init() throws {
      command = Command(in: try TemporaryDirectory())
      _ = try Sample.squares.write(to: command.directory)
      _ = try Sample.small.write(to: command.directory)
    }

    private func preview(_ words: String) throws -> [String: Any] {
      try command.line("run squares.yaml --dry-run --format json " + words).json()
    }

    @Test func `a share is told beside the whole`() throws {
      let text = try command.line("run squares.yaml --dry-run --shard 1/3").output
      #expect(text.contains("cells      65,536 in 16 tiles of 64 × 64\n"), "\(text)")
      #expect(text.contains("share      1/3: 20,480 cells in 5 tiles\n"))
      let report = try preview("--shard 1/3")
      #expect(report["tiles"] as? Int == 16 && report["shard"] as? String == "1/3")
      let share = try #require(report["share"] as? [String: Int])
      #expect(share["cells"] == 20_480 && share["tiles"] == 5)
      let (bytes, files) = (report["bytes"] as? Int, report["files"] as? Int)
      #expect(share["bytes"].map { $0 * 16 / 5 } == bytes)
      #expect(share["files"].map { $0 * 16 / 5 } == files)
      #expect(report["left"] == nil && report["tiles_done"] == nil)
      #expect(try preview("")["share"] == nil)
    }

    @Test func `what is left of a store that is begun`() throws {
      try command.succeed("run", "squares.yaml", "--shard", "0/2")
      let half = try preview("")
      #expect(half["tiles_done"] as? Int == 8)
      #expect((half["left"] as? [String: Int])?["cells"] == 32_768)
      // Of 1, 4, 7, 10 and 13 the even ones are done.
      let text = try command.line("run squares.yaml --dry-run --shard 1/3").output
      #expect(text.contains("done       2 tiles\nleft       12,288 cells in 3 tiles\n"), "\(text)")
      #expect(text.contains(" files more; the whole sweep at most "))
      // A store of fewer seeds, or of another sweep, tells nothing.
      #expect(try preview("--set steps=7")["left"] == nil)
    }

    @Test func `one is no plural`() throws {
      let text = try command.line("run small.yaml --dry-run --workers 1").output
      #expect(text.contains("cells      256 in 1 tile of 16 × 16\n"), "\(text)")
      #expect(text.contains(" for 1 worker"))
    }
  }
}
