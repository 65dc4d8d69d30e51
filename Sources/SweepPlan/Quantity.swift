/// What a sweep may `record` of a trajectory. Without seeds each is an array of the store; with seeds,
/// several: its statistics over them.
public enum Quantity: String, Sendable, CaseIterable {
  case verdict
  case steps
  case objective
  /// ln f, with seeds only.
  case logObjective = "log_objective"
  case rate
  case peak
  /// Without seeds only.
  case period
  case settledObjective = "settled_objective"
  case settledSquareDistance = "settled_square_distance"
  case lyapunovViolations = "lyapunov_violations"
  case descentViolations = "descent_violations"
  case sharpness
  case energyDrift = "energy_drift"
  case lyapunovExponent = "lyapunov_exponent"
  /// Without seeds only.
  case shadowingDistance = "shadowing_distance"

  /// The arrays that it becomes.
  public func variables(hasSeeds: Bool) -> [Variable] {
    switch (self, hasSeeds) {
    case (.verdict, false): [.verdict]
    case (.steps, false): [.steps]
    case (.objective, false): [.objective]
    case (.rate, false): [.rate]
    case (.peak, false): [.peak]
    case (.period, false): [.period]
    case (.settledObjective, false): [.settledObjective]
    case (.settledSquareDistance, false): [.settledSquareDistance]
    case (.logObjective, false), (.period, true): []
    case (.verdict, true):
      [
        .verdict, .converged, .bounded, .diverged, .divergedFraction, .divergedLow, .divergedHigh,
      ]
    case (.steps, true): [.stepsMean]
    case (.objective, true):
      [.objectiveMean, .objectiveVariance, .objectiveMinimum, .objectiveMaximum]
    case (.logObjective, true): [.logObjectiveMean, .logObjectiveVariance]
    case (.rate, true): [.rateMean]
    case (.peak, true): [.peakMaximum]
    case (.settledObjective, true): [.settledObjectiveMean, .settledObjectiveVariance]
    case (.settledSquareDistance, true):
      [.settledSquareDistanceMean, .settledSquareDistanceVariance]
    case (.lyapunovViolations, _), (.descentViolations, _), (.sharpness, _), (.energyDrift, _),
      (.lyapunovExponent, _), (.shadowingDistance, _):
      analysisVariables(hasSeeds: hasSeeds)
    }
  }

  /// What a sweep records when it does not say.
  public static func usual(
    hasSeeds: Bool = false, measures: [Quantity] = []
  ) -> [Quantity] {
    [.verdict, .steps, .objective, .rate, .peak] + (hasSeeds ? [.logObjective] : []) + measures
  }
}
