import SweepPlan

/// The proximal gradient method, or forward–backward splitting: a gradient step on the smooth part of
/// f, then the proximal map of its penalty p.
///
///     v = x − η ∇f_smooth(x)
///     x ← argmin_y p(y) + ‖y − v‖²/(2η)
///
/// For p = α‖x‖₁ the map shrinks each coordinate by ηα and stops at 0. Objectives without a penalty
/// have the identity: then it is gradient descent, bit for bit.
///
/// With a smooth part that is convex and has curvatures up to L it converges for 0 < η < 2/L.
/// `ProximalGradientTests` holds the kernel to these.
///
/// Cost: one gradient and one proximal map, no memory.
///
/// - Reference: P.-L. Lions, B. Mercier, 1979, doi:10.1137/0716071; P. L. Combettes, V. R. Wajs,
///   2005, doi:10.1137/050626090.
struct ProximalGradient<Lanes: LaneVector>: Optimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "proximal_gradient",
      summary: "A gradient step on the smooth part, then the proximal map of the penalty.",
      equation: ["v = x − η ∇f_smooth(x)", "x ← prox_ηp(v)"],
      hyperparameters: [.learningRate], statePerCoordinate: 0,
      boundary: "smooth part convex with curvatures up to L: 0 < ηL < 2",
      source: "P.-L. Lions, B. Mercier, 1979, doi:10.1137/0716071")
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
    objective.smoothGradient(at: x, into: gradient)
    for i in x.indices { x[i] = .fma(-learningRate, gradient[i], x[i]) }
    objective.applyProximalMap(learningRate, to: x)
  }
}
