import SweepPlan

/// Newton's method: to the stationary point of the quadratic that f resembles here.
///
///     x ← x − η ∇²f(x)⁻¹ ∇f(x)
///
/// On any quadratic with an invertible Hessian the error is multiplied by 1 − η: one step at η = 1,
/// stable exactly while 0 < η < 2, to a saddle or a maximum as readily as to a minimum. `NewtonTests`
/// holds the kernel to that.
///
/// Where the Hessian is singular the iterate leaves the finite numbers. In a game or a field the
/// Hessian is the field's Jacobian. Clipping shortens ∇f, not the step. Remembers nothing; a step
/// costs a gradient, d Hessian products and ⅔ d³ operations.
///
/// - Reference: J. Nocedal and S. J. Wright, Numerical Optimization, 2006, §3.3
struct Newton<Lanes: LaneVector>: Optimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "newton", summary: "Newton's method with the exact Hessian, damped by η.",
      equation: ["x ← x − η ∇²f(x)⁻¹ ∇f(x)"],
      hyperparameters: [.learningRate.with(default: 1)], statePerCoordinate: 0,
      boundary: "quadratic: 0 < η < 2, whatever λ ≠ 0",
      source: "J. Nocedal and S. J. Wright, Numerical Optimization, 2006, §3.3")
  }

  private let learningRate: Lanes

  init(_ parameters: inout Parameters<Lanes>) {
    learningRate = parameters.next()
  }

  static func storage(dimension: Int) -> (memory: Int, work: Int) { (0, 2 + dimension) }

  func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let direction = memory.work(0)
    let matrix = SquareMatrix(memory.work(2).base, count: x.count)
    objective.gradient(at: x, into: direction)
    objective.jacobian(at: x, into: matrix, memory.work(1))
    matrix.solve(direction)
    for i in x.indices { x[i] = .fma(-learningRate, direction[i], x[i]) }
  }
}
