import SweepPlan

/// Which analyses a sweep records: see `Quantity.isAnalysis`.
struct AnalysisSet: OptionSet, Sendable {
  let rawValue: UInt8

  static let lyapunov = AnalysisSet(rawValue: 1)
  static let descent = AnalysisSet(rawValue: 2)
  static let sharpness = AnalysisSet(rawValue: 4)
  static let energy = AnalysisSet(rawValue: 8)
  static let exponent = AnalysisSet(rawValue: 16)
  static let shadowing = AnalysisSet(rawValue: 32)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ plan: Plan) {
    self = []
    if plan.records(.lyapunovViolations) { insert(.lyapunov) }
    if plan.records(.descentViolations) { insert(.descent) }
    if plan.records(.sharpness) { insert(.sharpness) }
    if plan.records(.energyDrift) { insert(.energy) }
    if plan.records(.lyapunovExponent) { insert(.exponent) }
    if plan.records(.shadowingDistance) { insert(.shadowing) }
  }

  /// Whether one looks at every step, not at the checks only.
  var seesEveryStep: Bool { self != .sharpness }
  /// Whether f is asked for after every step.
  var needsValues: Bool { !isDisjoint(with: [.lyapunov, .descent, .energy]) }
  /// Whether ∇f is asked for before every step.
  var needsGradients: Bool { !isDisjoint(with: [.lyapunov, .descent]) }
}
