import Foundation
import Testing

extension CommandTests {
  /// Something happens to one of several processes that share a store, or to the store meanwhile.
  struct SharedStoreTests {
    private let trial: Trial

    init() throws {
      var trial = try Trial(.slow)
      // Who gives no sign of life for so long is taken for dead.
      trial.command.environment["SEPARATRIX_CLAIM_SECONDS"] = "2"
      self.trial = trial
    }

    /// Starts processes that share the store; all of them are at work.
    private func share(among count: Int) throws -> [Running] {
      let running = try (0..<count).map { _ in
        try trial.start("--shard", "auto", "--workers", "1")
      }
      try waitUntil("all have claimed a tile") { Set(claims()).count >= count }
      return running
    }

    /// Who holds tiles. The folder, and files in it, come and go while one looks.
    private func claims() -> [String] {
      let folder = "\(trial.store)/verdict/claims"
      let names = (try? trial.directory.contents(of: folder)) ?? []
      return names.filter { Int($0) != nil }.compactMap { name in
        (try? trial.directory.bytes("\(folder)/\(name)")).map {
          String(decoding: $0, as: UTF8.self)
        }
      }
    }

    /// Copies the store as `cp -r` does, which passes over what has vanished when its turn comes.
    private func copyMeanwhile(to copy: String) throws {
      let files = FileManager.default
      for name in try trial.directory.contents(of: trial.store) {
        let (from, to) = ("\(trial.store)/\(name)", trial.directory.file("\(copy)/\(name)"))
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: trial.directory.file(from), isDirectory: &isFolder) else {
          continue
        }
        if isFolder.boolValue {
          try files.createDirectory(atPath: to, withIntermediateDirectories: true)
        } else if let bytes = try? trial.directory.bytes(from) {
          try bytes.write(to: URL(fileURLWithPath: to))
        }
      }
    }

    /// The others take over what it was at, without waiting: its process is seen to be gone.
    @Test(arguments: [SIGKILL, SIGTERM, SIGINT])
    func `one of three is struck`(signal: Int32) throws {
      let running = try share(among: 3)
      running[0].send(signal)
      expectPlainEnd(
        try running[0].wait(10), [128 + signal], killedBy: signal == SIGKILL ? [signal] : [])
      for process in running.dropFirst() { expectPlainEnd(try process.wait(60), [0]) }
      #expect(try trial.status()["tiles_done"] as? Int == 16)
      #expect(differences(trial.unharmed.arrays, try arrays()) == [])
      try trial.expectFinish()
    }

    private func arrays() throws -> [String: Data] {
      try trial.directory.arrays(of: trial.store).filter { !$0.key.hasSuffix(".partial") }
    }

    /// Taken for dead, it goes on where it was: what it then writes is the same.
    @Test func `one sleeps for longer than the others wait`() throws {
      let running = try share(among: 2)
      running[0].send(SIGSTOP)
      expectPlainEnd(try running[1].wait(60), [0])
      #expect(differences(trial.unharmed.arrays, try arrays()) == [])
      running[0].send(SIGCONT)
      expectPlainEnd(try running[0].wait(60), [0])
      try trial.expectFinish()
    }

    /// What is damaged is removed under a run that goes on; whole shards stay.
    @Test func `a store is repaired while a run is at it`() throws {
      try trial.putWholeStore()
      let (missing, torn) = (trial.unharmed.shards(of: "verdict")[9], "peak/c/0/1")
      try trial.directory.remove("s.zarr/\(missing)")
      let running = try trial.start("--workers", "1")
      try waitUntil("it has begun") {
        try trial.directory.contents(of: "s.zarr/verdict/runs").contains { $0.hasSuffix(".alive") }
      }
      running.send(SIGSTOP)
      try trial.apply(.halved, to: torn)
      expectPlainEnd(try trial.command("verify", "s.zarr"), [65])
      let repair = try trial.command("verify", "s.zarr", "--repair")
      expectPlainEnd(repair, [0])
      #expect(repair.output.contains("removed    s.zarr/\(torn)"), "\(repair.output)")
      running.send(SIGCONT)
      expectPlainEnd(try running.wait(60), [0])
      try trial.expectFinish()
    }

    /// The copy is another store, though its runs seem to be alive.
    @Test func `a store is copied while runs are at it`() throws {
      let running = try share(among: 2)
      try copyMeanwhile(to: "copy.zarr")
      let copy = try trial.command.run(
        trial.run.map { $0.replacing("s.zarr", with: "copy.zarr") } + ["--shard", "auto"])
      expectPlainEnd(copy, [0])
      for process in running { expectPlainEnd(try process.wait(60), [0]) }
      let verify = try trial.command("verify", "copy.zarr")
      expectPlainEnd(verify, [0])
      let arrays = try trial.directory.arrays(of: "copy.zarr")
      #expect(differences(trial.unharmed.arrays, arrays) == [])
      // Now that those runs are no more, nothing of theirs stays.
      expectPlainEnd(
        try trial.command.run(trial.run.map { $0.replacing("s.zarr", with: "copy.zarr") }), [0])
      #expect(try trial.directory.strays(in: "copy.zarr") == [])
      try trial.directory.remove("copy.zarr")
      try trial.expectFinish()
    }
  }
}
