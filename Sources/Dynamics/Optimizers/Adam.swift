import SweepPlan

/// Adam: a running mean of the gradient, divided by the root of a running mean of its square.
///
///     g = ∇f(x) + α x
///     m ← β₁ m + (1 − β₁) g,     s ← β₂ s + (1 − β₂) g²
///     x ← x − η m̂/(√(ŝ + ε₀) + ε)
///
/// `AdamMoments` has m̂ and ŝ. ε₀ is `epsilon_root`, as in optax; 0 is PyTorch's and the paper's. α is
/// `l2`, the penalty ½α‖x‖² as PyTorch's Adam adds it to the gradient, where it is divided by the
/// root like all else; AdamW takes it out of there.
///
/// Domain: 0 ≤ β₁, β₂ < 1, ε, ε₀ ≥ 0. With ε → 0 and bias correction the first step is η long in
/// every coordinate. By Cauchy–Schwarz none of step k is longer than
///
///     η (1 − β₁)/√(1 − β₂) · √((1 − qᵏ)/(1 − q)) · √(1 − β₂ᵏ)/(1 − β₁ᵏ),   q = β₁²/β₂ < 1
///
/// which tends to 7.27 η for β₁ = 0.9, β₂ = 0.999 and is attained by gradients that grow by β₂/β₁ a
/// step; the paper's 3.16 η is for one gradient after none. Where s is frozen, or nothing beside ε or ε₀, it is a moving average of gradients with the constant
/// preconditioner P = √(s + ε₀) + ε, on a quadratic stable exactly while
/// 0 < η(λ + α) < 2P(1 + β₁)/(1 − β₁): 38 P for β₁ = 0.9. `AdamTests` holds the kernel to these.
/// Beyond, s grows with the gradient, and the iterates end in a cycle of the order of η: bounded.
///
/// Cost: one gradient, two numbers per coordinate; a root and a division per coordinate.
///
/// - Reference: D. P. Kingma, J. Ba, 2015, arXiv:1412.6980; the boundary: J. M. Cohen et al., 2022,
///   arXiv:2207.14484.
struct Adam<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    let l2 = Hyperparameter(
      name: "l2", symbol: "α", summary: "weight of ½‖x‖² in the gradient", defaultValue: 0)
    return OptimizerDescription(
      name: "adam", summary: "A mean gradient divided by the root of the mean square.",
      equation: [
        "g = ∇f(x) + α x", "m ← β₁ m + (1 − β₁) g", "s ← β₂ s + (1 − β₂) g²",
        "x ← x − η m̂/(√(ŝ + ε₀) + ε)",
      ],
      hyperparameters: [.learningRate] + AdamMoments<Lanes>.hyperparameters + [l2],
      choices: [AdamMoments<Lanes>.biasCorrectionChoice], statePerCoordinate: 2,
      boundary:
        "quadratic, P = √(s + ε₀) + ε frozen: 0 < η(λ + α) < 2P(1 + β₁)/(1 − β₁)",
      source: "D. P. Kingma, J. Ba, 2015, arXiv:1412.6980")
  }

  typealias State = AdamMoments<Lanes>.State
  typealias Shared = AdamMoments<Lanes>.Shared

  private let learningRate: Lanes
  private let moments: AdamMoments<Lanes>
  private let l2: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    learningRate = parameters.next()
    moments = AdamMoments(&parameters)
    l2 = parameters.next()
  }

  @inline(__always) func initialState(at x: Lanes, velocity: Lanes) -> State { State() }
  @inline(__always) var initialShared: Shared { Shared() }

  @inline(__always) func beginStep(_ k: Int, _ shared: inout Shared) {
    moments.beginStep(&shared)
  }

  @inline(__always) func update(
    _ x: inout Lanes, _ state: inout State, _ shared: Shared, gradient: Lanes
  ) {
    let direction = moments.direction(.fma(l2, x, gradient), &state, shared)
    x = .fma(-learningRate, direction, x)
  }
}
