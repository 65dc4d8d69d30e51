import SweepPlan

/// What analyses answer of a trajectory: a column each.
enum AnalysisAnswer: Int, CaseIterable {
  case lyapunovViolations, lyapunovFirstViolation, descentViolations
  case sharpness, sharpnessMinimum, sharpnessMean, energyDrift, lyapunovExponent
  case shadowingDistance, pseudoOrbitError

  static var count: Int { pseudoOrbitError.rawValue + 1 }

  /// Whether it is a whole number.
  var isCount: Bool { rawValue <= AnalysisAnswer.descentViolations.rawValue }

  var variable: Variable {
    switch self {
    case .lyapunovViolations: .lyapunovViolations
    case .lyapunovFirstViolation: .lyapunovFirstViolation
    case .descentViolations: .descentViolations
    case .sharpness: .sharpness
    case .sharpnessMinimum: .sharpnessMinimum
    case .sharpnessMean: .sharpnessMean
    case .energyDrift: .energyDrift
    case .lyapunovExponent: .lyapunovExponent
    case .shadowingDistance: .shadowingDistance
    case .pseudoOrbitError: .pseudoOrbitError
    }
  }

  /// Its mean over seeds; `nil` if there is none.
  var mean: Variable? {
    switch self {
    case .lyapunovViolations: .lyapunovViolationsMean
    case .lyapunovFirstViolation, .shadowingDistance, .pseudoOrbitError: nil
    case .descentViolations: .descentViolationsMean
    case .sharpness: .sharpnessLastMean
    case .sharpnessMinimum: .sharpnessMinimumMean
    case .sharpnessMean: .sharpnessMeanMean
    case .energyDrift: .energyDriftMean
    case .lyapunovExponent: .lyapunovExponentMean
    }
  }

  /// Whether that is over the seeds that did not diverge.
  var isOfStable: Bool {
    switch self {
    case .sharpness, .sharpnessMinimum, .sharpnessMean, .energyDrift: true
    default: false
    }
  }

  /// Whether a sweep that records these has it.
  func belongs(to analyses: AnalysisSet) -> Bool {
    switch self {
    case .lyapunovViolations, .lyapunovFirstViolation: analyses.contains(.lyapunov)
    case .descentViolations: analyses.contains(.descent)
    case .sharpness, .sharpnessMinimum, .sharpnessMean: analyses.contains(.sharpness)
    case .energyDrift: analyses.contains(.energy)
    case .lyapunovExponent: analyses.contains(.exponent)
    case .shadowingDistance, .pseudoOrbitError: analyses.contains(.shadowing)
    }
  }
}
