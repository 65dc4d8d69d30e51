/// An update rule of the catalog as a linear multistep method for the flow ẋ = −F(x) of its field, the
/// velocity eliminated.
public struct MultistepRule: Sendable {
  public let optimizer: String
  /// For which options of its choices, by the choice's name; of others all do.
  public let options: [String: Set<String>]
  /// What ρ and σ depend on; the step size is not among them where it is h.
  public let hyperparameters: [String]
  /// What takes the place of h: `η`.
  public let step: String
  /// With which step the method is consistent: `η/(1 − β)`.
  public let consistentStep: String
  /// Of which points x the method is, if not of the iterates.
  public let points: String?
  private let polynomials: @Sendable ([Rational]) -> (rho: [Rational], sigma: [Rational])?

  init(
    _ optimizer: String, options: [String: Set<String>] = [:], hyperparameters: [String] = [],
    step: String = "η", consistentStep: String, points: String? = nil,
    polynomials: @escaping @Sendable ([Rational]) -> (rho: [Rational], sigma: [Rational])?
  ) {
    self.optimizer = optimizer
    self.options = options
    self.hyperparameters = hyperparameters
    self.step = step
    self.consistentStep = consistentStep
    self.points = points
    self.polynomials = polynomials
  }

  /// - Parameter values: In the order of `hyperparameters`.
  /// - Returns: `nil` where the rule divides by zero or ignores the field.
  package func method(_ values: [Rational]) -> MultistepMethod? {
    polynomials(values).flatMap { try? MultistepMethod(rho: $0.rho, sigma: $0.sigma) }
  }
}

extension MultistepRule {
  /// Rules that add multiples of iterates and of fields, and no more.
  public static let all: [MultistepRule] =
    [
      MultistepRule("gradient_descent", consistentStep: "η") { _ in ([1, -1], [1]) },
      MultistepRule(
        "gradient_descent_ascent", options: ["order": ["simultaneous"]], consistentStep: "η"
      ) { _ in ([1, -1], [1]) },
      MultistepRule("implicit_gradient_descent", consistentStep: "η") { _ in ([1, -1], [1, 0]) },
      // x₊ = x − 2η F(x) + η F(x₋)
      MultistepRule("optimistic_gradient", consistentStep: "η") { _ in ([1, -1, 0], [2, -1]) },
    ] + heavyBalls + nesterovs + motions

  /// x₊ = x + β(x − x₋) − η s F(x), with a share s that some forms have.
  private static let heavyBalls = [
    MultistepRule(
      "heavy_ball", options: ["form": ["velocity", "position", "accumulated"]],
      hyperparameters: ["momentum"], consistentStep: "η/(1 − β)"
    ) { (inertia($0[0]), [1, 0]) },
    MultistepRule(
      "heavy_ball", options: ["form": ["dampened"]], hyperparameters: ["momentum", "dampening"],
      consistentStep: "η(1 − τ)/(1 − β)"
    ) { (inertia($0[0]), [1 - $0[1], 0]) },
    MultistepRule(
      "heavy_ball", options: ["form": ["averaged"]], hyperparameters: ["momentum"],
      consistentStep: "η"
    ) { (inertia($0[0]), [1 - $0[0], 0]) },
  ]

  /// y₊ = y + β(y − y₋) − η((1 + β) F(y) − β F(y₋)) of the points y = x + βv at which gradients are
  /// taken; x is its one-leg method, with the same stability (G. Dahlquist, 1975).
  private static let nesterovs = [
    MultistepRule(
      "nesterov", options: ["form": ["look_ahead"], "momentum_rule": ["constant"]],
      hyperparameters: ["momentum"], consistentStep: "η/(1 − β)",
      points: "the points x + βv at which gradients are taken", polynomials: lookAhead),
    MultistepRule(
      "nesterov", options: ["form": ["accumulated"], "momentum_rule": ["constant"]],
      hyperparameters: ["momentum"], consistentStep: "η/(1 − β)", polynomials: lookAhead),
  ]

  @Sendable private static func lookAhead(
    _ values: [Rational]
  ) -> (rho: [Rational], sigma: [Rational])? {
    (inertia(values[0]), [1 + values[0], -values[0]])
  }

  /// Integrators of m ẍ + γẋ + F(x) = 0, whose positions are a multistep method for the flow that is
  /// left where friction wins. With c = hγ/m:
  ///
  ///     symplectic Euler    x₊ = x + (1 − c)(x − x₋) − (h²/m) F(x)
  ///     explicit Euler      x₊ = x + (1 − c)(x − x₋) − (h²/m) F(x₋)
  ///     velocity Verlet     x₊ = x + ((1 − c/2)/(1 + c/2))(x − x₋) − (h²/m)/(1 + c/2) F(x)
  private static let motions = [
    motion("heavy_ball", options: ["form": ["physics"]]) { (inertia(1 - $0), [1, 0]) },
    motion("symplectic_euler") { (inertia(1 - $0), [1, 0]) },
    motion("explicit_euler") { (inertia(1 - $0), [1]) },
    motion("velocity_verlet") { c in
      let half = c / 2
      guard half != -1 else { return nil }
      return (inertia((1 - half) / (1 + half)), [1 / (1 + half), 0])
    },
  ]

  private static func motion(
    _ optimizer: String, options: [String: Set<String>] = [:],
    _ polynomials: @escaping @Sendable (Rational) -> (rho: [Rational], sigma: [Rational])?
  ) -> MultistepRule {
    MultistepRule(
      optimizer, options: options, hyperparameters: ["time_step", "mass", "friction"],
      step: "h²/m", consistentStep: "h/γ"
    ) { values in
      guard !values[1].isZero else { return nil }
      return polynomials(values[0] * values[2] / values[1])
    }
  }

  /// ζ² − (1 + β)ζ + β
  private static func inertia(_ momentum: Rational) -> [Rational] { [1, -1 - momentum, momentum] }
}
