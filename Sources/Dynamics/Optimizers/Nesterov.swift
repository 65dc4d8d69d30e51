import SweepPlan

/// Nesterov's accelerated gradient: a heavy ball that looks ahead.
///
///     v ← β v − η ∇f(x + β v)
///     x ← x + v
///
/// β is constant, or grows as (k − 1)/(k + 2) with the step k = 1, 2, …, which gives the rate 1/k²
/// on convex functions. The form `accumulated`, of PyTorch and optax, iterates x + β v in the place
/// of x:
///
///     v ← β v + ∇f(x)
///     x ← x − η (∇f(x) + β v)
///
/// At constant η and β the two differ by rounding and by where the iterate is. With a growing β,
/// `accumulated` takes step k's β in both lines.
///
/// On a quadratic of curvature λ, with 0 ≤ β < 1, the iterates are stable exactly while
/// 0 < ηλ < 2(1 + β)/(1 + 2β). `NesterovTests` holds the kernel to that line.
///
/// Cost: one gradient, one number per coordinate.
///
/// - Reference: Y. E. Nesterov, 1983; the first form: I. Sutskever et al., 2013, ICML.
struct Nesterov<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "nesterov", summary: "Nesterov's momentum: the gradient is taken ahead of the iterate.",
      equation: ["v ← β v − η ∇f(x + β v)", "x ← x + v"],
      hyperparameters: [.learningRate, .momentum],
      choices: [
        Choice(
          "form", "which point is the iterate",
          [
            .init("look_ahead", "The gradient is taken at x + β v; x is the iterate."),
            .init(
              "accumulated",
              "v ← β v + ∇f(x), x ← x − η(∇f(x) + β v), as in PyTorch and optax."),
          ]),
        Choice(
          "momentum_rule", "how β depends on the step",
          [
            .init("constant", "β is the same in every step."),
            .init(
              "accelerating", "β = (k − 1)/(k + 2) at step k = 1, 2, …, for convex functions.",
              removes: ["momentum"]),
          ]),
      ],
      statePerCoordinate: 1, storedEnergy: "‖x − x₋‖²/2η",
      boundary: "quadratic, constant 0 ≤ β < 1: 0 < ηλ < 2(1 + β)/(1 + 2β)",
      source: "Y. E. Nesterov, 1983; this form: I. Sutskever et al., ICML 2013")
  }

  private enum Form: Int {
    case lookAhead, accumulated
  }
  private enum MomentumRule: Int {
    case constant, accelerating
  }

  private let form: Form
  private let momentumRule: MomentumRule
  private let learningRate: Lanes
  private let constantMomentum: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    form = parameters.nextOption()
    momentumRule = parameters.nextOption()
    learningRate = parameters.next()
    constantMomentum = momentumRule == .constant ? parameters.next() : .zero
  }

  struct State {
    var velocity: Lanes
  }

  struct Shared {
    var momentum: Lanes
  }

  @inline(__always) func initialState(at x: Lanes, velocity: Lanes) -> State {
    State(velocity: .zero)
  }

  @inline(__always) var initialShared: Shared { Shared(momentum: constantMomentum) }

  @inline(__always) func beginStep(_ k: Int, _ shared: inout Shared) {
    switch momentumRule {
    case .constant:
      shared.momentum = constantMomentum
    case .accelerating:
      let k = Lanes.Scalar(k)
      shared.momentum = Lanes(repeating: (k - 1) / (k + 2))
    }
  }

  static var looksAhead: Bool { true }

  @inline(__always)
  func gradientPoint(_ x: Lanes, _ state: State, _ shared: Shared) -> Lanes {
    switch form {
    case .lookAhead: .fma(shared.momentum, state.velocity, x)
    case .accumulated: x
    }
  }

  @inline(__always) func update(
    _ x: inout Lanes, _ state: inout State, _ shared: Shared, gradient: Lanes
  ) {
    switch form {
    case .lookAhead:
      state.velocity = .fma(-learningRate, gradient, shared.momentum * state.velocity)
      x = x + state.velocity
    case .accumulated:
      state.velocity = .fma(shared.momentum, state.velocity, gradient)
      x = .fma(-learningRate, .fma(shared.momentum, state.velocity, gradient), x)
    }
  }

  /// ‖v‖²/2η with v = x − x₋, or η times it `accumulated`. On a convex f with an L-Lipschitz gradient,
  /// f plus this falls at every step if ηL ≤ 1 and 0 ≤ β ≤ 1, in the form `look_ahead`.
  func storedEnergy(at x: Vector<Lanes>, _ memory: RuleMemory<Lanes>) -> Lanes? {
    let state = states(memory)
    var sum = Lanes.zero
    for i in x.indices {
      let displacement = form == .lookAhead ? state[i].velocity : learningRate * state[i].velocity
      sum = .fma(displacement, displacement, sum)
    }
    return .select(sum == .zero, sum, sum / (Lanes(repeating: 2) * learningRate))
  }

  var inertia: Lanes { Lanes(repeating: 1) / learningRate }
}
