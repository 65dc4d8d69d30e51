import Foundation
import Testing

extension CommandTests {
  /// A finished store whose shards something has happened to.
  struct ShardDamageTests {
    private let trial: Trial
    private var directory: TemporaryDirectory { trial.directory }

    init() throws {
      trial = try Trial(.quick)
      try trial.putWholeStore()
    }

    /// What `status` calls damaged is what `verify` calls damaged, and the next run mends it.
    private func expectFound(_ damaged: [String], tiles: Int? = nil) throws {
      let tiles = tiles ?? damaged.count
      let report = try trial.status()
      #expect(report["tiles_done"] as? Int == 16 - tiles)
      #expect(report["cells_done"] as? Int == (16 - tiles) * 4096)
      let named = report["damaged"] as? [String] ?? []
      #expect(named.count == tiles)
      for path in damaged {
        #expect(named.contains { $0.contains("s.zarr/\(path)") }, "\(path) is not in \(named)")
      }
      try expectVerified(damaged)

      let run = try trial.command.run(trial.run + ["--format", "json"])
      expectPlainEnd(run, [0])
      if run.status == 0 { #expect(try run.json()["computed_cells"] as? Int == tiles * 4096) }
      try trial.expectWhole()
      #expect(try trial.command("verify", "s.zarr").status == 0)
    }

    /// `verify` names all; with `--repair` it leaves nothing damaged, only missing.
    private func expectVerified(_ damaged: [String]) throws {
      let outcome = try trial.command("verify", "s.zarr")
      expectPlainEnd(outcome, [65])
      for path in damaged {
        #expect(
          (outcome.output + outcome.errors).contains("s.zarr/\(path)"), "\(path): \(outcome.output)"
        )
      }
      let repair = try trial.command("verify", "s.zarr", "--repair")
      expectPlainEnd(repair, [0, 65])
      let report = try trial.status()
      #expect(report["damaged"] as? [String] == [])
    }

    /// Each tile is harmed in another way.
    @Test(arguments: ["verdict", "steps", "peak"])
    func `damaged shards are named, and the next run mends them`(variable: String) throws {
      let shards = trial.unharmed.shards(of: variable)
      let damaged = Array(shards.dropFirst(3).prefix(Harm.allCases.count))
      for (harm, shard) in zip(Harm.allCases, damaged) { try trial.apply(harm, to: shard) }
      let plot = try trial.command("plot", "s.zarr", "-o", "map.png", "--variable", variable)
      #expect(plot.status == 65 && damaged.contains { plot.errors.contains("\($0) is damaged") })
      #expect(!directory.exists("map.png"))
      let others = [
        ["query", "s.zarr", "SELECT sum(\(variable)) FROM map"], ["boundary", "s.zarr"],
      ]
      for outcome in try [plot] + others.map(trial.command.run) where outcome.status != 0 {
        expectRefusal(outcome, 65, ["run the sweep again, which makes it anew", "verify --repair"])
      }
      try expectFound(damaged)
    }

    @Test func `a tile without its verdict is missing, without another shard damaged`() throws {
      try directory.remove("s.zarr/verdict/c/3/0")
      try directory.remove("s.zarr/objective/c/1/1")
      let report = try trial.status()
      #expect(report["tiles_done"] as? Int == 14)
      #expect((report["damaged"] as? [String])?.count == 1)
      let run = try trial.command.run(trial.run + ["--format", "json"])
      #expect(try run.json()["computed_cells"] as? Int == 2 * 4096)
      try trial.expectWhole()
    }

    /// Whole shards with good checksums, of elements of another size.
    @Test func `another variable's shard`() throws {
      try directory.copy("s.zarr/verdict/c/2/2", to: "s.zarr/peak/c/2/2")
      try directory.copy("s.zarr/peak/c/1/0", to: "s.zarr/verdict/c/1/0")
      try expectFound(["peak/c/2/2", "verdict/c/1/0"])
    }

    /// Whole shards of the right size.
    @Test(arguments: ["status", "run"])
    func `shards that have changed places`(finder: String) throws {
      let pairs = [("verdict/c/1/1", "verdict/c/1/2"), ("objective/c/2/0", "rate/c/2/0")]
      for (a, b) in pairs {
        try directory.copy("s.zarr/\(a)", to: "aside")
        try directory.copy("s.zarr/\(b)", to: "s.zarr/\(a)")
        try directory.copy("aside", to: "s.zarr/\(b)")
      }
      try directory.remove("aside")
      if finder == "status" {
        try expectFound(["verdict/c/1/1", "verdict/c/1/2", "objective/c/2/0"])
      } else {
        try trial.expectFinish()
      }
    }

    /// The same map, but for the number of steps.
    @Test func `a shard of another sweep`() throws {
      try trial.command.succeed("run", trial.run[1], "--store", "other.zarr", "--set", "steps=999")
      try directory.copy("other.zarr/peak/c/1/1", to: "s.zarr/peak/c/1/1")
      try directory.remove("other.zarr")
      try expectFound(["peak/c/1/1"])
    }

    @Test func `links that lead nowhere, or to another tile`() throws {
      let files = FileManager.default
      for (shard, target) in [("verdict/c/0/1", "nowhere"), ("peak/c/0/2", "nowhere")] {
        try directory.remove("s.zarr/\(shard)")
        try files.createSymbolicLink(
          atPath: directory.file("s.zarr/\(shard)"), withDestinationPath: target)
      }
      try trial.expectFinish()
    }

    /// What cannot be read must not be waited for, nor read without end.
    @Test(arguments: ["verdict", "steps"], ["folder", "pipe", "device"])
    func `something else in a shard's place`(variable: String, kind: String) throws {
      let shard = "s.zarr/\(variable)/c/2/1"
      let path = directory.file(shard)
      try directory.remove(shard)
      switch kind {
      case "folder": #expect(mkdir(path, 0o755) == 0)
      case "pipe": #expect(mkfifo(path, 0o644) == 0)
      default:
        try FileManager.default.createSymbolicLink(
          atPath: path, withDestinationPath: "/dev/zero")
      }
      var hasty = trial.command
      hasty.timeout = 20
      let status = try hasty("status", "s.zarr", "--format", "json")
      expectPlainEnd(status, [0])
      #expect(try status.json()["tiles_done"] as? Int == 15)
      let run = try hasty.run(trial.run)
      expectPlainEnd(run, [0])
      #expect(run.errors.contains(shard))
      try trial.expectWhole()
    }

    /// Somebody's files are not for us to remove.
    @Test(arguments: [("verdict/c/2/1", true), ("momentum/c/0", true), ("peak/c/1", false)])
    func `what stands in the way of files is put aside`(place: String, isFolder: Bool) throws {
      let path = "s.zarr/\(place)"
      for isRepairing in [false, true] {
        try directory.remove(path)
        let letter = isFolder ? "\(path)/letter" : path
        if isFolder { #expect(mkdir(directory.file(path), 0o755) == 0) }
        try directory.write("a", letter)
        let verify = try trial.command("verify", "s.zarr")
        expectPlainEnd(verify, [65])
        #expect(verify.errors.contains("makes it anew"))
        if isRepairing {
          let repair = try trial.command("verify", "s.zarr", "--repair")
          expectPlainEnd(repair, [0])
          #expect(repair.output.contains("\(path).aside-1"), "\(repair.output)")
        }
        let run = try trial.command.run(trial.run)
        expectPlainEnd(run, [0])
        if !isRepairing { #expect(run.errors.contains("\(path).aside-1"), "\(run.errors)") }
        let kept = letter.replacing(path, with: "\(path).aside-1")
        #expect(try directory.bytes(kept) == Data("a".utf8))
        try directory.remove("\(path).aside-1")
        try trial.expectWhole()
      }
    }

    @Test func `links in a circle`() throws {
      for shard in ["verdict/c/0/1", "peak/c/0/2", "steps/c/3"] {
        try directory.remove("s.zarr/\(shard)")
        try FileManager.default.createSymbolicLink(
          atPath: directory.file("s.zarr/\(shard)"),
          withDestinationPath: String(shard.split(separator: "/").last ?? ""))
      }
      expectPlainEnd(try trial.command("verify", "s.zarr"), [65])
      expectPlainEnd(try trial.command.run(trial.run), [0])
      try directory.remove("s.zarr/steps/c/3.aside-1")
      try trial.expectWhole()
    }

    /// Processes then go on without claims.
    @Test func `a file in the claims' place`() throws {
      try directory.write("mine", "s.zarr/verdict/claims")
      try directory.remove("s.zarr/verdict/c/1/2")
      let run = try trial.command.run(trial.run + ["--shard", "auto"])
      expectPlainEnd(run, [0])
      #expect(run.errors.contains("s.zarr/verdict/claims is no folder"))
      #expect(try directory.bytes("s.zarr/verdict/claims") == Data("mine".utf8))
      try directory.remove("s.zarr/verdict/claims")
      try trial.expectWhole()
    }
  }
}
