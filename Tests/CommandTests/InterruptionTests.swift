import Foundation
import Testing

extension CommandTests {
  /// Signals end a run soon, and leave a store that the same command continues.
  struct InterruptionTests {
    private let command: Command
    private let file: String
    private var directory: TemporaryDirectory { command.directory }

    init() throws {
      command = Command(in: try TemporaryDirectory())
      file = try Sample.endless.write(to: command.directory)
    }

    private var run: [String] { ["run", file, "--store", "s.zarr"] }

    private func status() throws -> [String: Any] {
      try command.succeed("status", "s.zarr", "--format", "json").json()
    }

    /// Starts a run that takes minutes, and waits until it has done a tile.
    private func startRun() throws -> Running {
      let running = try command.start(run)
      try waitUntil("a tile is done") {
        try directory.exists("s.zarr/verdict/c/0/0") && directory.runLogs(of: "s.zarr") != ""
      }
      usleep(200_000)
      return running
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func `a signal ends the run within a second`(signal: Int32, code: Int32) throws {
      let running = try startRun()
      let begin = ContinuousClock.now
      running.send(signal)
      let outcome = try running.wait(10)
      #expect((ContinuousClock.now - begin) / .seconds(1) < 1)
      #expect(!outcome.wasKilled && outcome.status == code, "\(outcome.errors)")
      #expect(outcome.output == "")

      let report = try status()
      let done = try #require(report["tiles_done"] as? Int)
      #expect((1..<16).contains(done))
      let name = [SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGHUP"][signal]
      #expect(report["last_run"] as? String == name.map { "stopped: \($0)" })
      #expect(report["runs"] as? Int == 0)
      #expect(report["damaged"] as? [String] == [])
      #expect(try directory.strays(in: "s.zarr") == [])
      #expect(outcome.errors.contains("stopped: \(done) of 16 tiles are done"))

      let next = try startRun()
      #expect(next.errors.contains("\(done) of 16 tiles are done already and skipped"))
      next.send(signal)
      #expect(try next.wait(10).status == code)
    }

    @Test func `an interrupted sweep continues to the same bytes`() throws {
      let file = try Sample.halfSecond.write(to: directory)
      let whole = try command.succeed("run", file, "--store", "whole.zarr")
      let running = try command.start(["run", file, "--store", "s.zarr"])
      try waitUntil("a tile is done") { directory.exists("s.zarr/verdict/c/0/0") }
      running.send(SIGINT)
      let outcome = try running.wait(10)
      #expect(outcome.status == 130, "it took \(whole.seconds) s without the signal")
      try command.succeed("run", file, "--store", "s.zarr")
      #expect(
        differences(try directory.arrays(of: "whole.zarr"), try directory.arrays(of: "s.zarr"))
          == [])
    }

    /// The process is stopped while both signals are sent, so that they arrive together, before the
    /// workers can have ended by themselves.
    @Test func `a second signal ends it at once`() throws {
      let running = try startRun()
      running.send(SIGSTOP)
      usleep(50_000)
      running.send(SIGINT)
      running.send(SIGTERM)
      let begin = ContinuousClock.now
      running.send(SIGCONT)
      let outcome = try running.wait(10)
      #expect((ContinuousClock.now - begin) / .seconds(1) < 1)
      #expect(!outcome.wasKilled && [130, 143].contains(outcome.status))
      // Not even the log's last line is written.
      #expect(!outcome.errors.contains("stopped:"))
      #expect(try status()["last_run"] as? String == "ended without notice (killed?)")
      let next = try startRun()
      next.send(SIGINT)
      #expect(try next.wait(10).status == 130)
      #expect(try directory.strays(in: "s.zarr") == [])
    }

    /// Between two looks at the signal lie at most some steps, however rarely verdicts are due.
    @Test func `rare checks do not make a signal wait`() throws {
      let running = try command.start(
        run + ["--set", "verdict.every=1e6", "--set", "objective.eigenvalues=[8,7,6,5,4,3,2,1]"])
      try waitUntil("the run has begun") { try directory.runLogs(of: "s.zarr") != "" }
      usleep(500_000)
      let begin = ContinuousClock.now
      running.send(SIGINT)
      #expect(try running.wait(10).status == 130)
      #expect((ContinuousClock.now - begin) / .seconds(1) < 1)
    }

    /// As a script of submit's does, which Slurm ends.
    @Test func `SIGHUP stands for the SIGTERM that Slurm has sent`() throws {
      var command = command
      command.prefix = ["/bin/bash", "-c", #"trap '' TERM; exec "$@""#, "bash"]
      command.environment["SLURMD_NODENAME"] = "node1"
      let running = try withOpenSignals { try command.start(run + ["--format", "json"]) }
      try waitUntil("a tile is done") { directory.exists("s.zarr/verdict/c/0/0") }
      running.send(SIGTERM)
      usleep(300_000)
      #expect(running.isRunning)
      running.send(SIGHUP)
      let outcome = try running.wait(10)
      #expect(outcome.status == 143 && !outcome.wasKilled, "\(outcome.errors)")
      #expect(try status()["last_run"] as? String == "stopped: SIGTERM")

      let report = try outcome.json()
      #expect(report["outcome"] as? String == "stopped" && report["signal"] as? String == "SIGTERM")
      #expect(report["tiles"] as? Int == 16)
      #expect(try report["tiles_done"] as? Int == status()["tiles_done"] as? Int)
    }

    /// By default, and without a word: Swift's runtime would take it for a crash.
    @Test func `SIGQUIT ends it at once`() throws {
      let running = try withOpenSignals { try command.start(run) }
      try waitUntil("a tile is done") { directory.exists("s.zarr/verdict/c/0/0") }
      let begin = ContinuousClock.now
      running.send(SIGQUIT)
      let outcome = try running.wait(30)
      #expect((ContinuousClock.now - begin) / .seconds(1) < 2)
      #expect(outcome.wasKilled && outcome.status == SIGQUIT)
      #expect(!outcome.errors.contains("Crash") && !outcome.errors.contains("Backtrace"))
    }

    @Test func `bench ends too`() throws {
      let running = try command.start(["bench", file])
      usleep(500_000)
      running.send(SIGINT)
      let outcome = try running.wait(10)
      #expect(outcome.status == 130 && !outcome.wasKilled && outcome.output == "")
    }

    @Test func `status of a store while it is filled`() throws {
      let running = try startRun()
      let live = try status()
      #expect(live["runs"] as? Int == 1 && live["last_run"] == nil)
      let text = try command.succeed("status", "s.zarr").output
      #expect(text.contains("running    1 process"))
      running.send(SIGKILL)
      _ = try running.wait(10)
      let dead = try status()
      #expect(dead["runs"] as? Int == 0)
      #expect(dead["last_run"] as? String == "ended without notice (killed?)")
      #expect(dead["tiles_done"] as? Int ?? 0 >= live["tiles_done"] as? Int ?? 99)
    }
  }
}
