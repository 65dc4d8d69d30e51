import SweepPlan

/// Gradient descent: explicit Euler on the gradient flow ẋ = −∇f(x), with step η.
///
///     x ← x − η ∇f(x)
///
/// On a quadratic of curvature λ the error is multiplied by 1 − ηλ: stable exactly while
/// 0 < ηλ < 2. `GradientDescentTests` holds the kernel to that line.
///
/// Cost: one gradient, no memory.
///
/// - Reference: A.-L. Cauchy, 1847.
struct GradientDescent<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "gradient_descent", summary: "Steepest descent with a constant learning rate.",
      equation: ["x ← x − η ∇f(x)"],
      hyperparameters: [.learningRate], statePerCoordinate: 0,
      boundary: "quadratic: 0 < ηλ < 2", source: "A.-L. Cauchy, 1847")
  }

  private let learningRate: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    learningRate = parameters.next()
  }

  @inline(__always) func update(
    _ x: inout Lanes, _ state: inout Memoryless, _ shared: Memoryless, gradient: Lanes
  ) {
    x = .fma(-learningRate, gradient, x)
  }
}
