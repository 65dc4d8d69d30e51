import SweepPlan

/// Lion, and Lion-K: the sign, or another bounded function, of a mixture of momentum and gradient.
///
///     c = β₁ m + (1 − β₁) g,     g = ∇f(x)
///     m ← β₂ m + (1 − β₂) g
///     x ← (1 − ηw) x − η ∇K(c)
///
/// m starts at 0. ∇K is the sign (K = ‖·‖₁, Lion), sign 0 = 0, or tanh (K = Σ ln cosh). Papers that
/// write m for the mean of −g have the same iterates, ∇K being odd. With `momentum_used: updated`
/// c takes the new m, which is the rule above with β₁β₂ for β₁.
///
/// Domain: 0 ≤ β₁, β₂ ≤ 1, w ≥ 0. 1 − ηw is rounded once, and so is (1 − ηw) x ∓ η: while the sign
/// stays, x₊ = (1 − ηw) x + η holds to the last bit. For 0 < ηw ≤ 1 the box |x| ≤ 1/w is never left,
/// and |x| − 1/w outside of it shrinks by 1 − ηw a step at least; for 1 < ηw < 2, |x| ≤ η/(2 − ηw) in
/// the end. With tanh and w = 0, on a quadratic, rest is stable for 0 < ηλ < 2(1 + β₂)/(1 + β₂ − 2β₁),
/// β₁ ≤ β₂. `LionTests` holds the kernel to these.
///
/// Cost: one gradient, one number per coordinate.
///
/// - Reference: X. Chen et al., 2023, arXiv:2302.06675; Lion-K: L. Chen et al., 2024,
///   arXiv:2310.05898.
struct Lion<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "lion", summary: "The sign of a mixture of momentum and gradient, with weight decay.",
      equation: [
        "c = β₁ m + (1 − β₁) ∇f(x)", "m ← β₂ m + (1 − β₂) ∇f(x)", "x ← (1 − ηw) x − η ∇K(c)",
      ],
      hyperparameters: [.learningRate, .beta1, .beta2.with(default: 0.99), .weightDecay],
      choices: [
        Choice(
          "kernel", "which ∇K the step takes",
          [
            .init("sign", "∇K = sign, sign 0 = 0: Lion, as in optax and the paper."),
            .init("tanh", "∇K = tanh: a smooth Lion-K, optax's mode smooth."),
          ]),
        Choice(
          "momentum_used", "which momentum the step mixes with the gradient",
          [
            .init("old", "c takes m before its update, as in optax and the paper."),
            .init("updated", "c takes m after its update, as notes on Muon and Lion-K write it."),
          ]),
      ],
      statePerCoordinate: 1,
      boundary:
        "|x| ≤ 1/w stays for 0 < ηw ≤ 1; tanh, w = 0, quadratic: 0 < ηλ < 2(1 + β₂)/(1 + β₂ − 2β₁)",
      source: "X. Chen et al., 2023, arXiv:2302.06675; Lion-K: L. Chen et al., arXiv:2310.05898")
  }

  private enum KernelFunction: Int {
    case sign, tanh
  }
  private enum MomentumUsed: Int {
    case old, updated
  }

  private let kernel: KernelFunction
  private let momentumUsed: MomentumUsed
  private let learningRate: Lanes
  private let beta1: Lanes
  private let beta2: Lanes
  /// What decay leaves of x.
  private let kept: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    kernel = parameters.nextOption()
    momentumUsed = parameters.nextOption()
    learningRate = parameters.next()
    beta1 = parameters.next()
    beta2 = parameters.next()
    kept = .fma(-learningRate, parameters.next(), Lanes(repeating: 1))
  }

  struct State {
    var momentum: Lanes
  }

  @inline(__always) func initialState(at x: Lanes, velocity: Lanes) -> State {
    State(momentum: .zero)
  }

  @inline(__always) func update(
    _ x: inout Lanes, _ state: inout State, _ shared: Memoryless, gradient: Lanes
  ) {
    let one = Lanes(repeating: 1)
    let old = state.momentum
    state.momentum = .fma(beta2, old, (one - beta2) * gradient)
    let used = momentumUsed == .old ? old : state.momentum
    let mixture = Lanes.fma(beta1, used, (one - beta1) * gradient)
    let direction =
      switch kernel {
      case .sign: mixture.sign
      case .tanh: mixture.hyperbolicTangent()
      }
    x = .fma(kept, x, -(learningRate * direction))
  }
}
