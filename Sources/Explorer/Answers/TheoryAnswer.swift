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
    formula = OrNull(Prediction(plan)?.boundaryFormula)
    let all = PredictedLines.all(of: plan, xAxis: 1, yAxis: 0, slice: plan.axes.map { _ in 0 })
    lines = all.flatMap { predicted in
      predicted.lines.map { curve in
        Line(
          style: predicted.style.rawValue, name: predicted.name,
          points: curve.points.map { [$0.x, $0.y] })
      }
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
