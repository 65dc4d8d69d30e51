/// At which numbers one rule walks beside another, so that step k of both is the same place in time.
///
/// An optimizer is an integrator of a flow. With h the flow's time step,
///
///     gradient descent and its kin     ẋ = −∇f            h = η
///     heavy ball, Nesterov             ẍ + γẋ + ∇f = 0    h = √η, γ = (1 − β)/√η
///     … from physics, Euler, Verlet    m ẍ + γẋ + ∇f = 0  the same h, m, γ
///     Nesterov, accelerating           ẍ + (r/t)ẋ + ∇f = 0   h = √η, r = 3, t₀ = 0
///     RMSProp, Adam                    the same η, β, ε, h = 1
///     Lion                             h = η, α = γ = (1 − β₂)/η, ε = η(1 − β₁)/(1 − β₂)
///
/// and the other way round η = h²/m, β = 1 − hγ/m.
///
/// - Source: W. Su, S. Boyd, E. Candès, 2016, arXiv:1503.01243; Lion: L. Chen et al., 2024,
///   arXiv:2310.05898.
struct MatchedNumbers {
  /// By name; numbers that only one of the two rules has are not among them.
  private(set) var numbers: [String: Double]

  /// - Parameters:
  ///   - rule: The one whose numbers are known, with its options.
  ///   - own: These, by name.
  init(of rule: OptimizerDescription, options: [Int], _ own: [String: Double]) {
    numbers = own
    let chosen = zip(rule.choices, options).map { $0.options[$1].name }
    switch rule.name {
    case "gradient_descent", "implicit_gradient_descent", "proximal_gradient", "runge_kutta_4",
      "gradient_descent_ascent", "extragradient", "optimistic_gradient":
      numbers["time_step"] = own["learning_rate"]
    case "flow.gradient":
      numbers["learning_rate"] = own["time_step"]
    case "heavy_ball" where ["dampened", "averaged"].contains { chosen.contains($0) }:
      break
    case "heavy_ball", "nesterov":
      addMotion()
    case "flow.heavy_ball", "flow.nesterov", "explicit_euler", "symplectic_euler",
      "velocity_verlet":
      addMomentum()
    case "lion":
      addLionFlow()
    default:
      break
    }
  }

  /// h and γ of η and β, unless they are the rule's own.
  private mutating func addMotion() {
    guard let rate = numbers["learning_rate"], rate > 0 else {
      addMomentum()
      return
    }
    let step = rate.squareRoot()
    numbers["time_step"] = step
    numbers["mass"] = 1
    numbers["friction"] = numbers["momentum"].map { (1 - $0) / step }
  }

  /// η and β of h, m and γ.
  private mutating func addMomentum() {
    guard let step = numbers["time_step"] else { return }
    let mass = numbers["mass"] ?? 1
    numbers["learning_rate"] = step * step / mass
    numbers["momentum"] = numbers["friction"].map { 1 - step * $0 / mass }
  }

  private mutating func addLionFlow() {
    guard let rate = numbers["learning_rate"], let beta1 = numbers["beta1"],
      let beta2 = numbers["beta2"], rate > 0, beta2 < 1
    else { return }
    numbers["time_step"] = rate
    numbers["gradient_gain"] = (1 - beta2) / rate
    numbers["momentum_decay"] = (1 - beta2) / rate
    numbers["look_ahead"] = rate * (1 - beta1) / (1 - beta2)
  }
}
