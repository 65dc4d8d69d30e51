import SweepPlan
import Theory

/// A cell for programs.
struct ShadowRecord: Encodable {
  let at: [String: Double]
  let timeStep: Double
  let steps: Int
  let delta: Double
  let deltaBound: Double?
  let epsilon: Double
  let epsilonBound: Double?
  let isWithinBound: Bool?
  let shadowEpsilon: Double?
  let shadowEpsilonBound: Double?
  let isShadowWithinBound: Bool?
  let shadowPasses: Int?
  /// Where the shadow starts: iterate, then velocity.
  let shadowStart: [Double]?
  /// Why there is no shadow at a saddle.
  let shadowMissing: String?
  let gradientNorm: Double
  let smoothness: Double?
  let convexity: Double?
  let curvature: CurvatureBounds.Origin?
  let flowError: Double
  let flowSubsteps: Int?
  let escape: Int?

  init(_ cell: ShadowCell, _ plan: Plan) {
    at = Dictionary(
      zip(plan.axes.map(\.name), cell.place), uniquingKeysWith: { first, _ in first })
    timeStep = cell.rule.step
    steps = cell.steps
    delta = cell.measure.defect
    deltaBound = cell.bounds.defect
    epsilon = cell.measure.distance
    epsilonBound = cell.bounds.distance
    isWithinBound = cell.isWithinBound
    shadowEpsilon = cell.orbit?.distance
    shadowEpsilonBound = cell.bounds.shadowDistance
    isShadowWithinBound = cell.isShadowWithinBound
    shadowPasses = cell.orbit?.passes
    shadowStart = cell.orbit?.start
    if case .missing(let reason) = cell.shadow {
      shadowMissing = reason
    } else {
      shadowMissing = nil
    }
    gradientNorm = cell.measure.gradientNorm
    smoothness = cell.curvature?.smoothness
    convexity = cell.curvature?.convexity
    curvature = cell.curvature?.origin
    flowError = cell.flowError
    flowSubsteps = cell.substeps
    escape = cell.measure.escape
  }

  /// One column for each number, after those of the axes.
  static func csvHeader(_ plan: Plan) -> String {
    (plan.axes.map(\.name) + [
      "h", "steps", "delta", "delta_bound", "epsilon", "epsilon_bound", "is_within_bound",
      "shadow_epsilon", "shadow_epsilon_bound", "is_shadow_within_bound", "shadow_passes",
      "gradient_norm", "smoothness", "convexity", "curvature", "flow_error", "flow_substeps",
    ] + plan.startNames.map { "shadow_\($0)" }).map(csvField).joined(separator: ",")
  }

  func csv(_ plan: Plan) -> String {
    func text(_ value: (some CustomStringConvertible)?) -> String {
      value.map { $0.description } ?? ""
    }
    let numbers = [
      text(timeStep), text(steps), text(delta), text(deltaBound), text(epsilon),
      text(epsilonBound), text(isWithinBound), text(shadowEpsilon), text(shadowEpsilonBound),
      text(isShadowWithinBound), text(shadowPasses), text(gradientNorm), text(smoothness),
      text(convexity), text(curvature?.rawValue), text(flowError), text(flowSubsteps),
    ]
    let start = plan.startNames.indices.map { i in
      text(shadowStart.flatMap { i < $0.count ? $0[i] : nil })
    }
    return (plan.axes.map { text(at[$0.name]) } + numbers + start).joined(separator: ",")
  }
}

/// The cells and the fits for programs.
struct ShadowRecords: Encodable {
  struct Fit: Encodable {
    let at: [String: Double]
    let exponent: Double
    let factor: Double
    let count: Int
  }

  let cells: [ShadowRecord]
  /// ε = factor · h^exponent; the shadow's ε at a saddle.
  let fits: [Fit]

  init(_ report: ShadowReport) {
    cells = report.cells.map { ShadowRecord($0, report.plan) }
    fits = (report.fits?.lines ?? []).compactMap { line in
      line.fit.map { fit in
        Fit(
          at: Dictionary(uniqueKeysWithValues: line.place.map { ($0.name, $0.value) }),
          exponent: fit.exponent, factor: fit.factor, count: fit.count)
      }
    }
  }
}

extension Plan {
  /// What a state's numbers at the start are called.
  fileprivate var startNames: [String] {
    let hasVelocity = optimizer.statePerCoordinate > 0
    return (0..<dimension).map { "initial_point_\($0)" }
      + (hasVelocity ? (0..<dimension).map { "initial_velocity_\($0)" } : [])
  }
}
