#if os(Linux)
  import Foundation
  import Testing

  extension CommandTests {
    /// A store that nobody may write to is still one to read.
    struct ReadOnlyTests {
      private static let readers = [
        ["status", "s.zarr"], ["verify", "s.zarr"],
        ["query", "s.zarr", "SELECT count(*) FROM map"],
        ["plot", "s.zarr", "-o", "map.png"],
      ]

      @Test(
        .enabled(if: PrivateMounts.isPossible, PrivateMounts.reason), arguments: [true, false])
      func `a store on a read-only file system`(isWhole: Bool) throws {
        var trial = try Trial(.quick)
        try trial.putWholeStore()
        if !isWhole {
          try trial.directory.remove("s.zarr/\(trial.unharmed.shards(of: "verdict")[5])")
        }
        let mounts = try PrivateMounts(
          in: trial.directory, "mount --bind s.zarr s.zarr; mount -o remount,bind,ro s.zarr")
        let before = try trial.directory.changeTimes(of: "s.zarr")
        trial.command.prefix = mounts.prefix
        for words in Self.readers {
          let outcome = try trial.command.run(words)
          expectPlainEnd(outcome, [0], "\(words)")
          #expect(!outcome.errors.contains("Read-only"), "\(words): \(outcome.errors)")
        }
        // There is nothing to write, or it is told that it cannot be.
        expectPlainEnd(try trial.command.run(trial.run), isWhole ? [0] : [73, 74])
        #expect(try trial.directory.changeTimes(of: "s.zarr") == before)
        try mounts.shell("umount s.zarr")
        try trial.directory.remove("map.png")
        try trial.expectFinish()
      }
    }
  }
#endif
