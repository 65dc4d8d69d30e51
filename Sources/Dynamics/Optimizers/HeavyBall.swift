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
/// - Reference: B. T. Polyak, 1964, doi:10.1016/0041-5553(64)90137-5
struct HeavyBall<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "heavy_ball", summary: "Polyak's momentum: a velocity that remembers past gradients.",
      equation: ["v ← β v − η ∇f(x)", "x ← x + v"],
      hyperparameters: [.learningRate, .momentum], statePerCoordinate: 1,
      source: "B. T. Polyak, 1964, doi:10.1016/0041-5553(64)90137-5")
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

  @inline(__always) func update(_ x: inout Lanes, _ state: inout State, gradient: Lanes) {
    state.velocity = .fma(-learningRate, gradient, momentum * state.velocity)
    x = x + state.velocity
  }
}
