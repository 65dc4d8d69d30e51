import Foundation
import Testing

extension CommandTests {
  /// A store whose metadata something has happened to.
  struct MetadataDamageTests {
    private let trial: Trial
    private var directory: TemporaryDirectory { trial.directory }
    private let readers = [["status", "s.zarr"], ["plot", "s.zarr", "-o", "map.png"]]

    init() throws {
      trial = try Trial(.quick)
      try trial.putWholeStore()
    }

    private func expectAllRefuse(sourceLocation: SourceLocation = #_sourceLocation) throws {
      for words in readers + [trial.run] {
        expectRefusal(
          try trial.command.run(words), 65, ["s.zarr"], sourceLocation: sourceLocation)
      }
      #expect(!directory.exists("map.png"), sourceLocation: sourceLocation)
    }

    @Test(arguments: [
      "[]", "null", "{\"zarr_format\": 3, \"node_type\": \"group\"}",
      "{\"zarr_format\": 2, \"node_type\": \"group\"}",
      "{\"zarr_format\": 3, \"node_type\": \"array\"}",
    ])
    func `root metadata of something else are refused by all`(text: String) throws {
      try directory.write(text, "s.zarr/zarr.json")
      try expectAllRefuse()
      #expect(try directory.bytes("s.zarr/zarr.json") == Data(text.utf8))
    }

    /// Each change leaves JSON that could be a store's.
    @Test(arguments: [
      ("\"format\": 1", "\"format\": 2"), ("\"steps\": 1000", "\"steps\": \"x\""),
      ("\"steps\": 1000", "\"steps\": 1001"), ("\"to\": 0.05", "\"to\": 0.06"),
    ])
    func `root metadata that contradict themselves are refused by all`(
      old: String, new: String
    ) throws {
      let text = String(decoding: try directory.bytes("s.zarr/zarr.json"), as: UTF8.self)
      #expect(text.contains(old))
      try directory.write(text.replacing(old, with: new), "s.zarr/zarr.json")
      try expectAllRefuse()
    }

    /// As the power leaves them when it fails. Whose tiles there are, the runs' logs and journals tell.
    @Test(arguments: [Harm.emptied, .cutToBlocks, .halved, .zeroed], [true, false])
    func `root metadata half written`(harm: Harm, hasTiles: Bool) throws {
      if !hasTiles {
        for variable in ["verdict", "steps", "objective", "rate", "peak"] {
          try directory.remove("s.zarr/\(variable)")
        }
      }
      try trial.apply(harm, to: "zarr.json")
      try expectNextMove("s.zarr/zarr.json is torn")
      try trial.expectFinish()
    }

    @Test func `root metadata missing`() throws {
      try directory.remove("s.zarr/zarr.json")
      try expectNextMove("s.zarr/zarr.json is missing")
      try trial.expectFinish()
    }

    /// All who read the store name the command that mends it.
    private func expectNextMove(_ problem: String) throws {
      let all =
        readers + [
          ["run", "s.zarr"], ["verify", "s.zarr"], ["verify", "s.zarr", "--repair"],
          ["query", "s.zarr", "SELECT 1"],
        ]
      for words in all {
        expectRefusal(
          try trial.command.run(words), 65, [problem, "separatrix run SWEEP.yaml --store s.zarr"])
      }
    }

    /// What an array's metadata must be follows from the root's, so that they can be written again.
    @Test(arguments: ["verdict", "peak", "momentum"], [nil, Harm.emptied, .halved, .zeroed])
    func `an array's metadata are missing or torn`(array: String, harm: Harm?) throws {
      if let harm {
        try trial.apply(harm, to: "\(array)/zarr.json")
      } else {
        try directory.remove("s.zarr/\(array)/zarr.json")
      }
      if array != "momentum" {
        for words in [readers[0], readers[1] + ["--variable", array]] {
          expectRefusal(try trial.command.run(words), 65, ["s.zarr/\(array)"])
        }
      }
      try trial.expectFinish()
    }

    @Test(arguments: [("float32", "uint8"), ("64, 64", "32, 32"), ("256, 256", "128, 128")])
    func `an array with another's metadata is refused`(old: String, new: String) throws {
      let text = String(decoding: try directory.bytes("s.zarr/peak/zarr.json"), as: UTF8.self)
      var changed = text.replacing(old, with: new)
      if new == "uint8" { changed = changed.replacing("\"NaN\"", with: "0") }
      #expect(changed != text)
      try directory.write(changed, "s.zarr/peak/zarr.json")
      expectRefusal(
        try trial.command("plot", "s.zarr", "-o", "map.png", "--variable", "peak"), 65, ["s.zarr"])
      let run = try trial.command.run(trial.run)
      #expect([65, 73].contains(run.status) && run.errors.contains("s.zarr/peak"))
      #expect(
        String(decoding: try directory.bytes("s.zarr/peak/zarr.json"), as: UTF8.self) == changed)
    }

    @Test func `coordinates are written again`() throws {
      try trial.apply(.halved, to: "momentum/c/0")
      try trial.apply(.zeroed, to: "learning_rate/c/0")
      try directory.remove("s.zarr/learning_rate/zarr.json")
      try trial.expectFinish()
      for name in ["momentum/c/0", "learning_rate/c/0"] { try directory.remove("s.zarr/\(name)") }
      try trial.expectFinish()
    }
  }
}
