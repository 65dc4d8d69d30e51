import SweepPlan

/// Gradient descent with a velocity that remembers past gradients: Polyak's heavy ball.
///
///     v ← β v − η ∇f(x)
///     x ← x + v
///
/// The gradient is taken here, at x; Nesterov's rule looks ahead. On a quadratic of curvature λ
/// the iterates are stable exactly while |β| < 1 and 0 < ηλ < 2(1 + β). `HeavyBallTests` holds the
/// kernel to that line.
///
/// Its other forms:
///
///     position       x₊ = x − η ∇f(x) + β(x − x₋)
///     accumulated    v ← β v + ∇f(x),             x ← x − η v
///     dampened       v ← β v + (1 − τ) ∇f(x),     x ← x − η v,  τ = 0 in the first step
///     averaged       v ← β v + (1 − β) ∇f(x),     x ← x − η v,  Adam's mean without correction
///     physics        the first, with η = h²/m and β = 1 − hγ/m
///
/// At constant η the first three agree to rounding. Under a schedule `velocity` and `position` still
/// agree, and `accumulated` does not: a new η acts on what it remembers, too. `dampened` and
/// `averaged` are stable exactly while |β| < 1 and 0 < ηλ < 2(1 + β)/(1 − τ), with τ = β for the
/// latter.
///
/// Cost: one gradient, one number per coordinate.
///
/// - Reference: B. T. Polyak, 1964, doi:10.1016/0041-5553(64)90137-5
struct HeavyBall<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    let dampening = Hyperparameter(
      name: "dampening", symbol: "τ", summary: "share of a gradient that the velocity leaves out",
      defaultValue: 0)
    return OptimizerDescription(
      name: "heavy_ball", summary: "Polyak's momentum: a velocity that remembers past gradients.",
      equation: ["v ← β v − η ∇f(x)", "x ← x + v"],
      hyperparameters: [.learningRate, .momentum],
      choices: [
        Choice(
          "form", "how the velocity is kept",
          [
            .init("velocity", "v ← β v − η ∇f(x), x ← x + v; the displacement is remembered."),
            .init("position", "x₊ = x − η ∇f(x) + β(x − x₋), as Polyak wrote it."),
            .init("accumulated", "v ← β v + ∇f(x), x ← x − η v, as in PyTorch and optax."),
            .init(
              "dampened",
              "v ← β v + (1 − τ) ∇f(x), but v = ∇f(x) in the first step, as in PyTorch.",
              adds: [dampening]),
            .init("averaged", "v ← β v + (1 − β) ∇f(x), x ← x − η v: a moving average."),
            .init(
              "physics", "A mass m with friction γ in time steps h: η = h²/m, β = 1 − hγ/m.",
              adds: [.timeStep, .mass, .friction], removes: ["learning_rate", "momentum"]),
          ])
      ],
      statePerCoordinate: 1, storedEnergy: "‖x − x₋‖²/2η, with η(1 − τ) dampened for η",
      boundary:
        "quadratic: |β| < 1 and 0 < ηλ < 2(1 + β), or that over 1 − τ dampened, over 1 − β averaged",
      source: "B. T. Polyak, 1964, doi:10.1016/0041-5553(64)90137-5")
  }

  private enum Form: Int {
    case velocity, position, accumulated, dampened, averaged, physics
  }

  private let form: Form
  private let learningRate: Lanes
  private let momentum: Lanes
  /// What of a gradient enters the velocity.
  private let share: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    let one = Lanes(repeating: 1)
    form = parameters.nextOption()
    if form == .physics {
      (learningRate, momentum) = physicsOfHeavyBall(&parameters)
    } else {
      learningRate = parameters.next()
      momentum = parameters.next()
    }
    share =
      switch form {
      case .dampened: one - parameters.next()
      case .averaged: one - momentum
      default: one
      }
  }

  /// `memory` is the velocity, or in the form `position` the iterate before.
  struct State {
    var memory: Lanes
  }

  struct Shared {
    /// What of this step's gradient enters the velocity.
    var share: Lanes
  }

  @inline(__always) func initialState(at x: Lanes, velocity: Lanes) -> State {
    State(memory: form == .position ? x : .zero)
  }

  @inline(__always) var initialShared: Shared { Shared(share: Lanes(repeating: 1)) }

  @inline(__always) func beginStep(_ k: Int, _ shared: inout Shared) {
    switch form {
    case .dampened: shared.share = k == 1 ? Lanes(repeating: 1) : share
    case .averaged: shared.share = share
    default: break
    }
  }

  @inline(__always) func update(
    _ x: inout Lanes, _ state: inout State, _ shared: Shared, gradient: Lanes
  ) {
    switch form {
    case .velocity, .physics:
      state.memory = .fma(-learningRate, gradient, momentum * state.memory)
      x = x + state.memory
    case .position:
      let earlier = state.memory
      state.memory = x
      x = .fma(-learningRate, gradient, .fma(momentum, x - earlier, x))
    case .accumulated:
      state.memory = .fma(momentum, state.memory, gradient)
      x = .fma(-learningRate, state.memory, x)
    case .dampened, .averaged:
      state.memory = .fma(momentum, state.memory, shared.share * gradient)
      x = .fma(-learningRate, state.memory, x)
    }
  }
}

extension HeavyBall {
  /// ‖x − x₋‖²/2η: with a mass m and η = h²/m the kinetic energy ½ m ‖ẋ‖². Dampened and averaged, the
  /// velocity's η is η(1 − τ) and η(1 − β).
  ///
  /// On a convex f with an L-Lipschitz gradient, f plus this falls at every step if ηL ≤ 1 − β².
  func storedEnergy(at x: Vector<Lanes>, _ memory: RuleMemory<Lanes>) -> Lanes? {
    let state = states(memory)
    var sum = Lanes.zero
    for i in x.indices {
      let displacement =
        switch form {
        case .velocity, .physics: state[i].memory
        case .position: x[i] - state[i].memory
        case .accumulated, .dampened, .averaged: learningRate * state[i].memory
        }
      sum = .fma(displacement, displacement, sum)
    }
    return .select(sum == .zero, sum, sum / (Lanes(repeating: 2) * learningRate * share))
  }

  var inertia: Lanes { Lanes(repeating: 1) / (learningRate * share) }
}

/// η = h²/m and β = 1 − hγ/m: a heavy ball is symplectic Euler on m ẍ + γ ẋ + ∇f(x) = 0.
///
/// Reads h, m and γ.
@inline(__always)
func physicsOfHeavyBall<Lanes: LaneVector>(
  _ parameters: inout Parameters<Lanes>
) -> (learningRate: Lanes, momentum: Lanes) {
  let motion = Motion(&parameters)
  return (motion.timeStep * motion.velocityPerForce, motion.share)
}
