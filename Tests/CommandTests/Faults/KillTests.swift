import Foundation
import Testing

extension CommandTests {
  /// Killed at any instant, a run loses only tiles in flight; the same command continues.
  struct KillTests {
    /// To see one again: `SEPARATRIX_KILL_SEED=17 swift test -c release --filter KillTests`.
    private static let seeds: [UInt64] = {
      let wish = ProcessInfo.processInfo.environment["SEPARATRIX_KILL_SEED"]
      if let seed = wish.flatMap(UInt64.init) { return [seed] }
      return Array(1...(Wish.isLong ? 252 : 24))
    }()

    @Test func `killed at random moments and run again`() throws {
      var stopped = 0
      for seed in Self.seeds {
        let victim = Victim.all[Int(seed) % Victim.all.count]
        let trial = try Trial(victim)
        let scenario = KillScenario(seed: seed, victim: victim, unharmed: trial.unharmed)
        stopped += try scenario.play(on: trial)
        try expectRestOnly(trial, "\(scenario)")
      }
      #expect(stopped > Self.seeds.count / 3, "most runs ended before they were struck")
      if Wish.isLong { print("\(Self.seeds.count) scenarios, \(stopped) runs killed or stopped") }
    }

    /// Runs to the end, which must do what is left and no more.
    private func expectRestOnly(_ trial: Trial, _ remark: String) throws {
      let report = try trial.command("status", trial.store, "--format", "json")
      // Killed before the store was there, or before its arrays were.
      expectPlainEnd(report, [0, 65, 66], remark)
      let isWidened = trial.victim.earlier != nil
      guard report.status == 0, !isWidened else {
        try trial.expectFinish(remark)
        return
      }
      let before = try report.json()
      #expect(before["damaged"] as? [String] == [], "\(remark)")
      let outcome = try trial.command.run(trial.run + ["--format", "json"])
      expectPlainEnd(outcome, [0], remark)
      if outcome.status == 0 {
        let cells = try #require(before["cells"] as? Int)
        let done = try #require(before["cells_done"] as? Int)
        #expect(try outcome.json()["computed_cells"] as? Int == cells - done, "\(remark)")
      }
      try trial.expectWhole(remark)
    }

    private func temporaryName(of process: Int32) throws -> String {
      var name = [CChar](repeating: 0, count: 256)
      #expect(gethostname(&name, 255) == 0)
      let host = String(
        decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      var status = stat()
      #expect(stat("/proc/self/ns/pid", &status) == 0)
      let safe = host.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }
      return ".zarr.json.\(String(safe.prefix(64))).\(status.st_ino).\(process).1.partial"
    }

    /// What such a kill may leave, made by hand: a killed writer's file, and no run log yet.
    @Test func `what a kill left before the run log was begun is removed`() throws {
      let trial = try Trial(.line)
      let dead = try trial.command.start(["--version"])
      let process = dead.identifier
      _ = try dead.wait(10)
      try trial.directory.write(
        [try temporaryName(of: process): Data("{".utf8)], below: trial.store)
      try trial.expectFinish()
    }

    /// Deep in a store that is whole.
    @Test func `what a kill left among shards is removed by a repair`() throws {
      let trial = try Trial(.line)
      try trial.putWholeStore()
      let dead = try trial.command.start(["--version"])
      let process = dead.identifier
      _ = try dead.wait(10)
      try trial.directory.write(
        ["rate/c/\(try temporaryName(of: process))": Data("{".utf8)], below: trial.store)
      let verify = try trial.command("verify", trial.store)
      expectPlainEnd(verify, [0])
      #expect(verify.output.contains("left       1 unfinished file"))
      let repair = try trial.command("verify", trial.store, "--repair")
      expectPlainEnd(repair, [0])
      #expect(repair.output.contains("removed    1 unfinished file"))
      try trial.expectWhole("")
    }

    /// Not by a process whose clock is days ahead either.
    @Test(arguments: [0, 3 * 86400])
    func `a living writer's temporary file is left alone`(ahead: Int) throws {
      var trial = try Trial(.line)
      if ahead != 0 {
        let clock = try ShiftedClock(in: trial.directory)
        try clock.set(ahead: ahead)
        trial.command.environment = clock.environment
      }
      let mine = try temporaryName(of: getpid())
      try trial.directory.write([mine: Data("{".utf8)], below: trial.store)
      expectPlainEnd(try trial.command.run(trial.run), [0])
      #expect(trial.directory.exists("\(trial.store)/\(mine)"))
    }
  }
}
