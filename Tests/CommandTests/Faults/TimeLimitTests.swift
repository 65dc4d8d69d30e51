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
      let more = try #require(try status()["tiles_done"] as? Int)
      #expect((done..<16).contains(more))
      let again = try command.run(run + ["--for", "1s", "--workers", "3"])
      expectPlainEnd(again, [75])
      #expect(again.errors.contains("\(more) of 16 tiles are done already"), "\(again.errors)")
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

    /// Zones as POSIX writes them, which Foundation takes for UTC. Summer time ends on 27 October 2030 and
    /// begins on 31 March.
    @Test(arguments: [
      ("EST5", "2030-07-01T07:00", "2030-07-01 07:00 -0500"),
      ("<+0730>-7:30", "2030-07-01 07:00:30", "2030-07-01 07:00 +0730"),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2030-12-31T23:59", "2030-12-31 23:59 +0100"),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2030-07-01T07:00", "2030-07-01 07:00 +0200"),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2030-10-27T02:30", "2030-10-27 02:30 +0200"),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2030-03-31T03:30", "2030-03-31 03:30 +0200"),
      ("UTC", "2032-02-29T00:00", "2032-02-29 00:00 +0000"),
    ])
    func `a moment is one of the time zone`(zone: String, moment: String, words: String) throws {
      var command = command
      command.environment["TZ"] = zone
      let outcome = try command.run(run + ["--until", moment, "--dry-run"])
      #expect(outcome.output.contains("until      \(words)\n"), "\(outcome.output)")
    }

    @Test func `a time alone is the next one`() throws {
      var command = command
      command.environment["TZ"] = "XYZ-3:30"
      let report = try command.run(
        run + ["--until", "07:00", "--dry-run", "--format", "json"]
      ).json()
      let text = try #require(report["until"] as? String)
      #expect(text.hasSuffix("T07:00:00+0330"))
      let format = DateFormatter()
      format.locale = Locale(identifier: "en_US_POSIX")
      format.dateFormat = "yyyy-MM-dd'T'HH:mm:ssZ"
      let seconds = try #require(format.date(from: text)).timeIntervalSinceNow
      #expect((-5...86_400).contains(seconds), "\(text)")
    }

    /// Tiles 3, 7, 11 and 15 take minutes each, the others no time.
    @Test func `a time in which no tile fits`() throws {
      let run = run + ["--set", "steps=1e8"]
      let share = run + ["--shard", "3/4", "--for", "0.5s", "--workers", "1"]
      let outcome = try command.run(share + ["--format", "json"])
      #expect(outcome.status == 75)
      #expect(outcome.errors.contains("0 of 4 tiles are done, and none by this run"))
      let report = try outcome.json()
      #expect(report["outcome"] as? String == "time_up" && report["computed_tiles"] as? Int == 0)
      #expect(report["tiles"] as? Int == 4 && report["tiles_done"] as? Int == 0)
      // By what others took, if not by its own pieces of tiles.
      let quicker = self.run + ["--store", "q.zarr"]
      expectPlainEnd(try command.run(quicker + ["--shard", "3/16"]), [0])
      let next = try command.run(
        quicker + ["--shard", "7/16", "--for", "0.3s", "--workers", "1"])
      expectPlainEnd(next, [75])
      #expect(next.errors.contains("a worker needs about"), "\(next.errors)")
      #expect(next.output == "")
    }

    @Test func `time enough changes nothing`() throws {
      let trial = try Trial(.square)
      expectPlainEnd(
        try trial.command.run(trial.run + ["--for", "1h30m", "--nice", "10"]), [0])
      try trial.expectWhole()
    }

    @Test(arguments: [
      Refusal("--for x", 64, "'x'", "--for"), Refusal("--for 0s", 64, "--for"),
      Refusal("--for=-1h", 64, "--for"), Refusal("--for 8", 64, "'8'", "no unit", "8h"),
      Refusal("--until 2031-02-29T07:00", 64, "--until"),
      Refusal("--until 25:00", 64, "'25:00'", "--until"),
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
