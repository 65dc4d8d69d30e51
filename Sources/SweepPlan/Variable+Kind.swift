/// How a variable's values compare: what pictures, boundaries and comparisons choose scales by.
extension Variable {
  /// Whether its values are verdicts.
  package var isOfVerdicts: Bool { self == .verdict || self == .verdictBySeed }

  /// Whether its sign is what it tells.
  package var isSigned: Bool {
    switch self {
    case .rate, .rateMean, .lyapunovExponent, .lyapunovExponentMean: true
    default: false
    }
  }

  /// Whether its values may span many orders of magnitude.
  package var spansMagnitudes: Bool {
    switch self {
    case .divergedFraction, .divergedLow, .divergedHigh, .logObjectiveMean, .lyapunovViolations,
      .lyapunovViolationsMean, .descentViolations, .descentViolationsMean:
      false
    default: !isOfVerdicts && !isSigned
    }
  }

  /// Whether its values in cells that diverged tell only how far they had come.
  package var isOfPlace: Bool {
    switch self {
    case .objective, .peak, .sharpness, .sharpnessMinimum, .sharpnessMean, .energyDrift,
      .lyapunovExponent, .shadowingDistance, .pseudoOrbitError:
      true
    default: false
    }
  }

  /// What cells without a number of it are called beside a map.
  ///
  /// - Parameters:
  ///   - someMissing: Some of them are not computed.
  ///   - someComputed: Some are, and have none. Of `period`, no cycle was seen.
  package func nameOfNone(someMissing: Bool, someComputed: Bool) -> String {
    let none = self == .period ? "none seen" : "no value"
    guard someMissing else { return none }
    return someComputed ? "missing or \(none)" : "missing"
  }

  /// Whether its values are not below zero and compare by their ratios.
  package var isMagnitude: Bool {
    switch self {
    case .objective, .peak, .settledObjective, .settledSquareDistance, .peakMaximum, .objectiveMean,
      .objectiveVariance, .objectiveMinimum, .objectiveMaximum, .objectiveQuantile,
      .objectiveBySeed, .settledObjectiveMean, .settledObjectiveVariance,
      .settledSquareDistanceMean, .settledSquareDistanceVariance, .energyDrift, .energyDriftMean,
      .shadowingDistance, .pseudoOrbitError:
      true
    default: false
    }
  }
}
