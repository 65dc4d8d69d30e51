import SweepPlan

/// AdamW: Adam whose weight decay stands beside the gradient, not in it.
///
///     m ← β₁ m + (1 − β₁) g,     s ← β₂ s + (1 − β₂) g²,     g = ∇f(x)
///     x ← (1 − ηw) x − η m̂/(√(ŝ + ε₀) + ε)
///
/// `AdamMoments` has m̂ and ŝ; w is `weight_decay` and acts on the x that the gradient was taken at.
/// Two conventions for what w is multiplied by:
///
///     learning_rate     ηw x in step k, where a schedule changes η: PyTorch's and optax's
///     independent       w x in every step, whatever η and the schedule
///
/// The paper multiplies w x by the schedule's s(k) but not by the base learning rate η: that is the
/// first convention with w/η for w, and without a schedule the second.
///
/// Domain: as Adam's. On f = 0 each step multiplies x by 1 − ηw, which is rounded once; Adam with `l2`
/// steps by η towards zero instead. With P = √(s + ε₀) + ε frozen, on a quadratic, the iterates are
/// stable exactly while |β₁(1 − ηw)| < 1 and −Pηw < ηλ < P(2 − ηw)(1 + β₁)/(1 − β₁).
/// `AdamWTests` holds the kernel to these.
///
/// Cost: one gradient, two numbers per coordinate; a root and a division per coordinate.
///
/// - Reference: I. Loshchilov, F. Hutter, 2019, arXiv:1711.05101.
struct AdamW<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "adamw", summary: "Adam with weight decay beside the gradient, not in it.",
      equation: [
        "m ← β₁ m + (1 − β₁) ∇f(x)", "s ← β₂ s + (1 − β₂) ∇f(x)²",
        "x ← (1 − ηw) x − η m̂/(√(ŝ + ε₀) + ε)",
      ],
      hyperparameters: [.learningRate] + AdamMoments<Lanes>.hyperparameters
        + [.weightDecay.with(default: 0.01)],
      choices: [
        AdamMoments<Lanes>.biasCorrectionChoice,
        Choice(
          "decay_scale", "what the weight decay is multiplied by",
          [
            .init("learning_rate", "Decays by ηw x, η as scheduled, as in PyTorch and optax."),
            .init(
              "independent",
              "Decays by w x in every step, whatever η: the paper's rule without a schedule."),
          ]),
      ],
      statePerCoordinate: 2,
      boundary:
        "quadratic, P = √(s + ε₀) + ε frozen, 0 ≤ ηw ≤ 1: ηλ < P(2 − ηw)(1 + β₁)/(1 − β₁)",
      source: "I. Loshchilov, F. Hutter, 2019, arXiv:1711.05101")
  }

  typealias State = AdamMoments<Lanes>.State
  typealias Shared = AdamMoments<Lanes>.Shared

  private enum DecayScale: Int {
    case learningRate, independent
  }

  private let learningRate: Lanes
  private let moments: AdamMoments<Lanes>
  /// What decay leaves of x.
  private let kept: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    let one = Lanes(repeating: 1)
    learningRate = parameters.next()
    moments = AdamMoments(&parameters)
    let weightDecay = parameters.next()
    kept =
      switch parameters.nextOption(DecayScale.self) {
      case .learningRate: .fma(-learningRate, weightDecay, one)
      case .independent: one - weightDecay
      }
  }

  @inline(__always) func initialState(at x: Lanes, velocity: Lanes) -> State { State() }
  @inline(__always) var initialShared: Shared { Shared() }

  @inline(__always) func beginStep(_ k: Int, _ shared: inout Shared) {
    moments.beginStep(&shared)
  }

  @inline(__always) func update(
    _ x: inout Lanes, _ state: inout State, _ shared: Shared, gradient: Lanes
  ) {
    let direction = moments.direction(gradient, &state, shared)
    x = .fma(-learningRate, direction, kept * x)
  }
}
