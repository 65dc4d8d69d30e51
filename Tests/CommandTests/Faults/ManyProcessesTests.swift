import Foundation
import Testing

extension CommandTests {
  /// Several processes at the same store at the same time, which know nothing of each other.
  struct ManyProcessesTests {
    /// All start on nothing, so that they also race for the metadata.
    @Test(arguments: [2, 8])
    func `the same command several times at once`(count: Int) throws {
      let trial = try Trial(.square)
      let running = try (0..<count).map { _ in try trial.start("--format", "json") }
      let outcomes = try running.map { try $0.wait(60) }
      for outcome in outcomes { expectPlainEnd(outcome, [0]) }
      try trial.expectWhole()
      let cells = try outcomes.map { try $0.json()["computed_cells"] as? Int ?? 0 }
      #expect((65536...count * 65536).contains(cells.reduce(0, +)), "\(cells)")
    }

    @Test func `shards at once`() throws {
      let trial = try Trial(.square)
      let running = try (0..<3).map { try trial.start("--format", "json", "--shard", "\($0)/3") }
      let outcomes = try running.map { try $0.wait(60) }
      for outcome in outcomes { expectPlainEnd(outcome, [0]) }
      let cells = try outcomes.map { try $0.json()["computed_cells"] as? Int ?? 0 }
      #expect(cells.reduce(0, +) == 65536, "\(cells)")
      try trial.expectFinish()
    }

    /// One of them finishes the store, the other gives it more seeds.
    @Test(arguments: 0..<4)
    func `one runs while another widens`(round: Int) throws {
      let trial = try Trial(.widened)
      let few = Array(trial.run.dropLast(2))
      try trial.directory.remove("\(trial.store)/verdict/c/1/0")
      let running = try [few, trial.run].map { words in
        defer { usleep(UInt32(round) * 20_000) }
        return try trial.command.start(words)
      }
      // The first may find that the store is another now.
      expectPlainEnd(try running[0].wait(60), [0, 65, 73, 74])
      expectPlainEnd(try running[1].wait(60), [0])
      try trial.expectFinish("round \(round)")
    }

    /// The number of workers is nothing that a store remembers.
    @Test func `another number of workers each time`() throws {
      let trial = try Trial(.square)
      let shards = trial.unharmed.shards(of: "verdict")
      for workers in [1, 2, 5, 64] {
        let before = shards.filter { trial.directory.exists("s.zarr/\($0)") }.count
        let running = try trial.start("--workers", "\(workers)")
        try waitUntil("one more tile is done") {
          shards.filter { trial.directory.exists("s.zarr/\($0)") }.count > before
            || !running.isRunning
        }
        running.send(SIGTERM)
        expectPlainEnd(try running.wait(30), [0, 143], "\(workers) workers", killedBy: [SIGTERM])
      }
      try trial.expectFinish()
    }
  }
}
