import SweepPlan

/// Implicit gradient descent: backward Euler on the gradient flow ẋ = −∇f(x), with step η. The
/// gradient is taken where the step ends; a step is also a proximal point of f.
///
///     y = x − η ∇f(y)
///     x ← y
///
/// On a quadratic of curvature λ the error is divided by 1 + ηλ: it shrinks for every η > 0 if
/// λ > 0, and, spuriously, towards a maximum where ηλ < −2. `ImplicitGradientDescentTests` holds the
/// kernel to that.
///
/// The stage equation is solved by Newton's method from y = x:
///
///     (1 + η ∇²f(y)) δ = x − y − η ∇f(y)
///     y ← y + δ
///
/// until max |δᵢ| ≤ ε^¾ max(|xᵢ|, |yᵢ|), with ε the precision's unit: 1.8e-12 in `float64`, 6.4e-6 in
/// `float32`. The error that such a δ leaves is about its square. A lane that is done rests while
/// others go on. After `iterationLimit` δs the iterate is what y is then; it solves the equation only
/// roughly, or not at all, and so do the steps of a trajectory that Newton's method throws about.
/// Where the equation has several solutions, Newton's method chooses.
///
/// Remembers nothing. Each δ costs a gradient, d Hessian products and ⅔ d³ operations: two δs a step
/// on a quadratic, a few more elsewhere.
///
/// - Reference: E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, 1996, §IV.8;
///   R. T. Rockafellar, 1976, doi:10.1137/0314056
struct ImplicitGradientDescent<Lanes: LaneVector>: Optimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "implicit_gradient_descent",
      summary: "Backward Euler, or proximal point: the gradient is taken where the step ends.",
      equation: ["y = x − η ∇f(y)", "x ← y"],
      hyperparameters: [.learningRate], statePerCoordinate: 0, gradientsPerStep: 2,
      boundary: "quadratic: ηλ > 0 or ηλ < −2",
      source: "R. T. Rockafellar, 1976, doi:10.1137/0314056")
  }

  /// At most so many δs.
  private static var iterationLimit: Int { 32 }

  /// ε^¾
  private static var tolerance: Lanes {
    let root = Lanes.Scalar.ulpOfOne.squareRoot()
    return Lanes(repeating: root * root.squareRoot())
  }

  private let learningRate: Lanes

  init(_ parameters: inout Parameters<Lanes>) {
    learningRate = parameters.next()
  }

  static func storage(dimension: Int) -> (memory: Int, work: Int) { (0, 3 + dimension) }

  func start(
    at x: Vector<Lanes>, velocity: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {}

  func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let y = memory.work(0)
    let change = memory.work(1)
    let magnitude = x.largestMagnitude
    let infinity = Lanes(repeating: .infinity)
    y.copy(x)
    var unsolved = Lanes.Mask(repeating: true)
    for _ in 0..<Self.iterationLimit {
      findChange(change, at: y, from: x, memory, on: objective)
      for i in x.indices { y[i] = .select(unsolved, y[i] + change[i], y[i]) }
      let size = change.largestMagnitude
      let scale = Lanes.largerMagnitude(magnitude, y.largestMagnitude)
      unsolved = unsolved & (Self.tolerance * scale < size) & (size < infinity)
      if !unsolved.isAnySet { break }
    }
    x.copy(y)
  }

  /// δ of Newton's method at y.
  private func findChange(
    _ change: Vector<Lanes>, at y: Vector<Lanes>, from x: Vector<Lanes>,
    _ memory: RuleMemory<Lanes>, on objective: ErasedObjective<Lanes>
  ) {
    let matrix = SquareMatrix(memory.work(3).base, count: x.count)
    objective.gradient(at: y, into: change)
    objective.clippedJacobian(at: y, into: matrix, memory.work(2))
    for j in x.indices {
      let column = matrix.column(j)
      for i in x.indices { column[i] = learningRate * column[i] }
      column[j] = column[j] + Lanes(repeating: 1)
      change[j] = .fma(-learningRate, change[j], x[j] - y[j])
    }
    matrix.solve(change)
  }
}
