import FlyingFox
import SweepPlan

/// A cell's run as the page draws it.
struct TrajectoryDescription: Encodable, Sendable {
  let x: Double
  let y: Double
  let verdict: String
  let step: [Int]
  let objective: [Double]
  let gradient: [Double]
  let points: OrNull<[[Double]]>
  let isThinned: Bool
  let steps: Int
  let minimum: OrNull<[Double]>
  let plane: OrNull<TrajectoryPlane>

  init(_ view: ExploredView, _ place: CellPlace) throws(Refusal) {
    let trace = try TracedCell(view, place)
    let plan = view.plan(ofCell: place.x, place.y)
    let path = plan.dimension == 2 ? trace.points.map(\.x) : nil
    x = place.x
    y = place.y
    verdict = trace.verdict.name
    step = trace.points.map(\.step)
    objective = trace.points.map(\.objective)
    gradient = trace.points.map(\.gradient)
    points = OrNull(path)
    isThinned = trace.isThinned
    steps = trace.steps
    minimum = OrNull(plan.minimum)
    plane = OrNull(path.flatMap { TrajectoryPlane(plan, path: $0) })
  }
}

extension Plan {
  /// Where the objective of a single cell is least, if the catalog knows.
  fileprivate var minimum: [Double]? {
    switch objective.minimizer {
    case .unknown: return nil
    case .point(let point):
      return (0..<dimension).compactMap { $0 < point.count ? point[$0] : point.last }
    case .coefficients(let key):
      for case .list(key, let element) in objective.coefficients {
        return (0..<dimension).compactMap { value(of: element.indexed($0).name) }
      }
      return nil
    }
  }
}

extension Exploration {
  @Sendable func answerTrajectory(_ request: HTTPRequest) async throws -> Reply {
    let view = try view(id: try request.text("view"))
    let place = try CellPlace(CellAddress(request, in: view), in: view)
    return try Reply(json: try await errands.run { try TrajectoryDescription(view, place) })
  }
}
