import SweepPlan

/// What Adam and AdamW remember of the gradient, and the direction they take from it.
///
///     m ← β₁ m + (1 − β₁) g          m̂ = m/(1 − β₁ᵏ)
///     s ← β₂ s + (1 − β₂) g²         ŝ = s/(1 − β₂ᵏ)
///     direction = m̂/(√(ŝ + ε₀) + ε)
///
/// Both start at 0. With `bias_correction: off`, m̂ = m and ŝ = s. The powers of β are running
/// products. Where the denominator is 0 the direction is 0.
struct AdamMoments<Lanes: LaneVector> {
  private enum BiasCorrection: Int {
    case on, off
  }

  private let biasCorrection: BiasCorrection
  private let beta1: Lanes
  private let beta2: Lanes
  private let epsilon: Lanes
  private let epsilonRoot: Lanes

  /// Reads the option of `biasCorrectionChoice`, then `hyperparameters`.
  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    biasCorrection = parameters.nextOption()
    beta1 = parameters.next()
    beta2 = parameters.next()
    epsilon = parameters.next()
    epsilonRoot = parameters.next()
  }

  static var hyperparameters: [Hyperparameter] {
    let epsilonRoot = Hyperparameter(
      name: "epsilon_root", symbol: "ε₀", summary: "what is added under the root",
      defaultValue: 0)
    return [.beta1, .beta2, .epsilon, epsilonRoot]
  }

  static var biasCorrectionChoice: Choice {
    Choice(
      "bias_correction", "whether the means are corrected for their start at zero",
      [
        .init("on", "m̂ = m/(1 − β₁ᵏ) and ŝ = s/(1 − β₂ᵏ) at step k, as in PyTorch and optax."),
        .init("off", "m̂ = m and ŝ = s; neither PyTorch nor optax offers it."),
      ])
  }

  struct State {
    var mean: Lanes
    var square: Lanes

    @inline(__always) init() {
      mean = .zero
      square = .zero
    }
  }

  struct Shared {
    var beta1Power: Lanes
    var beta2Power: Lanes
    /// m̂/m and ŝ/s of this step.
    var meanScale: Lanes
    var squareScale: Lanes

    @inline(__always) init() {
      beta1Power = Lanes(repeating: 1)
      beta2Power = Lanes(repeating: 1)
      meanScale = Lanes(repeating: 1)
      squareScale = Lanes(repeating: 1)
    }
  }

  @inline(__always) func beginStep(_ shared: inout Shared) {
    guard biasCorrection == .on else { return }
    let one = Lanes(repeating: 1)
    shared.beta1Power = beta1 * shared.beta1Power
    shared.beta2Power = beta2 * shared.beta2Power
    shared.meanScale = one / (one - shared.beta1Power)
    shared.squareScale = one / (one - shared.beta2Power)
  }

  /// Takes the gradient in and answers with the direction.
  @inline(__always)
  func direction(_ gradient: Lanes, _ state: inout State, _ shared: Shared) -> Lanes {
    let one = Lanes(repeating: 1)
    state.mean = .fma(beta1, state.mean, (one - beta1) * gradient)
    state.square = .fma(beta2, state.square, (one - beta2) * gradient * gradient)
    let root = Lanes.fma(shared.squareScale, state.square, epsilonRoot).squareRoot()
    return (shared.meanScale * state.mean).dividedOrZero(by: root + epsilon)
  }
}
