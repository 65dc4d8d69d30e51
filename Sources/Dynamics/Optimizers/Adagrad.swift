import SweepPlan

/// Adagrad: each coordinate's steps shrink with all that its gradient has been, by coordinates.
///
///     s ← s + g²,   g = ∇f(x)
///     x ← x − η g/(√s + ε)
///
/// s starts at `initial_accumulator`. With `epsilon_place: inside` the denominator is √(s + ε).
/// PyTorch starts at 0 with ε = 1e-10 outside the root, the defaults here; optax at 0.1 with
/// ε = 1e-7 inside. Where the denominator is 0 a coordinate stays, as in optax.
///
/// Domain: s₀ ≥ 0, ε ≥ 0. On a quadratic with axes along the coordinates every η > 0 is stable: s
/// grows until ηλ/√s < 2. From s₀ = 0, with ε = 0, no step is longer than the one before: the first
/// is η long, and the second leaves ηλ/√s ≤ √2. `AdagradTests` holds the kernel to both.
///
/// Cost: one gradient, one number per coordinate; a root and a division per coordinate.
///
/// - Reference: J. Duchi, E. Hazan, Y. Singer, 2011, JMLR 12:2121 (the diagonal form).
struct Adagrad<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    let initialAccumulator = Hyperparameter(
      name: "initial_accumulator", symbol: "s₀", summary: "where the sum of squares starts",
      defaultValue: 0)
    return OptimizerDescription(
      name: "adagrad", summary: "Steps divided by the root of the sum of all squared gradients.",
      equation: ["s ← s + ∇f(x)²", "x ← x − η ∇f(x)/(√s + ε)"],
      hyperparameters: [.learningRate, .epsilon.with(default: 1e-10), initialAccumulator],
      choices: [EpsilonPlace.choice], statePerCoordinate: 1,
      boundary: "quadratic along the coordinate axes: every η > 0",
      source: "J. Duchi, E. Hazan, Y. Singer, JMLR 12:2121, 2011")
  }

  private let epsilonPlace: EpsilonPlace
  private let learningRate: Lanes
  private let epsilon: Lanes
  private let initialAccumulator: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    epsilonPlace = parameters.nextOption()
    learningRate = parameters.next()
    epsilon = parameters.next()
    initialAccumulator = parameters.next()
  }

  struct State {
    var sumOfSquares: Lanes
  }

  @inline(__always) func initialState(at x: Lanes, velocity: Lanes) -> State {
    State(sumOfSquares: initialAccumulator)
  }

  @inline(__always) func update(
    _ x: inout Lanes, _ state: inout State, _ shared: Memoryless, gradient: Lanes
  ) {
    state.sumOfSquares = .fma(gradient, gradient, state.sumOfSquares)
    let denominator = epsilonPlace.denominator(state.sumOfSquares, epsilon)
    x = .fma(-learningRate, gradient.dividedOrZero(by: denominator), x)
  }
}
