/// What a sweep may record beside the fate of a trajectory. Each costs time, and only where it is
/// asked for; none changes a bit of the trajectory.
///
/// Violations are counted beyond rounding: beyond 8 ε (ε the precision's unit) times the sizes of the
/// numbers that are compared and of what the iterate's own rounding moves them by.
extension Quantity {
  /// Whether it is one of these.
  public var isAnalysis: Bool {
    switch self {
    case .lyapunovViolations, .descentViolations, .sharpness, .energyDrift, .lyapunovExponent,
      .shadowingDistance:
      true
    default: false
    }
  }

  /// The arrays that it becomes.
  func analysisVariables(hasSeeds: Bool) -> [Variable] {
    switch (self, hasSeeds) {
    case (.lyapunovViolations, false): [.lyapunovViolations, .lyapunovFirstViolation]
    case (.lyapunovViolations, true): [.lyapunovViolationsMean]
    case (.descentViolations, false): [.descentViolations]
    case (.descentViolations, true): [.descentViolationsMean]
    case (.sharpness, false): [.sharpness, .sharpnessMinimum, .sharpnessMean]
    case (.sharpness, true): [.sharpnessLastMean, .sharpnessMinimumMean, .sharpnessMeanMean]
    case (.energyDrift, false): [.energyDrift]
    case (.energyDrift, true): [.energyDriftMean]
    case (.lyapunovExponent, false): [.lyapunovExponent]
    case (.lyapunovExponent, true): [.lyapunovExponentMean]
    case (.shadowingDistance, false): [.shadowingDistance, .pseudoOrbitError]
    default: []
    }
  }

  /// What a trace tells of it, step by step.
  var traceColumns: [String] {
    switch self {
    case .lyapunovViolations: ["lyapunov_function", rawValue]
    case .descentViolations, .sharpness, .energyDrift, .lyapunovExponent: [rawValue]
    case .shadowingDistance: [rawValue, "pseudo_orbit_error"]
    default: []
    }
  }
}

extension Variable {
  /// Whether only a sweep that asks for an analysis has it.
  var isOfAnalysis: Bool { Self.ofAnalyses.contains(self) }

  private static let ofAnalyses = Set(
    Quantity.allCases.flatMap {
      $0.analysisVariables(hasSeeds: false) + $0.analysisVariables(hasSeeds: true)
    })
}

extension Plan {
  /// The analyses that it records.
  public var analyses: [Quantity] { quantities.filter(\.isAnalysis) }

  public func records(_ quantity: Quantity) -> Bool { quantities.contains(quantity) }

  /// The names of `TraceTask.Point.analyses`.
  public var traceColumns: [String] { quantities.flatMap(\.traceColumns) }
}
