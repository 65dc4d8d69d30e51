import SweepPlan

/// The optimistic gradient method: the gradient of this step twice, less the one of the step before.
///
///     x ← x − η (2F(x) − F₋)
///     F₋ ← F(x),   taken at the old x
///
/// F = ∇f, or (∂f/∂x, −∂f/∂y) of a game. F₋ starts as F(x₀), so that the first step is x − ηF, or
/// with `first_step: zero` as 0, so that it is x − 2ηF. F₋ is kept without η: under a schedule this
/// step's η multiplies both, as in optax.
///
/// On a quadratic the iterates are stable exactly while 0 < ηλ < ⅔; on f = σxy, where the largest
/// root of z² − (1 − 2iησ) z − iησ decides, exactly while 0 < ησ < 1/√3. `OptimisticGradientTests`
/// holds the kernel to these.
///
/// Cost: one gradient, one number per coordinate.
///
/// - Reference: L. D. Popov, 1980, doi:10.1007/BF01141092; C. Daskalakis et al., 2018,
///   arXiv:1711.00141.
struct OptimisticGradient<Lanes: LaneVector>: Optimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "optimistic_gradient",
      summary: "Twice this step's gradient less the gradient of the step before.",
      equation: ["x ← x − η (2F(x) − F₋)", "F₋ ← F(x)"],
      hyperparameters: [.learningRate],
      choices: [
        Choice(
          "first_step", "what F₋ is in the first step",
          [
            .init("repeated", "F₋ = F(x₀), a plain first step, as in optax since its issue 1082."),
            .init("zero", "F₋ = 0, a doubled first step, as in optax before that."),
          ])
      ],
      statePerCoordinate: 1, boundary: "quadratic: 0 < ηλ < ⅔; f = σxy: 0 < ησ < 1/√3",
      source: "L. D. Popov, 1980, doi:10.1007/BF01141092; C. Daskalakis et al., arXiv:1711.00141")
  }

  private enum FirstStep: Int {
    case repeated, zero
  }

  private let firstStep: FirstStep
  private let learningRate: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    firstStep = parameters.nextOption()
    learningRate = parameters.next()
  }

  static func storage(dimension: Int) -> (memory: Int, work: Int) { (dimension, 1) }

  func start(
    at x: Vector<Lanes>, velocity: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    switch firstStep {
    case .repeated: objective.gradient(at: x, into: memory.vector(0))
    case .zero: memory.vector(0).fill(.zero)
    }
  }

  func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let field = memory.work(0)
    let before = memory.vector(0)
    let two = Lanes(repeating: 2)
    objective.gradient(at: x, into: field)
    for i in x.indices {
      x[i] = .fma(-learningRate, .fma(two, field[i], -before[i]), x[i])
    }
    before.copy(field)
  }
}
