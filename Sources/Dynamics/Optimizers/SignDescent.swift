import SweepPlan

/// Sign descent: steepest descent in ℓ∞, where every coordinate moves by η.
///
///     x ← x − η sign(∇f(x)),   sign 0 = 0
///
/// Every η > 0 is bounded on a quadratic with axes along the coordinates: a coordinate walks to its
/// minimiser and ends there or in a cycle of two, a step to and fro, never farther than η away.
/// `SignDescentTests` holds the kernel to it.
///
/// Cost: one gradient, no memory.
///
/// - Reference: J. Bernstein et al., 2018, arXiv:1802.04434.
struct SignDescent<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "sign_descent", summary: "Steepest descent in ℓ∞: every coordinate moves by η.",
      equation: ["x ← x − η sign(∇f(x))"],
      hyperparameters: [.learningRate], statePerCoordinate: 0,
      boundary: "quadratic along the coordinate axes: bounded for every η > 0, |x| ≤ η in the end",
      source: "J. Bernstein et al., 2018, arXiv:1802.04434")
  }

  private let learningRate: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    learningRate = parameters.next()
  }

  @inline(__always) func update(
    _ x: inout Lanes, _ state: inout Memoryless, _ shared: Memoryless, gradient: Lanes
  ) {
    x = .fma(-learningRate, gradient.sign, x)
  }
}
