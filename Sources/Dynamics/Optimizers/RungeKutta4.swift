import SweepPlan

/// The classical Runge–Kutta method of order four on the gradient flow ẋ = −∇f(x), with step h = η.
///
///     k₁ = ∇f(x),              k₂ = ∇f(x − ½ h k₁)
///     k₃ = ∇f(x − ½ h k₂),     k₄ = ∇f(x − h k₃)
///     g* = (k₁ + 2k₂ + 2k₃ + k₄)/6
///     m ← β m + g*
///     x ← x − h m
///
/// With β = 0 it is the classical method, and on a quadratic of curvature λ the error is multiplied
/// by 1 − z + z²/2 − z³/6 + z⁴/24, z = ηλ: stable exactly while 0 < z < 2.785293563. On a field that
/// turns, z = iω, exactly while |ω| < 2√2. `RungeKutta4Tests` holds the kernel to these.
///
/// With the preconditioner the flow is ẋ = −A ∇f(x), so that every kᵢ is multiplied by A, which
/// stays the same for a step. It sums the gradients at the iterates, this one's included:
///
///     G ← G + ∇f(x)²,   A = 1/√(1 + G)   per coordinate
///
/// With the step size `dal`, which asks for a Hessian product at the iterate and not for A:
///
///     h = η / (1 + (η/2)(‖∇²f(x) ∇f(x)‖ / ‖∇f(x)‖)^p)
///
/// and h = η where ∇f(x) = 0.
///
/// Remembers m and G. A step costs four gradients.
///
/// - Reference: W. Kutta, 1901; preconditioner, step size, momentum: B. Dherin et al., 2025,
///   arXiv:2505.13397
struct RungeKutta4<Lanes: LaneVector>: Optimizer {
  static var description: OptimizerDescription {
    let power = Hyperparameter(
      name: "dal_power", symbol: "p", summary: "power of the curvature that shortens the step",
      defaultValue: 1)
    return OptimizerDescription(
      name: "runge_kutta_4",
      summary: "The classical Runge–Kutta method of order four on the gradient flow.",
      equation: [
        "k₁ = ∇f(x), k₂ = ∇f(x − ½ η k₁), k₃ = ∇f(x − ½ η k₂), k₄ = ∇f(x − η k₃)",
        "m ← β m + (k₁ + 2k₂ + 2k₃ + k₄)/6", "x ← x − η m",
      ],
      hyperparameters: [.learningRate, .momentum.with(default: 0)],
      choices: [
        Choice(
          "preconditioner", "what multiplies every gradient",
          [
            .init("none", "Nothing: the gradient flow."),
            .init(
              "adagrad",
              "A = 1/√(1 + G) per coordinate, G the sum of ∇f(x)² at the iterates: "
                + "one more number per coordinate."),
          ]),
        Choice(
          "step_size", "how long a step is",
          [
            .init("constant", "η."),
            .init(
              "dal",
              "η / (1 + (η/2)(‖∇²f ∇f‖/‖∇f‖)^p): shorter where the gradient changes fast; "
                + "one Hessian product more.",
              adds: [power]),
          ]),
      ],
      statePerCoordinate: 1, gradientsPerStep: 4,
      boundary: "β = 0, quadratic: 0 < ηλ < 2.785293563; rotation by ω: ηω < 2√2",
      source: "W. Kutta, 1901; the variants: B. Dherin et al., 2025, arXiv:2505.13397")
  }

  private enum Preconditioner: Int {
    case none, adagrad
  }
  private enum StepSize: Int {
    case constant, dal
  }

  private let preconditioner: Preconditioner
  private let stepSize: StepSize
  private let learningRate: Lanes
  private let momentum: Lanes
  private let power: Lanes

  init(_ parameters: inout Parameters<Lanes>) {
    preconditioner = parameters.nextOption()
    stepSize = parameters.nextOption()
    learningRate = parameters.next()
    momentum = parameters.next()
    power = stepSize == .dal ? parameters.next() : .zero
  }

  static func storage(dimension: Int) -> (memory: Int, work: Int) { (2 * dimension, 4) }

  func start(
    at x: Vector<Lanes>, velocity: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    memory.vector(0).fill(.zero)
    memory.vector(1).fill(.zero)
  }

  func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let mean = memory.vector(0)
    let squares = memory.vector(1)
    let gradient = memory.work(0)
    let sum = memory.work(1)
    let point = memory.work(2)
    let scale = memory.work(3)
    let one = Lanes(repeating: 1)
    let two = Lanes(repeating: 2)

    objective.gradient(at: x, into: gradient)
    var h = learningRate
    if stepSize == .dal { h = shortened(h, gradient, at: x, product: sum, on: objective) }
    if preconditioner == .adagrad {
      for i in x.indices {
        squares[i] = .fma(gradient[i], gradient[i], squares[i])
        scale[i] = one / (one + squares[i]).squareRoot()
      }
    } else {
      scale.fill(one)
    }

    for i in x.indices {
      gradient[i] = scale[i] * gradient[i]
      sum[i] = gradient[i]
    }
    let half = Lanes(repeating: 0.5) * h
    for stage in 2...4 {
      let length = stage == 4 ? h : half
      let weight = stage == 4 ? one : two
      for i in x.indices { point[i] = .fma(-length, gradient[i], x[i]) }
      objective.gradient(at: point, into: gradient)
      for i in x.indices {
        gradient[i] = scale[i] * gradient[i]
        sum[i] = .fma(weight, gradient[i], sum[i])
      }
    }
    for i in x.indices {
      mean[i] = .fma(momentum, mean[i], sum[i] / Lanes(repeating: 6))
      x[i] = .fma(-h, mean[i], x[i])
    }
  }

  /// η / (1 + (η/2) rᵖ), r = ‖∇²f(x) ∇f(x)‖ / ‖∇f(x)‖.
  private func shortened(
    _ learningRate: Lanes, _ gradient: Vector<Lanes>, at x: Vector<Lanes>,
    product: Vector<Lanes>, on objective: ErasedObjective<Lanes>
  ) -> Lanes {
    let one = Lanes(repeating: 1)
    objective.hessianProduct(at: x, along: gradient, into: product)
    let norm = gradient.euclideanNorm
    let r = product.euclideanNorm / norm
    let general = (power * r.naturalLogarithm()).exponential()
    let raised = Lanes.select(power == one, r, .select(power == .zero, one, general))
    let shortened = learningRate / .fma(Lanes(repeating: 0.5) * learningRate, raised, one)
    return .select(norm == .zero, learningRate, shortened)
  }
}
