#if os(Linux)
  import Foundation
  import Testing

  extension CommandTests {
    /// A disk that becomes full, and then has room again.
    struct DiskFullTests {
      private static let store = "disk/s.zarr"

      /// Runs a sweep of many small files on a disk that is too small, and again when there is room.
      private func expectFinishOnceThereIsRoom(
        _ limit: String, _ room: String, _ remark: String, victim: Victim = .crumbs,
        words: [String] = ["No space left on device"]
      ) throws {
        var trial = try Trial(victim, store: Self.store)
        try FileManager.default.createDirectory(
          atPath: trial.directory.file("disk"), withIntermediateDirectories: true)
        let disk = try PrivateMounts(
          in: trial.directory, "mount -t tmpfs -o \(limit) none disk")
        trial.command.prefix = disk.prefix
        trial.directory = disk.view
        for attempt in 1...2 {
          let outcome = try trial.command.run(trial.run)
          expectFailure(outcome, [73, 74], words, "\(remark), attempt \(attempt)")
          #expect(!outcome.errors.contains(" removed "), "\(remark): \(outcome.errors)")
        }
        #expect(
          try trial.directory.contents().filter { $0.hasSuffix(".partial") } == [], "\(remark)")
        try disk.shell("mount -o remount,\(room) disk")
        try trial.expectFinish(remark)
      }

      /// Kilobytes and files that the whole store needs.
      private func needs(of victim: Victim) throws -> (kilobytes: Int, files: Int) {
        let unharmed = try Unharmed.store(of: victim)
        let folders = Set(
          unharmed.files.keys.flatMap { name in
            let parts = name.split(separator: "/")
            return parts.indices.map { parts[..<$0].joined(separator: "/") }
          })
        let pages = unharmed.files.values.reduce(0) { $0 + ($1.count + 4095) / 4096 }
        return (4 * pages, unharmed.files.count + folders.count)
      }

      @Test(
        .enabled(if: PrivateMounts.isPossible, PrivateMounts.reason), arguments: [0.07, 0.2, 0.5])
      func `a disk that fills in the middle`(share: Double) throws {
        let kilobytes = Int(Double(try needs(of: .crumbs).kilobytes) * share) / 4 * 4
        try expectFinishOnceThereIsRoom("size=\(kilobytes)k", "size=100m", "\(kilobytes) kB")
      }

      /// All results find room, and what is written last does not.
      @Test(.enabled(if: PrivateMounts.isPossible, PrivateMounts.reason), arguments: [4, 8, 12])
      func `a disk that lacks the last kilobytes`(missing: Int) throws {
        let kilobytes = try needs(of: .crumbs).kilobytes - missing
        try expectFinishOnceThereIsRoom("size=\(kilobytes)k", "size=100m", "\(missing) kB missing")
      }

      @Test(
        .enabled(if: PrivateMounts.isPossible, PrivateMounts.reason), arguments: [0.003, 0.02, 0.5])
      func `a disk that takes no more files`(share: Double) throws {
        let files = Int(Double(try needs(of: .crumbs).files) * share)
        try expectFinishOnceThereIsRoom(
          "size=100m,nr_inodes=\(files)", "nr_inodes=100000", "\(files) files")
      }

      /// Results that cannot fit are not begun.
      @Test(.enabled(if: PrivateMounts.isPossible, PrivateMounts.reason))
      func `a disk that is too small from the start`() throws {
        try expectFinishOnceThereIsRoom(
          "size=600k", "size=100m", "600 kB", victim: .square, words: ["free", "room"])
      }

      /// A limit per file, which metadata keep and shards do not.
      @Test(arguments: [1, 8])
      func `files that may not grow`(blocks: Int) throws {
        let trial = try Trial(.square)
        var limited = trial.command
        limited.prefix = ["/bin/sh", "-c", "ulimit -f \(blocks); exec \"$@\"", "sh"]
        let outcome = try limited.run(trial.run)
        expectFailure(outcome, [74], ["File too large"])
        #expect(outcome.errors.contains("s.zarr"))
        #expect(try trial.directory.strays(in: "s.zarr") == [])
        try trial.expectFinish()
      }
    }
  }
#endif
