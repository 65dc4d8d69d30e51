import SweepPlan

/// The extragradient method: a step to look, and the step itself with the gradient found there.
///
///     y = x − η F(x)
///     x ← x − η F(y)
///
/// F = ∇f, or (∂f/∂x, −∂f/∂y) of a game. Along an eigenvector of F with eigenvalue λ a step
/// multiplies by 1 − z + z², z = ηλ: on a quadratic stable exactly while 0 < ηλ < 1; on f = σxy, with
/// s = ησ, by √(1 − s² + s⁴), stable exactly while 0 < s < 1. `ExtragradientTests` holds the kernel
/// to these.
///
/// Cost: two gradients, no memory; two more vectors of the gradient's size to work with.
///
/// - Reference: G. M. Korpelevich, 1976, Ekonomika i Matematicheskie Metody 12:747.
struct Extragradient<Lanes: LaneVector>: Optimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "extragradient", summary: "A step to look ahead, then a step with what was seen there.",
      equation: ["y = x − η F(x)", "x ← x − η F(y)"],
      hyperparameters: [.learningRate], statePerCoordinate: 0, gradientsPerStep: 2,
      boundary: "quadratic: 0 < ηλ < 1; f = σxy: 0 < ησ < 1",
      source: "G. M. Korpelevich, 1976")
  }

  private let learningRate: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    learningRate = parameters.next()
  }

  static func storage(dimension: Int) -> (memory: Int, work: Int) { (0, 2) }

  func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let field = memory.work(0)
    let ahead = memory.work(1)
    objective.gradient(at: x, into: field)
    for i in x.indices { ahead[i] = .fma(-learningRate, field[i], x[i]) }
    objective.gradient(at: ahead, into: field)
    for i in x.indices { x[i] = .fma(-learningRate, field[i], x[i]) }
  }
}
