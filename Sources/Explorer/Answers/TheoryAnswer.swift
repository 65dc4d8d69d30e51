import FlyingFox
import SweepPlan
import Theory

/// Where theory says that the map should change.
struct TheoryDescription: Encodable, Sendable {
  struct Line: Encodable, Sendable {
    let style: String
    /// The legend's words; the same for all lines of a kind.
    let name: String
    let points: [[Double]]
  }

  let formula: OrNull<String>
  let lines: [Line]

  /// - Parameter plan: Of the part of the map that is looked at.
  init(_ plan: Plan) {
    guard let prediction = Prediction(plan) else {
      formula = OrNull(nil)
      lines = []
      return
    }
    formula = OrNull(prediction.boundaryFormula)
    let slice = plan.axes.map { _ in 0 }
    let exact = prediction.boundary(xAxis: 1, yAxis: 0, slice: slice)
    guard let noisy = StochasticPrediction(plan), noisy.movesBoundary else {
      lines = Self.lines(exact, "solid", plan.noise == nil ? "theory" : "theory without noise")
      return
    }
    func edge(_ boundary: StochasticPrediction.Boundary) -> [Polyline] {
      noisy.lines(boundary, xAxis: 1, yAxis: 0, slice: slice)
    }
    lines =
      Self.lines(edge(.meanSquare), "solid", "theory: mean square")
      + Self.lines(edge(.almostSure), "dashed", "theory: almost surely")
      + Self.lines(exact, "dotted", "without noise")
  }

  private static func lines(_ curves: [Polyline], _ style: String, _ name: String) -> [Line] {
    curves.map { curve in
      Line(style: style, name: name, points: curve.points.map { [$0.x, $0.y] })
    }
  }
}

extension Exploration {
  @Sendable func answerTheory(_ request: HTTPRequest) async throws -> Reply {
    let view = try view(id: try request.text("view"))
    let window = try ViewWindow(request, in: view, width: 256, height: 256)
    return try Reply(json: try await errands.run { TheoryDescription(window.plan) })
  }
}
