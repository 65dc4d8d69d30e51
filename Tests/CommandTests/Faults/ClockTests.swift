#if os(Linux)
  import Foundation
  import Testing

  extension CommandTests {
    /// The wall clock jumps: nothing but what is written about times may depend on it.
    struct ClockTests {
      private static let jumps = [-10 * 365 * 86400, 3 * 86400]

      @Test(arguments: jumps)
      func `the clock jumps in the middle of a run`(seconds: Int) throws {
        var trial = try Trial(.square)
        let clock = try ShiftedClock(in: trial.directory)
        trial.command.environment = clock.environment
        let running = try trial.start("--workers", "1")
        try waitUntil("a tile is done") { trial.directory.exists("s.zarr/verdict/c/0/0") }
        running.send(SIGSTOP)
        try clock.set(ahead: seconds)
        let report = try trial.status()
        for (name, value) in report { #expect(value as? Double ?? 0 >= 0, "\(name)") }
        let text = try trial.command.succeed("status", trial.store).output
        #expect(text.contains("running    1 process"))
        #expect(text.firstMatch(of: /\s-\d/) == nil, "\(text)")
        running.send(SIGCONT)
        let outcome = try running.wait(60)
        expectPlainEnd(outcome, [0])
        #expect(outcome.output.firstMatch(of: /\s-\d/) == nil, "\(outcome.output)")
        try trial.expectWhole()
        #expect(try trial.status()["last_run"] as? String == "finished")
        // A later one, when the clock is right again.
        try clock.set(ahead: 0)
        try trial.expectFinish()
      }

      /// A span is measured by a clock that nobody sets.
      @Test(arguments: jumps)
      func `a span does not follow the clock`(seconds: Int) throws {
        var command = Command(in: try TemporaryDirectory())
        let clock = try ShiftedClock(in: command.directory)
        command.environment = clock.environment
        let file = try Sample.endless.write(to: command.directory)
        let running = try command.start(["run", file, "--store", "s.zarr", "--for", "2s"])
        try waitUntil("a tile is done") { command.directory.exists("s.zarr/verdict/c/0/0") }
        try clock.set(ahead: seconds)
        let outcome = try running.wait(30)
        expectPlainEnd(outcome, [75])
        #expect(outcome.seconds >= 1.5)
      }
    }
  }
#endif
