import SweepPlan

/// The Lion-K flow, which Lion follows with h = η, α = γ = (1 − β₂)/η, ε = η(1 − β₁)/(1 − β₂).
///
///     ṁ = −α g − γ m,   g = ∇f(x)
///     ẋ = ∇K(m − ε(α g + γ m)) − w x
///
/// m starts at 0. ∇K is the sign (K = ‖·‖₁), sign 0 = 0, or tanh. Where x is outside the box |x| ≤ 1/w
/// it comes back, and f is minimised inside. With the sign F jumps where the argument changes sign: the
/// integrator keeps its order only up to there, and where a trajectory would slide along such a place
/// it trembles, by about δ.
///
/// - Reference: L. Chen et al., 2024, arXiv:2310.05898
struct LionFlow<Lanes: LaneVector>: Flow {
  static var description: OptimizerDescription {
    .flow(
      "lion", "The sign of a momentum that follows the gradient in time, with weight decay.",
      ["ṁ = −α ∇f(x) − γ m,  m = 0 at the start", "ẋ = ∇K(m − ε(α ∇f(x) + γ m)) − w x"],
      [
        Hyperparameter(
          name: "gradient_gain", symbol: "α", summary: "how fast the gradient enters the momentum",
          defaultValue: 1, usual: 0...10),
        Hyperparameter(
          name: "momentum_decay", symbol: "γ", summary: "how fast the momentum fades",
          defaultValue: 1, usual: 0...10),
        Hyperparameter(
          name: "look_ahead", symbol: "ε", summary: "how far ahead the momentum is taken",
          defaultValue: 0.1, usual: 0...1),
        .weightDecay,
      ],
      choices: [
        Choice(
          "kernel", "which ∇K moves the iterate",
          [
            .init("sign", "∇K = sign, sign 0 = 0: Lion; the field jumps."),
            .init("tanh", "∇K = tanh: a smooth Lion-K."),
          ])
      ],
      companions: 1, source: "L. Chen et al., 2024, arXiv:2310.05898")
  }

  static var companions: Int { 1 }

  private enum KernelFunction: Int {
    case sign, tanh
  }

  private let kernel: KernelFunction
  private let gain: Lanes
  private let decay: Lanes
  private let lookAhead: Lanes
  private let weightDecay: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    kernel = parameters.nextOption()
    gain = parameters.next()
    decay = parameters.next()
    lookAhead = parameters.next()
    weightDecay = parameters.next()
  }

  @inline(__always)
  func rate(_ y: FlowPoint<Lanes>, gradient: Lanes, time: Lanes) -> FlowPoint<Lanes> {
    let fall = Lanes.fma(decay, y.first, gain * gradient)
    let mixture = Lanes.fma(-lookAhead, fall, y.first)
    let direction =
      switch kernel {
      case .sign: mixture.sign
      case .tanh: mixture.hyperbolicTangent()
      }
    return FlowPoint(x: .fma(-weightDecay, y.x, direction), first: -fall)
  }
}
