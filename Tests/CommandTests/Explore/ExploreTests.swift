import Foundation
import Testing

extension CommandTests {
  /// The web server of `explore`.
  struct ExploreTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws { command = Command(in: try TemporaryDirectory()) }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func `a signal ends it at once`(signal: Int32, code: Int32) throws {
      let file = try Sample.small.write(to: directory)
      let server = try ExploreServer(command, file)
      #expect(server.address == "http://127.0.0.1:\(server.port)/")
      server.running.send(signal)
      let outcome = try server.running.wait(5)
      #expect(outcome.status == code && !outcome.wasKilled && outcome.errors == "")
    }

    @Test func `a port that is taken`() throws {
      let file = try Sample.small.write(to: directory)
      let server = try ExploreServer(command, file)
      let port = server.port
      let outcome = try command.line("explore \(file) --no-open --port \(port)")
      expectRefusal(outcome, 69, ["\(port)", "--port"])
    }

    @Test func `what cannot be explored`() throws {
      try directory.write("hello", "no.yaml")
      expectRefusal(try command.line("explore no.yaml --no-open"), 65, ["no.yaml"])
      expectRefusal(try command.line("explore none.yaml --no-open"), 66, ["none.yaml"])
      let file = try Sample.small.write(to: directory)
      expectRefusal(
        try command.line("explore \(file) --no-open --host nowhere"), 69, ["nowhere", "127.0.0.1"])
    }

    /// Requests that are none, and paths that lead elsewhere.
    @Test func `malformed requests`() throws {
      let file = try Sample.small.write(to: directory)
      try directory.write("a-secret-text", "secret.txt")
      let server = try ExploreServer(command, "\(file) --workers 1")
      let report = try Python.run(
        "malformed_requests.py", "\(server.port)", Wish.isLong ? "10000" : "1000",
        "\(server.running.identifier)", "a-secret-text", in: directory)
      let found = try #require(
        try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any])
      #expect(found["wrong"] as? [String] == [], "\(report)")
      #expect(found["alive"] as? Bool == true)
      let (before, after) = (found["before"] as? Int ?? 0, found["after"] as? Int ?? .max)
      #expect(after - before < 200 << 20, "\(before) bytes of memory became \(after)")
      #expect(try server.end().errors == "")
    }

    @Test func `the picture of a view is the one that plot draws`() throws {
      let file = try Sample.small.write(to: directory)
      let server = try ExploreServer(command, file)
      let fetched = try Python.run("exported_view.py", "\(server.port)", in: directory)
      #expect(fetched.contains("16 x 16"))
      try command.succeed("run", "view.yaml", "--store", "view.zarr")
      try command.succeed("plot", "view.zarr", "-o", "plotted.png", "--variable", "rate")
      #expect(try directory.bytes("view.png") == directory.bytes("plotted.png"))
      // The sweep file is the one that the explorer began with.
      try command.succeed("run", file, "--store", "small.zarr")
      #expect(
        differences(try directory.arrays(of: "view.zarr"), try directory.arrays(of: "small.zarr"))
          == [])
      _ = try server.end()
      let left = try FileManager.default.contentsOfDirectory(
        atPath: FileManager.default.temporaryDirectory.path)
      #expect(!left.contains("separatrix-scratch-\(server.running.identifier)"))
    }
  }
}
