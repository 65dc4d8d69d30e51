import Foundation
import SweepEngine
import Testing

extension CommandTests {
  /// What is asked of the server, and by whom.
  struct ExploreRequestTests {
    private let command: Command

    init() throws { command = Command(in: try TemporaryDirectory()) }

    private func serve(_ more: String = "") throws -> ExploreServer {
      try ExploreServer(command, "\(Sample.linear.write(to: command.directory)) \(more)")
    }

    @Test(arguments: catalog.rules.map(\.name))
    func `every rule has a view`(optimizer: String) throws {
      let server = try serve()
      for objective in ["quadratic", "rosenbrock", "bilinear", "lasso", "linear_test_equation"] {
        let request = "\"optimizer\": \"\(optimizer)\", \"objective\": \"\(objective)\""
        let view = try server.view("{\(request)}")
        let parameters = try #require(view["parameters"] as? [[String: Any]])
        let names = parameters.compactMap { $0["name"] as? String }
        #expect(Set(names).count == names.count)
        let axes = ["x", "y"].compactMap { (view[$0] as? [String: Any])?["name"] as? String }
        #expect(Set(axes).count == 2 && axes.allSatisfy(names.contains), "\(objective)")
        // The same with its axes named is the same view.
        let again = try server.viewName(
          "{\(request), \"x\": \"\(axes[0])\", \"y\": \"\(axes[1])\"}")
        #expect(again == view["id"] as? String, "\(objective)")
      }
    }

    @Test func `a value that cannot be is left out, another changes the view`() throws {
      let server = try serve()
      let id = try server.viewName()
      let values = "{\"values\": {\"nonsense\": 3, \"initial_point_0\": 1e300}}"
      #expect(try server.viewName(values) == id)
      let other = try server.view("{\"values\": {\"eigenvalue_1\": 2}}")
      #expect(other["id"] as? String != id)
      let value =
        (other["parameters"] as? [[String: Any]])?
        .first { $0["name"] as? String == "eigenvalue_1" }?["value"] as? Double
      #expect(value == 2)
    }

    @Test(arguments: [
      ("Host", "evil.example"), ("Host", "127.0.0.1:1"), ("Host", ""),
      ("Origin", "http://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"),
      ("Sec-Fetch-Site", "same-site"),
    ])
    func `strangers are refused`(header: String, value: String) throws {
      let server = try serve()
      for path in ["/", "/api/session"] {
        #expect(try server.get(path, [header: value]).status == 403)
      }
      #expect(try server.post("/api/view", "{}", [header: value]).status == 403)
    }

    @Test func `the page itself is let in, under all its names`() throws {
      let server = try serve()
      for name in ["127.0.0.1", "localhost", "[::1]"] {
        let host = "\(name):\(server.port)"
        let headers = ["Host": host, "Origin": "http://\(host)", "Sec-Fetch-Site": "same-origin"]
        #expect(try server.get("/api/session", headers).status == 200)
      }
      let page = try server.get("/")
      #expect(page.status == 200 && page.headers["content-type"]?.hasPrefix("text/html") == true)
      #expect(page.headers["content-security-policy"]?.hasPrefix("default-src 'self'") == true)
      #expect(page.headers["x-content-type-options"] == "nosniff")
      let head = try server.get("/", method: "HEAD")
      #expect(head.body.isEmpty && head.headers["content-length"] == page.headers["content-length"])
    }

    @Test func `a token is asked for once and then kept`() throws {
      let server = try serve("--token a-secret")
      #expect(server.address.hasSuffix("/?token=a-secret"))
      for path in ["/", "/style.css", "/api/session", "/?token=a-secreu", "/?token=", "/?token=a"] {
        #expect(try server.get(path).status == 403, "\(path)")
      }
      let visit = try server.get("/?token=a-secret")
      #expect(visit.status == 303 && visit.headers["location"] == "/")
      let cookie = try #require(visit.headers["set-cookie"])
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
      let kept = String(cookie.prefix { $0 != ";" })
      #expect(try server.get("/api/session", ["Cookie": "a=b; \(kept)"]).status == 200)
      #expect(try server.get("/api/session", ["Cookie": "\(kept)x"]).status == 403)
    }

    @Test(arguments: [
      ("GET", "/nothing", 404), ("GET", "/../Package.swift", 404),
      ("GET", "/%2e%2e/etc/passwd", 404),
      ("GET", "//etc/passwd", 404), ("GET", "/index.html/..%2f..%2fx", 404), ("DELETE", "/", 405),
      ("GET", "/api/view", 405), ("PUT", "/api/tiles", 405), ("GET", "/api/cell?view=x", 404),
      ("GET", "/api/cell", 400),
    ])
    func `what is not there, or not so, is refused`(method: String, path: String, status: Int)
      throws
    {
      let server = try serve()
      #expect(try server.get(path, method: method).status == status)
    }

    @Test func `bodies are JSON, and short`() throws {
      let server = try serve()
      let text = try server.post("/api/view", "{}", ["Content-Type": "text/plain"])
      #expect(text.status == 415)
      let long = "{\"optimizer\": \"\(String(repeating: "a", count: 70_000))\"}"
      #expect(try server.post("/api/view", long).status == 413)
      for body in [
        "", "{", "[]", "3", "{\"optimizer\": 3}", "{\"values\": {\"a\": \"b\"}}", "{\"z\": 1}",
      ] {
        let answer = try server.post("/api/view", body)
        #expect(answer.status == 400 && !answer.error.isEmpty, "\(body)")
      }
      let id = try server.post("/api/view", "{}").json()["id"] as? String ?? ""
      for tiles in ["[[0,0,0]]", "[[99,0,0,0]]", "[[0,0,1e300,0]]", "[\"a\"]", "3"] {
        let answer = try server.post(
          "/api/tiles",
          "{\"client\": \"a\", \"generation\": 1, \"view\": \"\(id)\", \"tiles\": \(tiles)}")
        #expect(answer.status == 400, "\(tiles)")
      }
      let unknown = try server.post(
        "/api/tiles", "{\"client\": \"a\", \"generation\": 1, \"view\": \"0\", \"tiles\": []}")
      #expect(unknown.status == 404)
      #expect(try unknown.json()["code"] as? String == "unknown view")
    }
  }
}
