import Foundation
import Testing

extension CommandTests {
  /// A store that something has happened to.
  struct DamageTests {
    private let command: Command
    private let file: String
    private let whole: [String: Data]
    private var directory: TemporaryDirectory { command.directory }

    init() throws {
      command = Command(in: try TemporaryDirectory())
      file = try Sample.squares.write(to: command.directory)
      try command.succeed("run", file, "--store", "s.zarr")
      whole = try command.directory.arrays(of: "s.zarr")
    }

    enum Harm: CaseIterable, Sendable {
      case cut, emptied, zeroed, flippedInChunk, flippedInIndex, extended

      func apply(_ bytes: Data) -> Data {
        var bytes = bytes
        switch self {
        case .cut: bytes = bytes.prefix(bytes.count / 2)
        case .emptied: bytes = Data()
        case .zeroed: bytes = Data(count: bytes.count)
        case .flippedInChunk: bytes[bytes.count / 4] ^= 0x10
        case .flippedInIndex: bytes[bytes.count - 7] ^= 0x10
        case .extended: bytes += Data([0])
        }
        return bytes
      }
    }

    private func write(_ bytes: Data, _ path: String) throws {
      try bytes.write(to: URL(fileURLWithPath: directory.file("s.zarr/\(path)")))
    }

    @Test(arguments: Harm.allCases, ["verdict", "steps", "peak"])
    func `a damaged shard is named, and the next run mends it`(harm: Harm, variable: String) throws
    {
      let shard = "\(variable)/c/1/2"
      try write(harm.apply(try #require(whole[shard])), shard)

      expectRefusal(
        try command.line("plot s.zarr -o map.png --variable \(variable)"), 65,
        ["s.zarr/\(shard) is damaged"])
      #expect(!directory.exists("map.png"))

      let status = try command("status", "s.zarr", "--format", "json")
      #expect(status.status == 0, "\(status.errors)")
      if status.status == 0 {
        let report = try status.json()
        #expect(report["tiles_done"] as? Int == 15)
        #expect(report["cells_done"] as? Int == 15 * 4096)
        let damaged = report["damaged"] as? [String] ?? []
        #expect(damaged.count == 1 && damaged.allSatisfy { $0.contains("s.zarr/\(shard)") })
      }

      let run = try command("run", file, "--store", "s.zarr", "--format", "json")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.errors.contains("s.zarr/\(shard)"))
      #expect(run.errors.contains("15 of 16 tiles are done"))
      if run.status == 0 { #expect(try run.json()["computed_cells"] as? Int == 4096) }
      #expect(differences(whole, try directory.arrays(of: "s.zarr")) == [])
    }

    @Test(arguments: ["verdict", "objective"])
    func `a missing shard is computed again`(variable: String) throws {
      try directory.remove("s.zarr/\(variable)/c/3/0")
      let status = try command.succeed("status", "s.zarr", "--format", "json").json()
      #expect(status["tiles_done"] as? Int == 15)
      let run = try command.succeed("run", file, "--store", "s.zarr", "--format", "json").json()
      #expect(run["computed_cells"] as? Int == 4096)
      #expect(differences(whole, try directory.arrays(of: "s.zarr")) == [])
    }

    @Test func `coordinates are written again`() throws {
      for path in ["momentum/c/0", "learning_rate/c/0"] { try write(Data([1, 2, 3]), path) }
      try directory.remove("s.zarr/learning_rate/zarr.json")
      try command.succeed("run", file, "--store", "s.zarr")
      #expect(differences(whole, try directory.arrays(of: "s.zarr")) == [])
    }

    @Test(arguments: [
      "", "{", "[]", "null", "{\"zarr_format\": 3, \"node_type\": \"group\"}",
      "{\"zarr_format\": 2, \"node_type\": \"group\"}",
      "{\"zarr_format\": 3, \"node_type\": \"array\"}",
    ])
    func `root metadata that cannot be read is refused by all`(text: String) throws {
      try directory.write(text, "s.zarr/zarr.json")
      for words in ["status s.zarr", "plot s.zarr -o map.png", "run \(file) --store s.zarr"] {
        expectRefusal(try command.line(words), 65, ["s.zarr"])
      }
      #expect(try directory.bytes("s.zarr/zarr.json") == Data(text.utf8))
      #expect(!directory.exists("map.png"))
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
      for words in ["status s.zarr", "plot s.zarr -o map.png", "run \(file) --store s.zarr"] {
        expectRefusal(try command.line(words), 65, ["s.zarr"])
      }
    }

    @Test(arguments: ["verdict", "peak"])
    func `an array without its metadata is named, and the next run mends it`(
      variable: String
    ) throws {
      try directory.remove("s.zarr/\(variable)/zarr.json")
      for words in ["status s.zarr", "plot s.zarr -o map.png --variable \(variable)"] {
        expectRefusal(try command.line(words), 65, ["s.zarr/\(variable)"])
      }
      try command.succeed("run", file, "--store", "s.zarr")
      #expect(differences(whole, try directory.arrays(of: "s.zarr")) == [])
    }

    @Test(arguments: [("float32", "uint8"), ("64, 64", "32, 32"), ("256, 256", "128, 128")])
    func `an array with another's metadata is refused`(old: String, new: String) throws {
      let text = String(decoding: try directory.bytes("s.zarr/peak/zarr.json"), as: UTF8.self)
      var changed = text.replacing(old, with: new)
      if new == "uint8" { changed = changed.replacing("\"NaN\"", with: "0") }
      #expect(changed != text)
      try directory.write(changed, "s.zarr/peak/zarr.json")
      expectRefusal(
        try command("plot", "s.zarr", "-o", "map.png", "--variable", "peak"), 65, ["s.zarr"])
      let run = try command("run", file, "--store", "s.zarr")
      #expect([65, 73].contains(run.status) && run.errors.contains("s.zarr/peak"))
      #expect(
        String(decoding: try directory.bytes("s.zarr/peak/zarr.json"), as: UTF8.self) == changed)
    }

    @Test(arguments: ["", "{\"event\":", "\u{0}\u{1}\n\n{}\n[]\n", "missing", "directory"])
    func `the run log is not needed`(text: String) throws {
      let log = "s.zarr/verdict/runs.jsonl"
      try directory.remove(log)
      switch text {
      case "missing": break
      case "directory":
        try FileManager.default.createDirectory(
          atPath: directory.file(log), withIntermediateDirectories: true)
      default: try directory.write(text, log)
      }
      try command.succeed("plot", "s.zarr", "-o", "map.png")
      let status = try command.succeed("status", "s.zarr", "--format", "json").json()
      #expect(status["tiles_done"] as? Int == 16 && status["runs"] as? Int == 0)
      try command.succeed("run", file, "--store", "s.zarr")
    }
  }
}
