import SweepPlan

/// Normalised gradient descent: steepest descent by a step of length η.
///
///     x ← x − η ∇f(x)/‖∇f(x)‖₂,   and x where ∇f(x) = 0
///
/// The norm neither overflows nor underflows where the gradient does not. In one dimension it is sign
/// descent, bit for bit. Every η > 0 is bounded on a quadratic: the iterates end in steps of length η
/// about the minimum. `NormalizedGradientDescentTests` holds the kernel to these.
///
/// Cost: one gradient, no memory; one more vector of the gradient's size to work with.
///
/// - Reference: E. Hazan, K. Y. Levy, S. Shalev-Shwartz, 2015, arXiv:1507.02030.
struct NormalizedGradientDescent<Lanes: LaneVector>: Optimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "normalized_gradient_descent", summary: "Steepest descent by a step of length η.",
      equation: ["x ← x − η ∇f(x)/‖∇f(x)‖₂"],
      hyperparameters: [.learningRate], statePerCoordinate: 0,
      boundary: "quadratic: bounded for every η > 0",
      source: "E. Hazan, K. Y. Levy, S. Shalev-Shwartz, 2015, arXiv:1507.02030")
  }

  private let learningRate: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    learningRate = parameters.next()
  }

  static func storage(dimension: Int) -> (memory: Int, work: Int) { (0, 1) }

  func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let gradient = memory.work(0)
    objective.gradient(at: x, into: gradient)
    let norm = gradient.euclideanNorm
    for i in x.indices {
      x[i] = .fma(-learningRate, gradient[i].dividedOrZero(by: norm), x[i])
    }
  }
}
