import Foundation
import Testing

extension CommandTests {
  /// Killed at any instant, a run loses only tiles in flight; the same command continues.
  struct KillTests {
    private let command: Command
    private let file: String
    private var directory: TemporaryDirectory { command.directory }

    init() throws {
      command = Command(in: try TemporaryDirectory())
      file = try Sample.halfSecond.write(to: command.directory)
    }

    private func arguments(_ store: String) -> [String] {
      ["run", file, "--store", store, "--format", "json"]
    }

    /// Kills a run after some seconds; whether it was still running.
    private func kill(_ store: String, after seconds: Double) throws -> Bool {
      let running = try command.start(arguments(store))
      usleep(UInt32(seconds * 1e6))
      running.send(SIGKILL)
      return try running.wait(10).wasKilled
    }

    /// Runs to the end, which must do what is left and no more.
    private func resume(_ store: String, as whole: [String: Data], _ remark: Comment) throws {
      let done = directory.exists("\(store)/zarr.json") ? try tilesDone(store) : 0
      let outcome = try command.run(arguments(store))
      #expect(outcome.status == 0, "\(remark): \(outcome.errors)")
      let said = done == 16 ? "all 16 tiles are done already" : "\(done) of 16 tiles are done"
      #expect(done == 0 || outcome.errors.contains(said), "\(remark): \(outcome.errors)")
      #expect(
        try outcome.json()["computed_cells"] as? Int == (16 - done) * 64 * 64, "\(remark)")
      #expect(differences(whole, try directory.arrays(of: store)) == [], "\(remark)")
      #expect(try directory.strays(in: store) == [], "\(remark)")
    }

    private func tilesDone(_ store: String) throws -> Int {
      let status = try command("status", store, "--format", "json")
      // Killed before the arrays were made.
      guard status.status == 0 else { return 0 }
      #expect(try status.json()["damaged"] as? [String] == [])
      return try status.json()["tiles_done"] as? Int ?? -1
    }

    @Test func `killed at random moments and resumed`() throws {
      let whole = try command.run(arguments("whole.zarr"))
      #expect(whole.status == 0)
      let arrays = try directory.arrays(of: "whole.zarr")
      var random = SplitMix(state: 20)
      var kills = 0
      for number in 0..<(Wish.isLong ? 200 : 20) {
        let seconds = Double.random(in: 0...whole.seconds, using: &random)
        if try kill("k.zarr", after: seconds) { kills += 1 }
        try resume("k.zarr", as: arrays, "kill \(number), after \(seconds) s")
        try directory.remove("k.zarr")
      }
      #expect(kills >= 10, "most runs ended before they were killed")
    }

    /// Many kills of the same store, each some way on.
    @Test func `killed again and again`() throws {
      let whole = try command.run(arguments("whole.zarr"))
      let arrays = try directory.arrays(of: "whole.zarr")
      var random = SplitMix(state: 7)
      for _ in 0..<6 {
        let longest = whole.seconds / 3
        _ = try kill("k.zarr", after: Double.random(in: longest / 2...longest, using: &random))
      }
      try resume("k.zarr", as: arrays, "6 kills")
    }

    /// Making the store takes some milliseconds, in which there is no run log yet.
    @Test func `killed while the store is being made`() throws {
      #expect(try command.run(arguments("whole.zarr")).status == 0)
      let arrays = try directory.arrays(of: "whole.zarr")
      var random = SplitMix(state: 3)
      for number in 0..<(Wish.isLong ? 200 : 5) {
        let running = try command.start(arguments("k.zarr"))
        let names = Array(["momentum", "verdict", "objective", "peak"].shuffled(using: &random))
        try waitUntil("the store is being made") { directory.exists("k.zarr/\(names[0])") }
        running.send(SIGKILL)
        _ = try running.wait(10)
        try resume("k.zarr", as: arrays, "kill \(number)")
        try directory.remove("k.zarr")
      }
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
      let dead = try command.start(["--version"])
      let process = dead.identifier
      _ = try dead.wait(10)
      let left = try temporaryName(of: process)
      try FileManager.default.createDirectory(
        atPath: directory.file("k.zarr"), withIntermediateDirectories: true)
      try directory.write("{", "k.zarr/\(left)")
      let outcome = try command("run", try Sample.small.write(to: directory), "--store", "k.zarr")
      #expect(outcome.status == 0)
      #expect(try directory.strays(in: "k.zarr") == [])
    }

    @Test func `a living writer's temporary file is left alone`() throws {
      let small = try Sample.small.write(to: directory)
      let mine = "k.zarr/\(try temporaryName(of: getpid()))"
      try FileManager.default.createDirectory(
        atPath: directory.file("k.zarr"), withIntermediateDirectories: true)
      try directory.write("{", mine)
      #expect(try command("run", small, "--store", "k.zarr").status == 0)
      #expect(directory.exists(mine))
    }
  }
}
