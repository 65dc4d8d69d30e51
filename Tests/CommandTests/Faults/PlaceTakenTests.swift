#if os(Linux)
  import Foundation
  import Testing

  extension CommandTests {
    /// The store's place changes while a run goes on: it may no longer be written, or is gone.
    ///
    /// The run is held while that happens, so that the moment does not depend on the machine.
    struct PlaceTakenTests {
      /// Starts a run, holds it when a tile is done, and lets it go on after `harm`; how it ended.
      private func interrupt(
        _ trial: Trial, isSharing: Bool = false, by harm: () throws -> Void
      ) throws -> Command.Outcome {
        let running = try trial.start(
          "--workers", "1", "--shard", isSharing ? "auto" : "0/1")
        try waitUntil("a tile is done") {
          trial.unharmed.shards(of: "verdict").contains {
            trial.directory.exists("\(trial.store)/\($0)")
          }
        }
        running.send(SIGSTOP)
        usleep(20_000)
        try harm()
        running.send(SIGCONT)
        return try running.wait(30)
      }

      /// Another file system, read-only, lies where the store was: what remounting does.
      @Test(.enabled(if: PrivateMounts.isPossible, PrivateMounts.reason))
      func `the file system becomes read-only`() throws {
        var trial = try Trial(.square)
        let mounts = try PrivateMounts(in: trial.directory, "true")
        trial.command.prefix = mounts.prefix
        let outcome = try interrupt(trial) {
          try mounts.shell("mount --bind s.zarr s.zarr; mount -o remount,bind,ro s.zarr")
        }
        expectFailure(outcome, [73, 74], ["Read-only file system"])
        #expect(outcome.errors.contains("s.zarr"))
        expectFailure(try trial.command.run(trial.run), [73, 74], ["Read-only file system"])
        try mounts.shell("umount s.zarr")
        try trial.expectFinish()
      }

      /// Root may write where permissions say no, unless it gives that power up, as setpriv (of
      /// util-linux) does for one process.
      private func makeHumble(_ command: inout Command) throws {
        guard getuid() == 0 else { return }
        command.prefix = [
          try Command.tool("setpriv"), "--bounding-set", "-dac_override,-dac_read_search",
        ]
      }

      @Test(arguments: [
        ("", 0o555), ("", 0), ("/peak", 0o555), ("/peak/c", 0o555), ("/verdict", 0o555),
        ("/verdict/c", 0o555), ("/verdict/c", 0),
      ])
      func `permission is lost`(folder: String, mode: Int) throws {
        var trial = try Trial(.square)
        try makeHumble(&trial.command)
        let path = trial.directory.file("s.zarr\(folder)")
        let files = FileManager.default
        let outcome = try interrupt(trial) {
          try files.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }
        // Where nothing new is made in that folder, nothing is lost.
        expectPlainEnd(outcome, [0, 73, 74], "\(folder) \(mode)")
        if outcome.status != 0 {
          expectFailure(outcome, [73, 74], ["Permission denied"], "\(folder) \(mode)")
        }
        let again = try trial.command.run(trial.run)
        expectPlainEnd(again, [0, 65, 66, 73, 74], "\(folder) \(mode)")
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        try trial.expectFinish("\(folder) \(mode)")
      }

      @Test func `the run's files may not be written`() throws {
        var trial = try Trial(.square)
        try makeHumble(&trial.command)
        let path = trial.directory.file("s.zarr/verdict/runs")
        let files = FileManager.default
        let outcome = try interrupt(trial) {
          guard files.fileExists(atPath: path) else { return }
          try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: path)
        }
        expectPlainEnd(outcome, [0, 73, 74])
        guard files.fileExists(atPath: path) else { return }
        expectPlainEnd(try trial.command.run(trial.run), [0, 73, 74])
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        try trial.expectFinish()
      }

      @Test func `the store is removed`() throws {
        let trial = try Trial(.square)
        let outcome = try interrupt(trial) { try trial.directory.remove("s.zarr") }
        expectFailure(outcome, [73, 74], ["s.zarr"])
        try trial.expectFinish(outcome.errors)
      }

      @Test(arguments: ["verdict", "peak", "peak/c", "momentum", "verdict/runs"])
      func `a part of the store is removed`(part: String) throws {
        let trial = try Trial(.square)
        let outcome = try interrupt(trial) {
          guard trial.directory.exists("s.zarr/\(part)") else { return }
          try trial.directory.remove("s.zarr/\(part)")
        }
        expectPlainEnd(outcome, [0, 65, 73, 74], part)
        try trial.expectFinish("\(part): \(outcome.errors)")
      }

      /// Nothing is written into what took the store's place.
      @Test func `another sweep's store takes its place`() throws {
        let trial = try Trial(.square)
        let files = FileManager.default
        let (here, there) = (trial.directory.file("s.zarr"), trial.directory.file("away"))
        let other = try Sample.small.write(to: trial.directory)
        var present: [String: Data] = [:]
        let outcome = try interrupt(trial) {
          try files.moveItem(atPath: here, toPath: there)
          try trial.command.succeed("run", other, "--store", "s.zarr")
          present = try trial.directory.files(of: "s.zarr")
        }
        expectFailure(outcome, [73], ["no longer the store that the run began with"])
        #expect(differences(present, try trial.directory.files(of: "s.zarr")) == [])
        for name in ["s.zarr", other] { try trial.directory.remove(name) }
        try files.moveItem(atPath: there, toPath: here)
        try trial.expectFinish(outcome.errors)
      }

      /// A run looks once more before it says that all is done.
      @Test func `tiles that are done are removed while others are computed`() throws {
        let trial = try Trial(.square)
        let outcome = try interrupt(trial) {
          let shards = trial.unharmed.shards(of: "verdict") + trial.unharmed.shards(of: "peak")
          for shard in shards.map({ "s.zarr/\($0)" }) where trial.directory.exists(shard) {
            try trial.directory.remove(shard)
          }
        }
        expectPlainEnd(outcome, [0])
        #expect(outcome.errors.contains("missing or damaged though they were done"))
        try trial.expectWhole(outcome.errors)
      }

      /// Another node's power failure leaves empty files; they must not count as done.
      @Test func `empty verdicts are put where tiles are missing`() throws {
        let trial = try Trial(.square)
        let outcome = try interrupt(trial, isSharing: true) {
          for shard in trial.unharmed.shards(of: "verdict") {
            let path = "s.zarr/\(shard)"
            guard !trial.directory.exists(path) else { continue }
            try trial.directory.write([shard: Data()], below: "s.zarr")
          }
        }
        expectPlainEnd(outcome, [0])
        try trial.expectWhole(outcome.errors)
      }

      @Test func `a shard may not be read`() throws {
        var trial = try Trial(.square)
        try trial.putWholeStore()
        try makeHumble(&trial.command)
        for shard in ["verdict/c/1/1", "peak/c/2/0"] {
          try FileManager.default.setAttributes(
            [.posixPermissions: 0], ofItemAtPath: trial.directory.file("s.zarr/\(shard)"))
        }
        let status = try trial.status()
        #expect(status["tiles_done"] as? Int == 14)
        expectPlainEnd(try trial.command("verify", "s.zarr"), [65])
        try trial.expectFinish()
      }

      /// A run must not begin a new store where the old one was: that one could not come back.
      @Test(arguments: ["s.zarr", "parent"])
      func `the store is moved away, and back`(moved: String) throws {
        let isParent = moved == "parent"
        let trial = try Trial(.square, store: isParent ? "parent/s.zarr" : "s.zarr")
        let (here, there) = (trial.directory.file(moved), trial.directory.file("away"))
        let outcome = try interrupt(trial) {
          try FileManager.default.moveItem(atPath: here, toPath: there)
        }
        expectFailure(outcome, [73, 74], ["s.zarr"])
        #expect(!trial.directory.exists(moved), "a new one was begun: \(outcome.errors)")
        try? FileManager.default.removeItem(atPath: here)
        try FileManager.default.moveItem(atPath: there, toPath: here)
        try trial.expectFinish(outcome.errors)
      }
    }
  }
#endif
