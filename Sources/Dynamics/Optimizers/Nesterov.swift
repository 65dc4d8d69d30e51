import SweepPlan

/// Nesterov's accelerated gradient with constant momentum: a heavy ball that looks ahead.
///
///     v ← β v − η ∇f(x + β v)
///     x ← x + v
///
/// On a quadratic of curvature λ, with 0 ≤ β < 1, the iterates are stable exactly while
/// 0 < ηλ < 2(1 + β)/(1 + 2β). `NesterovTests` holds the kernel to that line.
///
/// - Reference: Y. E. Nesterov, 1983; this form: I. Sutskever et al., 2013, ICML.
struct Nesterov<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "nesterov", summary: "Nesterov's momentum: the gradient is taken ahead of the iterate.",
      equation: ["v ← β v − η ∇f(x + β v)", "x ← x + v"],
      hyperparameters: [.learningRate, .momentum], statePerCoordinate: 1,
      source: "Y. E. Nesterov, 1983; this form: I. Sutskever et al., ICML 2013")
  }

  let learningRate: Lanes
  let momentum: Lanes

  @inline(__always) init(_ cells: inout Cells<Lanes>) {
    learningRate = cells.next()
    momentum = cells.next()
  }

  struct State: Sendable {
    var velocity: Lanes
  }

  @inline(__always) var initialState: State { State(velocity: .zero) }

  @inline(__always) func gradientPoint(_ x: Lanes, _ state: State) -> Lanes {
    .fma(momentum, state.velocity, x)
  }

  @inline(__always) func update(_ x: inout Lanes, _ state: inout State, gradient: Lanes) {
    state.velocity = .fma(-learningRate, gradient, momentum * state.velocity)
    x = x + state.velocity
  }
}
