import SweepPlan

/// What is known in closed form of one rule that is linear in the field it follows: its update map
/// on the test equation F(x) = λx, and where that is stable.
///
/// λ is an eigenvalue of the field's Jacobian: a curvature of a function to be minimised, complex
/// in games and in fields that are no gradients. With z = ηλ a rule's map is a function of z.
///
/// To add one, write a file like `Rules/HeavyBall.swift`: the rule, its matrix, the conditions of
/// stability with their source; and one line in `all`. The prediction for a sweep, its boundary,
/// the report of agreement and the tests that hold the margin to the spectral radius follow from
/// these.
public struct StabilityTheory: Sendable {
  /// The name of the rule in the catalog.
  public let optimizer: String

  /// By choice of the optimizer: the options for which this holds. A choice that is not named makes
  /// no difference.
  public let options: [String: [String]]

  /// What `updateMap` and `margin` read, in order: the optimizer's own hyperparameters, all of
  /// them. A sweep whose optimizer reads others gets no prediction.
  public let hyperparameters: [Hyperparameter]

  /// The boundary that most maps of real λ show, as a plot's legend writes it; λ is the largest
  /// curvature.
  public let boundaryFormula: String

  /// The boundary for complex λ, likewise.
  public let complexBoundaryFormula: String

  /// Whether the rule may be turned with the field: whether it treats all coordinates alike.
  public let isRotationEquivariant: Bool

  private let map: @Sendable (Complex, [Double]) -> UpdateMap
  private let signedMargin: @Sendable (Complex, [Double]) -> Double

  public init(
    optimizer: String, options: [String: [String]] = [:], hyperparameters: [Hyperparameter],
    boundaryFormula: String, complexBoundaryFormula: String = "ρ = 1",
    isRotationEquivariant: Bool = true,
    updateMap:
      @escaping @Sendable (_ eigenvalue: Complex, _ hyperparameters: [Double]) -> UpdateMap,
    margin: @escaping @Sendable (_ eigenvalue: Complex, _ hyperparameters: [Double]) -> Double
  ) {
    self.optimizer = optimizer
    self.options = options
    self.hyperparameters = hyperparameters
    self.boundaryFormula = boundaryFormula
    self.complexBoundaryFormula = complexBoundaryFormula
    self.isRotationEquivariant = isRotationEquivariant
    map = updateMap
    signedMargin = margin
  }

  /// One step for the eigenvalue λ and the hyperparameters (more numbers may follow them).
  public func updateMap(_ eigenvalue: Complex, _ hyperparameters: [Double]) -> UpdateMap {
    map(eigenvalue, hyperparameters)
  }

  /// The same for a curvature.
  public func updateMap(_ curvature: Double, _ hyperparameters: [Double]) -> UpdateMap {
    map(Complex(curvature), hyperparameters)
  }

  /// The stability margin for the eigenvalue λ and the hyperparameters: positive exactly where the
  /// rule is stable, zero on the boundary, and continuous but for two steps that leave its sign
  /// alone: at real λ, where simpler formulas hold, and at the conservative maps.
  ///
  /// Stable means that the spectral radius is below 1. The exception are the conservative maps of
  /// mechanics without friction and of alternating games, whose eigenvalues lie on the unit circle
  /// over whole regions: these are stable where the eigenvalues are two, so that iterates stay
  /// bounded, and the margin there is the distance from the place where they meet.
  public func margin(_ eigenvalue: Complex, _ hyperparameters: [Double]) -> Double {
    // A minimum passes over what is not a number.
    guard !hyperparameters.contains(where: \.isNaN) else { return -.infinity }
    let margin = signedMargin(eigenvalue, hyperparameters)
    return margin.isNaN ? -.infinity : margin
  }

  /// The same for a curvature.
  public func margin(_ curvature: Double, _ hyperparameters: [Double]) -> Double {
    margin(Complex(curvature), hyperparameters)
  }

  /// Every rule that theory knows.
  public static let all: [StabilityTheory] = [
    .gradientDescent,
    .implicitGradientDescent,
    .heavyBall, .dampenedHeavyBall, .averagedHeavyBall, .physicalHeavyBall,
    .nesterov, .accumulatedNesterov,
    .simultaneousGradientDescentAscent, .alternatingGradientDescentAscent,
    .extragradient,
    .optimisticGradient,
    .rungeKutta4,
    .explicitEuler,
    .symplecticEuler,
    .velocityVerlet,
    .proximalGradient,
    .newton,
    .gradientFlow, .heavyBallFlow,
  ]

  /// The theory of a plan's optimizer with the plan's options; `nil` if there is none, or if the
  /// step size changes with time or gradients are clipped.
  public static func of(_ plan: Plan) -> StabilityTheory? {
    guard plan.schedule == nil, !plan.isClipped else { return nil }
    let names = Set(plan.optimizer.hyperparameters(options: plan.options).map(\.name))
    return all.first { theory in
      theory.optimizer == plan.optimizer.name && names == Set(theory.hyperparameters.map(\.name))
        && theory.options.allSatisfy { choice, options in
          plan.option(of: choice).map(options.contains) ?? true
        }
    }
  }
}
