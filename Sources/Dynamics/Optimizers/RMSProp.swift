import SweepPlan

/// RMSProp: the gradient divided by the root of a running mean of its square, by coordinates.
///
///     s ← β₂ s + (1 − β₂) g²,   g = ∇f(x)
///     b ← β b + g/(√s + ε)
///     x ← x − η b
///
/// s and b start at 0, and s is not corrected for that. β is `momentum`, as in PyTorch; its default
/// is 0, and then b is g/(√s + ε). With `epsilon_place: inside` the denominator is √(s + ε). With
/// `centered: on` a running mean m of g is kept as well, and the variance s − m², at least 0, takes
/// the place of s. Where the denominator is 0, b takes nothing in. PyTorch: β₂ = 0.99, ε = 1e-8
/// outside the root, the defaults here; optax: β₂ = 0.9, ε inside.
///
/// Domain: 0 ≤ β₂ < 1, ε ≥ 0. As β₂ → 0, with ε = 0, it is sign descent. Where s is nothing beside
/// ε, on a quadratic, it is a heavy ball: stable exactly while 0 < ηλ < 2(1 + β)ε, or 2(1 + β)√ε
/// with ε inside. `RMSPropTests` holds the kernel to these. Beyond, s grows with the gradient, and
/// the iterates end in a cycle of the order of η: bounded.
///
/// Cost: one gradient; one number per coordinate, one more with momentum and one more if centred; a
/// root and a division per coordinate.
///
/// - Reference: T. Tieleman, G. Hinton, 2012, Neural networks for machine learning, lecture 6.5;
///   centred: A. Graves, 2013, arXiv:1308.0850.
struct RMSProp<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "rmsprop",
      summary: "Steps divided by the root of a running mean of the squared gradient.",
      equation: ["s ← β₂ s + (1 − β₂) ∇f(x)²", "b ← β b + ∇f(x)/(√s + ε)", "x ← x − η b"],
      hyperparameters: [
        .learningRate, .beta2.with(default: 0.99), .epsilon, .momentum.with(default: 0),
      ],
      choices: [
        EpsilonPlace.choice,
        Choice(
          "centered", "what is divided by",
          [
            .init("off", "The root of the mean square, as in PyTorch and optax by default."),
            .init(
              "on", "The standard deviation, as with PyTorch's and optax's centered=True."),
          ]),
      ],
      statePerCoordinate: 1,
      boundary: "quadratic, s ≪ ε²: 0 < ηλ < 2(1 + β)ε; inside, s ≪ ε: 0 < ηλ < 2(1 + β)√ε",
      source: "T. Tieleman, G. Hinton, lecture 6.5, 2012; centred: A. Graves, 2013, arXiv:1308.0850"
    )
  }

  private enum Centering: Int {
    case off, on
  }

  private let epsilonPlace: EpsilonPlace
  private let centering: Centering
  private let learningRate: Lanes
  private let beta2: Lanes
  private let epsilon: Lanes
  private let momentum: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    epsilonPlace = parameters.nextOption()
    centering = parameters.nextOption()
    learningRate = parameters.next()
    beta2 = parameters.next()
    epsilon = parameters.next()
    momentum = parameters.next()
  }

  struct State {
    var square: Lanes
    /// Stays 0 unless centred.
    var mean: Lanes
    var velocity: Lanes
  }

  @inline(__always) func initialState(at x: Lanes, velocity: Lanes) -> State {
    State(square: .zero, mean: .zero, velocity: .zero)
  }

  @inline(__always) func update(
    _ x: inout Lanes, _ state: inout State, _ shared: Memoryless, gradient: Lanes
  ) {
    let fresh = (Lanes(repeating: 1) - beta2) * gradient
    state.square = .fma(beta2, state.square, fresh * gradient)
    var s = state.square
    if centering == .on {
      state.mean = .fma(beta2, state.mean, fresh)
      let variance = Lanes.fma(-state.mean, state.mean, s)
      s = .select(variance < .zero, .zero, variance)
    }
    let scaled = gradient.dividedOrZero(by: epsilonPlace.denominator(s, epsilon))
    state.velocity = .fma(momentum, state.velocity, scaled)
    x = .fma(-learningRate, state.velocity, x)
  }
}
