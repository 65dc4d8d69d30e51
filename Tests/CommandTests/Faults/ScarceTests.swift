import Foundation
import Testing

extension CommandTests {
  /// The system gives less than a run would like.
  struct ScarceTests {
    private let trial: Trial
    private let binary: String

    init() throws {
      trial = try Trial(.quick)
      binary = try Command.binary()
    }

    private func shell(_ script: String) throws -> Running {
      try Running(["/bin/bash", "-c", script], environment: [:], in: trial.directory)
    }

    /// Room for the program but for few stacks: it computes alone, or says what it lacks.
    @Test(arguments: [20_000, 30_000, 60_000])
    func `no more threads can be created`(kibibytes: Int) throws {
      var command = trial.command
      command.timeout = 30
      command.prefix = ["/bin/sh", "-c", "ulimit -d \(kibibytes); exec \"$@\"", "sh"]
      let outcome = try command.run(trial.run)
      // The loader itself needs some.
      guard !outcome.errors.contains("error while loading shared libraries") else { return }
      expectPlainEnd(outcome, [0, 69, 74])
      if outcome.status == 0 { try trial.expectWhole() } else { try trial.expectFinish() }
    }

    @Test func `a run that has few threads hears signals`() throws {
      var trial = try Trial(.slow)
      trial.command.prefix = ["/bin/sh", "-c", "ulimit -d 20000; exec \"$@\"", "sh"]
      let running = try trial.start()
      try waitUntil("it computes, or has ended") {
        !running.isRunning || trial.directory.exists("s.zarr/verdict/c/0/0")
      }
      running.send(SIGTERM)
      expectPlainEnd(try running.wait(10), [0, 69, 143])
      trial.command.prefix = []
      try trial.expectFinish()
    }

    /// A notice that nobody reads does not end a run.
    @Test func `the reader of the notices goes`() throws {
      try trial.putWholeStore()
      try trial.directory.remove("s.zarr/peak/c/1/1")
      let words = trial.run.joined(separator: " ")
      let pipe = try shell(
        "(sleep 0.3; exec \(binary) \(words)) 2>&1 >/dev/null | true; exit ${PIPESTATUS[0]}")
      #expect(try pipe.wait(30).status == 0)
      try trial.expectWhole()
    }

    /// As a filter it ends with its reader.
    @Test func `the reader of the results goes`() throws {
      try trial.putWholeStore()
      let pipe = try shell(
        "(sleep 0.3; exec \(binary) query s.zarr 'SELECT * FROM map') | true; "
          + "exit ${PIPESTATUS[0]}")
      let outcome = try pipe.wait(30)
      #expect(outcome.status == 128 + SIGPIPE && outcome.errors == "")
    }

    @Test func `a sweep file from a pipe`() throws {
      let file = trial.run[1]
      for (number, from) in [
        "cat \(file) | \(binary) run /dev/stdin", "\(binary) run <(cat \(file))",
      ]
      .enumerated() {
        let outcome = try shell("\(from) --store \(number).zarr").wait(30)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let arrays = try trial.directory.arrays(of: "\(number).zarr")
        // A sweep is named after its file.
        #expect(differences(arrays, trial.unharmed.arrays).filter { $0 != "zarr.json" } == [])
      }
    }
  }
}
