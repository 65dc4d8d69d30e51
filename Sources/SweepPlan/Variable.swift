/// A quantity that a sweep measures in every cell: one array of the store.
public enum Variable: String, Sendable, CaseIterable {
  // Of one trajectory.

  /// `Verdict`'s raw value. With seeds: the verdict of most of them, of equally many the worst.
  case verdict
  /// The step of the verdict.
  case steps
  /// The objective where the trajectory ended.
  case objective
  /// Mean natural-log change per step of the gradient's largest magnitude, over at least the last
  /// half of the trajectory: from the last of the steps 0, e, 2e, 4e, 8e … (e = `every`) that lies
  /// in its first half, so that the transient does not count. Negative: shrinking. −∞ if the
  /// gradient became zero, +∞ if it left the finite numbers (or was zero at the earlier step).
  ///
  /// Two points of an oscillating gradient lie anywhere on its waves: such a cell's rate is off by up
  /// to the waves' logarithmic height over the number of steps between.
  case rate
  /// The largest magnitude of a coordinate at the checks; +∞ if one was not a number.
  case peak
  /// The steps after which the iterate of a cell that did not diverge returns (`CycleRule`): 1 at
  /// rest, 0 if it was not seen to return.
  case period
  /// The mean of the objective over the measured steps (`MeasureRule`); NaN if it diverged.
  case settledObjective = "settled_objective"
  /// The mean of ‖x − x*‖² over the measured steps; NaN if it diverged.
  case settledSquareDistance = "settled_square_distance"

  // Of one trajectory, if a sweep asks for them (`Quantity.isAnalysis`).

  /// The steps at which the rule's Lyapunov function grew: f, or f plus the energy that the rule
  /// keeps (`OptimizerDescription.storedEnergy`).
  case lyapunovViolations = "lyapunov_violations"
  /// The first of them; 0 if there is none.
  case lyapunovFirstViolation = "lyapunov_first_violation"
  /// The steps at which f(x₊) ≤ f(x) + ⟨∇f(x), x₊ − x⟩ + ‖x₊ − x‖²/2η fails: where the quadratic
  /// that gradient descent minimises in a step does not majorise f.
  case descentViolations = "descent_violations"
  /// The largest eigenvalue of the Hessian at the last check inside the escape radius.
  case sharpness
  /// The least, and the mean, over the checks.
  case sharpnessMinimum = "sharpness_minimum"
  case sharpnessMean = "sharpness_mean"
  /// max |E − E₀| / |E₀| over the steps, E being f plus the energy that the rule keeps; +∞ if E left
  /// the finite numbers, or if E₀ is zero and E is not.
  case energyDrift = "energy_drift"
  /// The mean natural-log growth per step of a small displacement of iterate and memory, over the
  /// steps of `rate`; +∞ if the iterate left the finite numbers.
  case lyapunovExponent = "lyapunov_exponent"
  /// ε = max ‖x_k − y_k‖₂ over the steps, y being the rule's flow from the same start at matched times
  /// (`MatchedFlowKind`); +∞ if a number left the finite ones.
  case shadowingDistance = "shadowing_distance"
  /// δ = max ‖y_{k+1} − Ψ(y_k)‖₂ over the steps, Ψ being the rule's step, of position and velocity
  /// where there is one; +∞ likewise.
  case pseudoOrbitError = "pseudo_orbit_error"

  // Over seeds, all of them. The counts make the fraction, and the ends of its Wilson interval.

  case converged
  case bounded
  case diverged
  case divergedFraction = "diverged_fraction"
  case divergedLow = "diverged_low"
  case divergedHigh = "diverged_high"
  case stepsMean = "steps_mean"
  case rateMean = "rate_mean"
  case peakMaximum = "peak_maximum"
  case lyapunovViolationsMean = "lyapunov_violations_mean"
  case descentViolationsMean = "descent_violations_mean"
  case lyapunovExponentMean = "lyapunov_exponent_mean"

  // Over the seeds that did not diverge: NaN if all did. Variances have n − 1 below, and are NaN for
  // a single seed.

  case objectiveMean = "objective_mean"
  case objectiveVariance = "objective_variance"
  case objectiveMinimum = "objective_minimum"
  case objectiveMaximum = "objective_maximum"
  case logObjectiveMean = "log_objective_mean"
  case logObjectiveVariance = "log_objective_variance"
  case settledObjectiveMean = "settled_objective_mean"
  case settledObjectiveVariance = "settled_objective_variance"
  case settledSquareDistanceMean = "settled_square_distance_mean"
  case settledSquareDistanceVariance = "settled_square_distance_variance"
  case sharpnessLastMean = "sharpness_last_mean"
  case sharpnessMinimumMean = "sharpness_minimum_mean"
  case sharpnessMeanMean = "sharpness_mean_mean"
  case energyDriftMean = "energy_drift_mean"

  // With one more dimension.

  /// By quantile: the least value that at least that share of all seeds does not exceed, +∞ standing
  /// for the diverged.
  case objectiveQuantile = "objective_quantile"
  /// By byte: the verdicts of four seeds each, two bits a seed, the first seed lowest.
  case verdictBySeed = "verdict_by_seed"
  /// By seed: `objective`.
  case objectiveBySeed = "objective_by_seed"

  /// Of every sweep that has no seeds.
  public static let plain: [Variable] = [.verdict, .steps, .objective, .rate, .peak, .period]
  /// What a sweep without seeds stores when it does not say.
  public static let usual: [Variable] = [.verdict, .steps, .objective, .rate, .peak]

  public enum ElementType: Sendable, Hashable {
    case uint8
    case uint32
    case real(Precision)

    public var byteCount: Int {
      switch self {
      case .uint8: 1
      case .uint32: 4
      case .real(let precision): precision.byteCount
      }
    }
  }

  /// Statistics over seeds are kept in `float64`, from which more seeds can go on.
  public func elementType(_ precision: Precision) -> ElementType {
    switch self {
    case .verdict, .verdictBySeed: .uint8
    case .steps, .period, .converged, .bounded, .diverged, .lyapunovViolations,
      .lyapunovFirstViolation, .descentViolations:
      .uint32
    case .objective, .rate, .peak, .settledObjective, .settledSquareDistance, .sharpness,
      .sharpnessMinimum, .sharpnessMean, .energyDrift, .lyapunovExponent, .shadowingDistance,
      .pseudoOrbitError, .peakMaximum, .objectiveMinimum, .objectiveMaximum, .objectiveQuantile,
      .objectiveBySeed:
      .real(precision)
    case .divergedFraction, .divergedLow, .divergedHigh, .stepsMean, .rateMean, .objectiveMean,
      .objectiveVariance, .logObjectiveMean, .logObjectiveVariance, .settledObjectiveMean,
      .settledObjectiveVariance, .settledSquareDistanceMean, .settledSquareDistanceVariance,
      .lyapunovViolationsMean, .descentViolationsMean, .sharpnessLastMean, .sharpnessMinimumMean,
      .sharpnessMeanMean, .energyDriftMean, .lyapunovExponentMean:
      .real(.float64)
    }
  }

  /// A phrase for people: the store's `long_name`, the colour bar's label.
  public var summary: String {
    switch self {
    case .verdict: "verdict"
    case .steps: "step of the verdict"
    case .objective: "final objective"
    case .rate: "log change of the gradient per step"
    case .peak: "largest coordinate at the checks"
    case .period: "period of the cycle"
    case .settledObjective: "mean objective over the measured steps"
    case .settledSquareDistance: "mean squared distance over the measured steps"
    case .lyapunovViolations: "steps at which the Lyapunov function grew"
    case .lyapunovFirstViolation: "first step at which the Lyapunov function grew"
    case .descentViolations: "steps at which the descent lemma's bound failed"
    case .sharpness: "largest eigenvalue of the Hessian at the last check"
    case .sharpnessMinimum: "largest eigenvalue of the Hessian, least over the checks"
    case .sharpnessMean: "largest eigenvalue of the Hessian, mean over the checks"
    case .energyDrift: "largest relative change of the energy"
    case .lyapunovExponent: "log growth of a small displacement per step"
    case .shadowingDistance: "largest distance to the flow at matched times"
    case .pseudoOrbitError: "largest miss of a step along the flow"
    case .converged: "seeds that converged"
    case .bounded: "seeds that stayed bounded"
    case .diverged: "seeds that diverged"
    case .divergedFraction: "share of seeds that diverged"
    case .divergedLow: "share of seeds that diverged, lower end of its 95 % interval"
    case .divergedHigh: "share of seeds that diverged, upper end of its 95 % interval"
    case .stepsMean: "step of the verdict, mean over seeds"
    case .rateMean: "log change of the gradient per step, mean over seeds"
    case .peakMaximum: "largest coordinate at the checks of any seed"
    case .objectiveMean: "final objective, mean over seeds that did not diverge"
    case .objectiveVariance: "final objective, variance over seeds that did not diverge"
    case .objectiveMinimum: "final objective, least over seeds that did not diverge"
    case .objectiveMaximum: "final objective, largest over seeds that did not diverge"
    case .logObjectiveMean: "log of the final objective, mean over seeds that did not diverge"
    case .logObjectiveVariance:
      "log of the final objective, variance over seeds that did not diverge"
    case .settledObjectiveMean: "objective over the measured steps, mean over seeds"
    case .settledObjectiveVariance: "objective over the measured steps, variance over seeds"
    case .settledSquareDistanceMean: "squared distance over the measured steps, mean over seeds"
    case .settledSquareDistanceVariance:
      "squared distance over the measured steps, variance over seeds"
    case .lyapunovViolationsMean: "steps at which the Lyapunov function grew, mean over seeds"
    case .descentViolationsMean: "steps at which the descent lemma's bound failed, mean over seeds"
    case .sharpnessLastMean:
      "largest eigenvalue of the Hessian at the last check, mean over seeds that did not diverge"
    case .sharpnessMinimumMean:
      "largest eigenvalue of the Hessian, least over the checks, mean over seeds that did not diverge"
    case .sharpnessMeanMean:
      "largest eigenvalue of the Hessian, mean over checks and over seeds that did not diverge"
    case .energyDriftMean:
      "largest relative change of the energy, mean over seeds that did not diverge"
    case .lyapunovExponentMean: "log growth of a small displacement per step, mean over seeds"
    case .objectiveQuantile: "final objective, quantile over all seeds"
    case .verdictBySeed: "verdicts of four seeds, two bits each"
    case .objectiveBySeed: "final objective by seed"
    }
  }
}

extension Variable {
  /// The position in `allCases`.
  var index: Int { Self.positions[self] ?? 0 }

  private static let positions = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

  /// Whether it is measured without seeds.
  public var isOfOneTrajectory: Bool { Self.ofOneTrajectory.contains(self) }

  /// Whether only a sweep that measures has it.
  var isMeasured: Bool { Self.measured.contains(self) }

  private static let measured = Set(
    [Quantity.settledObjective, .settledSquareDistance].flatMap {
      $0.variables(hasSeeds: false) + $0.variables(hasSeeds: true)
    })

  private static let ofOneTrajectory = Set(
    Quantity.allCases.flatMap { $0.variables(hasSeeds: false) })
}
