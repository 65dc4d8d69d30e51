import Foundation
import Testing

extension CommandTests {
  /// `submit --requeue`, and `submit` for a store that others are at.
  struct RequeueTests {
    private let command: Command

    init() throws {
      command = Command(in: try TemporaryDirectory())
      _ = try Sample.small.write(to: command.directory)
    }

    /// What the run in a script is told, if Slurm says that it ends the element in so many seconds.
    private func words(endingIn seconds: Int?, isOlder: Bool = false) throws -> [String] {
      let end = seconds.map { "\(Int(Date().timeIntervalSince1970) + $0)" }
      let tools = try FakeTools([
        "separatrix": #"[ "$1" = status ] || printf '%s\n' "$@""#,
        "squeue": isOlder
          ? #"[ "$SLURM_TIME_FORMAT$3" = %s--jobs=4711_1 ] && echo \#(end ?? "N/A")"# : "exit 1",
      ])
      let script = try command.line("submit small.yaml --slurm --dry-run --array 2 --requeue")
      let variables = isOlder ? nil : end.map { ["SLURM_JOB_END_TIME": $0] }
      let run = try tools.start(script.output, variables ?? [:])
        .wait(10)
      #expect(run.status == 0 && run.errors == "", "\(run.errors)")
      return run.output.split(separator: "\n").map(String.init)
    }

    /// As of a limit by --time: minus a minute or 2 %, at least half. Some seconds pass meanwhile.
    @Test(arguments: [(60, 30), (600, 540), (28_800, 28_224)])
    func `without --time an element ends before Slurm's own limit`(limit: Int, working: Int) throws
    {
      let words = try words(endingIn: limit)
      #expect(words.dropLast().last == "--for")
      let time = try #require(words.last.flatMap { $0.hasSuffix("s") ? Int($0.dropLast()) : nil })
      #expect((working - 5...working).contains(time), "\(words)")
    }

    /// Who must be asked, since no variable tells.
    @Test func `an older Slurm is asked for its limit`() throws {
      let words = try words(endingIn: 600, isOlder: true)
      #expect((535...540).map { "\($0)s" }.contains(words.last ?? ""), "\(words)")
      #expect(try self.words(endingIn: nil, isOlder: true).last == "plain")
    }

    /// A limit of a year is what Slurm gives where there is none; one that is past, another clock's.
    @Test(arguments: [nil, -100, 365 * 86_400])
    func `without a limit of Slurm's there is none`(limit: Int?) throws {
      #expect(try words(endingIn: limit).last == "plain")
    }

    @Test func `who is at the store already is told`() throws {
      let file = try Sample.endless.write(to: command.directory)
      let running = try command.start(["run", file])
      try waitUntil("a tile is done") { command.directory.exists("endless.zarr/verdict/c/0/0") }
      var submit = command
      let tools = try FakeTools(["sbatch": "echo 1"])
      submit.environment = tools.environment
      let outcome = try submit.run(["submit", file, "--slurm", "--array", "2"])
      #expect(outcome.status == 0)
      #expect(outcome.errors.contains("1 other process is at this store"), "\(outcome.errors)")
      #expect(outcome.errors.contains(": \(running.identifier)"))
      running.send(SIGKILL)
      _ = try running.wait(10)
      #expect(try submit.run(["submit", file, "--slurm", "--array", "2"]).errors == "")
    }
  }
}
