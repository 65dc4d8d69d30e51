import Foundation
import Testing

extension CommandTests {
  /// The explorer computes nothing that nobody waits for.
  struct ExploreCancellationTests {
    private let server: ExploreServer

    init() throws {
      let command = Command(in: try TemporaryDirectory())
      server = try ExploreServer(
        command, "\(Sample.endless.write(to: command.directory)) --workers 1")
    }

    /// - Parameter view: The endless one unless given.
    private func tiles(client: String, generation: Int, view: String = "{}") throws -> String {
      // Of the half of the map where cells stay bounded.
      let tiles = (0..<16).map { "[2, 2, \(3 + $0 % 2), \($0 / 2)]" }
      return """
        {"client": "\(client)", "generation": \(generation), \
        "view": "\(try server.viewName(view))", "variable": "verdict", \
        "tiles": [\(tiles.joined(separator: ", "))]}
        """
    }

    private func askForEndlessTiles() throws -> WebClient {
      let client = try WebClient(port: server.port)
      client.writePost("/api/tiles", try tiles(client: "a", generation: 1))
      usleep(300_000)
      return client
    }

    private func expectQuickTiles(client: String, generation: Int) throws {
      let begin = ContinuousClock.now
      let answer = try server.post(
        "/api/tiles", tiles(client: client, generation: generation, view: "{\"steps\": 10}"))
      #expect(try ExploredTile.all(in: answer.body).count == 16)
      #expect((ContinuousClock.now - begin) / .seconds(1) < 10)
    }

    @Test func `a later generation ends an earlier one`() throws {
      let endless = try askForEndlessTiles()
      try expectQuickTiles(client: "a", generation: 2)
      let answer = try endless.answer()
      #expect(answer.status == 200 && answer.body.isEmpty)
      // What is older than that is not begun at all.
      let late = try server.post("/api/tiles", tiles(client: "a", generation: 1))
      #expect(late.status == 200 && late.body.isEmpty)
    }

    @Test func `a page that is gone leaves the workers to others`() throws {
      _ = try askForEndlessTiles()
      try expectQuickTiles(client: "b", generation: 1)
    }
  }
}
