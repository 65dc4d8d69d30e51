import Foundation
import Testing

extension CommandTests {
  /// Runs that come to a store and go again while another is at it.
  struct PassingRunTests {
    /// Of 16 tiles.
    @Test func `what was done while a run slept is not done again`() throws {
      var trial = try Trial(.slow)
      trial.command.environment["SEPARATRIX_CLAIM_SECONDS"] = "5"
      let sleeper = try trial.start("--workers", "1")
      try waitUntil("a tile is done") { trial.directory.exists("s.zarr/verdict/c/0/0") }
      sleeper.send(SIGSTOP)
      expectPlainEnd(try trial.command.run(trial.run), [0])
      // For longer than between two signs of life.
      usleep(2_000_000)
      sleeper.send(SIGCONT)
      expectPlainEnd(try sleeper.wait(60), [0])
      let status = try trial.command.succeed(
        "status", trial.store, "--runs", "--format", "json"
      ).json()
      let runs = try #require(status["history"] as? [[String: Any]])
      let own = runs.first { $0["process"] as? Int == Int(sleeper.identifier) }
      // The first, what it was at, and one more if it went on before it looked.
      #expect((1...4).contains(own?["tiles"] as? Int ?? 0), "\(own ?? [:])")
      try trial.expectFinish()
    }

    /// Tiles 3, 7, 11 and 15 take minutes each, the others no time.
    @Test func `the last line counts what others have done`() throws {
      let command = Command(in: try TemporaryDirectory())
      let file = try Sample.endless.write(to: command.directory)
      let run = ["run", file, "--workers", "1", "--set", "steps=1e8"]
      let running = try command.start(run)
      try waitUntil("three tiles are done") {
        command.directory.exists("endless.zarr/verdict/c/0/2")
      }
      expectPlainEnd(try command.run(run + ["--shard", "1/4"]), [0])
      running.send(SIGTERM)
      let outcome = try running.wait(10)
      expectPlainEnd(outcome, [143])
      #expect(outcome.errors.contains("stopped: 6 of 16 tiles are done"), "\(outcome.errors)")
    }
  }
}
