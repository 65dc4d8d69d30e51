import Explorer
import Foundation
import Testing

/// Nobody computes what nobody waits for.
struct CancellationTests {
  private func body(_ view: String, client: String, generation: Int, level: Int) -> String {
    let tiles = (0..<16).map { "[\(level), \(level), \($0 % 4), \($0 / 4)]" }
    return """
      {"client": "\(client)", "generation": \(generation), "view": "\(view)", \
      "variable": "verdict", "tiles": [\(tiles.joined(separator: ", "))]}
      """
  }

  /// Asks for tiles that take minutes each.
  private func askForSlowTiles(_ server: TestServer, client: String) throws -> TestClient {
    let slow = try #require(
      server.client().post("/api/view", "{}").json()["id"] as? String)
    let body = body(slow, client: client, generation: 1, level: 0)
    let waiting = try server.client()
    waiting.write(
      "POST /api/tiles HTTP/1.1",
      ["Content-Type": "application/json", "Content-Length": "\(body.utf8.count)"], body: body)
    usleep(300_000)
    return waiting
  }

  private func quickView(_ server: TestServer) throws -> String {
    try #require(server.client().post("/api/view", "{\"steps\": 10}").json()["id"] as? String)
  }

  @Test func `a later generation ends an earlier one`() async throws {
    let server = try await TestServer(slowSweep, workers: 1)
    let waiting = try askForSlowTiles(server, client: "a")
    let begin = ContinuousClock.now
    let quick = try server.client().post(
      "/api/tiles", body(quickView(server), client: "a", generation: 2, level: 0))
    #expect(try TestTile.all(in: quick.body).count == 16)
    let slow = try waiting.answer()
    #expect(slow.status == 200 && slow.body.isEmpty)
    #expect((ContinuousClock.now - begin) / .seconds(1) < 10)
    // What is older than that is not begun at all.
    let late = try server.client().post(
      "/api/tiles", body(quickView(server), client: "a", generation: 1, level: 0))
    #expect(late.status == 200 && late.body.isEmpty)
  }

  @Test func `a page that is gone leaves the workers to others`() async throws {
    let server = try await TestServer(slowSweep, workers: 1)
    var waiting: TestClient? = try askForSlowTiles(server, client: "a")
    #expect(waiting != nil)
    waiting = nil
    let begin = ContinuousClock.now
    let quick = try server.client().post(
      "/api/tiles", body(quickView(server), client: "b", generation: 1, level: 0))
    #expect(try TestTile.all(in: quick.body).count == 16)
    #expect((ContinuousClock.now - begin) / .seconds(1) < 10)
  }
}
