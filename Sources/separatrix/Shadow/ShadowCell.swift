import SweepPlan
import Theory

/// What shadowing found of one cell.
struct ShadowCell: Sendable {
  /// By axis of the sweep.
  let place: [Double]
  let rule: MatchedRule
  let steps: Int
  let measure: ShadowingMeasure
  /// `nil` where nothing is known.
  let curvature: CurvatureBounds?
  let bounds: ShadowingBounds
  /// Near a saddle.
  let shadow: Shadow?
  /// The largest error of the flow's points, estimated.
  let flowError: Double
  /// What is rounded off numbers as large as those of the flow and of the objective: of the flow's, and
  /// in the plan's precision.
  let flowRounding: Double
  let rounding: Double
  /// Of the flow in a step; `nil` if it is in closed form.
  let substeps: Int?
  /// What is drawn and listed of a single cell.
  let track: ShadowTrack?

  enum Shadow: Sendable {
    case found(ShadowOrbit)
    case missing(String)
  }

  var orbit: ShadowOrbit? {
    guard case .found(let orbit) = shadow else { return nil }
    return orbit
  }

  /// Whether δ is at most the proposition's bound, but for rounding; `nil` where it says nothing.
  var isDefectWithinBound: Bool? {
    bounds.defect.map { measure.defect <= $0 + 8 * flowRounding }
  }

  /// Whether ε is at most Theorem 2's bound, but for the orbit's rounding, of which a step leaves the
  /// share 1 − hμ; `nil` where the theorem says nothing.
  var isWithinBound: Bool? {
    bounds.distance.map { bound in
      let remembered = min(Double(steps), 1 / (rule.step * (curvature?.convexity ?? 0)))
      return measure.distance <= bound + 8 * rounding * remembered
    }
  }

  /// Likewise of the shadow and Theorem 3.
  var isShadowWithinBound: Bool? {
    guard let orbit, let bound = bounds.shadowDistance else { return nil }
    return orbit.distance <= bound + 64 * flowRounding
  }

  /// The ε to fit: the shadow's, where there is one.
  var distance: Double { orbit?.distance ?? measure.distance }

  /// Whether the orbit is farther from the flow than both together go: it goes elsewhere.
  var isLost: Bool { orbit == nil && measure.distance > 2 * measure.reach }

  /// Whether the flow leaves as e^γt: where something certainly curves down, or friction drives.
  var isLeft: Bool {
    if case .heavyBall(_, _, let friction) = rule, friction < 0 { return true }
    return curvature?.met.map { $0.convexity < 0 } ?? false
  }

  /// Whether the flow is known far better than what is measured against it.
  var isResolved: Bool {
    flowError <= 0.01 * min(distance, measure.distance) || flowError <= 1e-11 * measure.size
  }
}

/// A cell step by step.
struct ShadowTrack: Sendable {
  /// x_k
  var orbit: [[Double]] = []
  /// The iterates of y_k.
  var flow: [[Double]] = []
  /// ‖x_k − y_k‖
  var distances: [Double] = []
}
