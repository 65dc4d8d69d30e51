import Foundation
import Testing

extension CommandTests {
  /// Stores that cannot be where they should be.
  struct PlaceTests {
    private let command: Command
    private let file: String
    private var directory: TemporaryDirectory { command.directory }

    init() throws {
      command = Command(in: try TemporaryDirectory())
      file = try Sample.small.write(to: command.directory)
    }

    private func expectUnchanged(
      _ status: Int32, _ words: [String], _ arguments: String...,
      sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let before = try directory.contents()
      let bytes = try directory.arrays(of: ".")
      expectRefusal(try command.run(arguments), status, words, sourceLocation: sourceLocation)
      #expect(try directory.contents() == before, sourceLocation: sourceLocation)
      #expect(try directory.arrays(of: ".") == bytes, sourceLocation: sourceLocation)
    }

    @Test(arguments: [
      ("steps=7", "other steps"), ("optimizer=nesterov", "another optimizer"),
      ("axes.momentum.count=17", "other axes"), ("precision=float64", "another precision"),
      ("objective.eigenvalues=[100,2]", "another objective"),
      ("verdict.every=8", "another verdict"),
    ])
    func `a store of another sweep`(setting: String, difference: String) throws {
      try command.succeed("run", file, "--store", "s.zarr")
      let words = ["s.zarr holds another sweep", difference, "--store"]
      try expectUnchanged(65, words, "run", file, "--store", "s.zarr", "--set", setting)
    }

    @Test func `a file where the store should be`() throws {
      try directory.write("text", "s.zarr")
      try expectUnchanged(73, ["s.zarr", "Not a directory"], "run", file, "--store", "s.zarr")
      #expect(try directory.bytes("s.zarr") == Data("text".utf8))
    }

    @Test func `a file on the way to the store`() throws {
      try expectUnchanged(73, ["Not a directory"], "run", file, "--store", "\(file)/s.zarr")
    }

    @Test func `a directory with other things in it`() throws {
      let words = [".: is a directory with other things in it", "small.yaml", "--store"]
      try expectUnchanged(73, words, "run", file, "--store", ".")
    }

    @Test func `an empty directory is filled`() throws {
      try FileManager.default.createDirectory(
        atPath: directory.file("a/b/s.zarr"), withIntermediateDirectories: true)
      try command.succeed("run", file, "--store", "a/b/s.zarr")
      try command.succeed("run", file, "--store", "c/d/s.zarr")
      #expect(
        differences(try directory.arrays(of: "a/b/s.zarr"), try directory.arrays(of: "c/d/s.zarr"))
          == [])
    }

    @Test func `names that a shell would stumble over`() throws {
      for name in ["with space.zarr", "ünïcode.zarr", "new\nline.zarr", "%d.zarr", "-dash.zarr"] {
        try command.succeed("run", file, "--store=\(name)")
        #expect(try command.succeed("status", "--", name).output.contains("1 of 1"))
      }
    }

    #if os(Linux)
      /// The kernel's own file system takes no files, from root neither.
      @Test func `a file system that takes no files`() throws {
        try expectUnchanged(73, ["/proc/s.zarr"], "run", file, "--store", "/proc/s.zarr")
      }

      /// Root may write where permissions say no, unless it gives that power up; setpriv (of
      /// util-linux, on every Debian) does so for one process.
      @Test func `a directory that may not be written`() throws {
        try FileManager.default.createDirectory(
          atPath: directory.file("locked"), withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o555])
        var humble = command
        if getuid() == 0 {
          humble.prefix = [
            try Command.tool("setpriv"), "--bounding-set", "-dac_override,-dac_read_search",
          ]
          #expect(try humble("--version").status == 0)
        }
        expectRefusal(
          try humble("run", file, "--store", "locked/s.zarr"), 73,
          ["locked/s.zarr", "Permission denied"])
        try humble.succeed("run", file, "--store", "s.zarr")
        expectRefusal(
          try humble("plot", "s.zarr", "-o", "locked/s.png"), 73,
          ["locked/s.png", "Permission denied"])
        #expect(try directory.contents(of: "locked") == [])
      }
    #endif

    // MARK: Reading

    @Test(arguments: ["status", "plot -o map.png"])
    func `no store to read`(words: String) throws {
      try FileManager.default.createDirectory(
        atPath: directory.file("empty"), withIntermediateDirectories: true)
      // A sweep file is something to plot.
      for name in ["missing.zarr", "empty"] + (words == "status" ? [file] : []) {
        let outcome = try command.line("\(words) \(name)")
        // No store there, or no input: but never 73, which is about creating.
        expectRefusal(outcome, outcome.status == 66 ? 66 : 65, [name])
        #expect(!outcome.errors.contains("--store"), "these commands have no --store")
      }
    }
  }
}
