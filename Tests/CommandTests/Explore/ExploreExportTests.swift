import Foundation
import SweepEngine
import SweepPlan
import Testing

extension CommandTests {
  /// Trajectories, theory, and what is saved.
  struct ExploreExportTests {
    private let command: Command

    init() throws { command = Command(in: try TemporaryDirectory()) }

    private func serve(_ sample: Sample) throws -> ExploreServer {
      try ExploreServer(command, try sample.write(to: command.directory))
    }

    @Test(arguments: [Sample.linear, .logarithmic])
    func `the sweep file of the whole map gives the sweep's own cells`(sweep: Sample) throws {
      let original = try sweep.plan()
      let server = try serve(sweep)
      let id = try server.viewName()
      let (y, x) = (original.axes[0], original.axes[1])
      let window = "x0=\(x.lower)&x1=\(x.upper)&y0=\(y.lower)&y1=\(y.upper)"
      let size = "width=\(x.count)&height=\(y.count)"
      let answer = try server.get("/api/export/sweep.yaml?view=\(id)&\(window)&\(size)")
      #expect(
        answer.headers["content-disposition"] == "attachment; filename=\"\(sweep.name).yaml\"")
      let text = String(decoding: answer.body, as: UTF8.self)
      let exported = try Plan(yaml: text, file: "exported", catalog: catalog)
      #expect(exported == original)

      let picture = try server.get(
        "/api/export/picture.png?view=\(id)&\(window)&width=30&height=20&variable=rate&theory=1")
      #expect(picture.headers["content-type"] == "image/png")
      #expect(try Picture(Data(picture.body)).format == "png")
      for wrong in ["width=5000&height=1", "width=0&height=1", "width=a&height=1"] {
        let answer = try server.get("/api/export/sweep.yaml?view=\(id)&\(window)&\(wrong)")
        #expect(answer.status == 400, "\(wrong)")
      }
    }

    /// On a quadratic heavy ball's boundary is η = 2(1 + β)/λ.
    @Test func `theory within a window`() throws {
      let server = try serve(.linear)
      let id = try server.viewName()
      let theory = try server.get("/api/theory?view=\(id)&x0=0.02&x1=0.03&y0=0.1&y1=0.4")
        .json()
      let lines = try #require(theory["lines"] as? [[String: Any]])
      #expect(lines.count == 1 && lines[0]["style"] as? String == "solid")
      let points = try #require(lines[0]["points"] as? [[Double]])
      #expect(points.count > 10)
      for point in points { #expect(abs(point[0] - 2 * (1 + point[1]) / 100) < 1e-15) }
    }

    /// Gradient descent's iterates on a quadratic are xᵢ (1 − ηλᵢ)ᵏ; heavy ball without momentum is it.
    @Test func `a cell's trajectory`() throws {
      let server = try serve(.linear)
      let id = try server.viewName()
      let answer = try server.get("/api/trajectory?view=\(id)&kx=0&ky=8&i=20&j=0")
      let run = try answer.json()
      let (x, y) = (try #require(run["x"] as? Double), try #require(run["y"] as? Double))
      #expect(abs(x - 20.5 * 0.05 / 280) < 1e-17 && abs(y - 0.5 / 256 / 300) < 1e-19)
      let points = try #require(run["points"] as? [[Double]])
      var (point, velocity) = ([1.0, 1.0], [0.0, 0.0])
      for found in points.prefix(20) {
        for i in 0..<2 { #expect(abs(found[i] - point[i]) < 1e-5) }
        for i in 0..<2 {
          velocity[i] = y * velocity[i] - x * [100, 1][i] * point[i]
          point[i] += velocity[i]
        }
      }
      #expect(run["verdict"] as? String == "bounded" && run["steps"] as? Int == 200)
      let plane = try #require(run["plane"] as? [String: Any])
      #expect((plane["lines"] as? [Any])?.isEmpty == false)
      // On a line of level c, 50 x₀² + x₁²/2 = c: to within the grid's chords.
      for line in (plane["lines"] as? [[String: Any]] ?? []).suffix(3) {
        let level = try #require(line["level"] as? Double)
        for point in try #require(line["points"] as? [[Double]]) {
          #expect(abs(50 * point[0] * point[0] + point[1] * point[1] / 2 - level) < 0.05 * level)
        }
      }
    }
  }
}
