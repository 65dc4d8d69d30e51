import Foundation
import Testing

extension CommandTests {
  /// `--for`, `--until` and `--nice`: a run that ends in good order when its time is up.
  struct TimeLimitTests {
    private let command: Command
    private let run: [String]
    private var directory: TemporaryDirectory { command.directory }

    init() throws {
      command = Command(in: try TemporaryDirectory())
      run = ["run", try Sample.endless.write(to: command.directory), "--store", "s.zarr"]
    }

    private func status() throws -> [String: Any] {
      try command.succeed("status", "s.zarr", "--format", "json").json()
    }

    @Test func `a run ends when its time is up, and the next goes on`() throws {
      let outcome = try command.run(run + ["--for", "1s"])
      expectPlainEnd(outcome, [75])
      #expect((0.9...10).contains(outcome.seconds), "\(outcome.seconds) s")
      let done = try #require(try status()["tiles_done"] as? Int)
      #expect((1..<16).contains(done))
      #expect(try directory.strays(in: "s.zarr") == [])
      let next = try command.run(run + ["--for", "0.2s", "--workers", "3"])
      expectPlainEnd(next, [75])
      let again = try command.run(run + ["--for", "1s", "--workers", "3"])
      expectPlainEnd(again, [75])
      #expect(again.errors.contains("\(done) of 16 tiles are done"), "\(again.errors)")
    }

    @Test func `a moment on the wall clock`() throws {
      let format = DateFormatter()
      format.locale = Locale(identifier: "en_US_POSIX")
      format.dateFormat = "yyyy-MM-dd'T'HH:mm:ss"
      let moment = format.string(from: Date(timeIntervalSinceNow: 2))
      let outcome = try command.run(run + ["--until", moment])
      expectPlainEnd(outcome, [75])
      #expect(outcome.seconds < 10)
    }

    @Test func `time enough changes nothing`() throws {
      let trial = try Trial(.square)
      expectPlainEnd(
        try trial.command.run(trial.run + ["--for", "1h30m", "--nice", "10"]), [0])
      try trial.expectWhole()
    }

    @Test(arguments: [
      Refusal("--for x", 64, "'x'", "--for"), Refusal("--for 0s", 64, "--for"),
      Refusal("--for=-1h", 64, "--for"), Refusal("--until 25:00", 64, "'25:00'", "--until"),
      Refusal("--until 2001-01-01T07:00", 64, "--until", "past"),
      Refusal("--until yesterday", 64, "'yesterday'", "--until"),
      Refusal("--nice 20", 64, "--nice", "20"), Refusal("--nice=-1", 64, "--nice"),
    ])
    func `what is no time`(refusal: Refusal) throws {
      let words = refusal.command.split(separator: " ").map(String.init)
      expectRefusal(try command.run(run + words), refusal.status, refusal.words)
      #expect(!directory.exists("s.zarr"))
    }

    /// One long tile is left when the time is nearly up: the run waits for it, and can be told not to.
    @Test func `a signal while the last tiles are finished`() throws {
      let running = try command.start(run + ["--for", "30s"])
      try waitUntil("a tile is done") { directory.exists("s.zarr/verdict/c/0/0") }
      running.send(SIGTERM)
      let outcome = try running.wait(10)
      expectPlainEnd(outcome, [143])
      #expect(try status()["damaged"] as? [String] == [])
    }
  }
}
