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
/// others go on. Where `iterationLimit` δs do not get there, because Newton's method runs in circles
/// where the Hessian changes fast, it begins again from x with t δ in the place of δ, t the first of
/// 1, ½, ¼, … that makes the equation's residual smaller, which finds the solution if f is convex.
/// Where that does not get there either, the iterate is the last y, and solves the equation only
/// roughly or not at all: where f is not convex it may have no solution.
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
      equation: [
        "y = x − η ∇f(y), by Newton's method of 32 steps, and 32 damped ones if need be", "x ← y",
      ],
      hyperparameters: [.learningRate], statePerCoordinate: 0, gradientsPerStep: 2,
      isImplicit: true,
      boundary: "quadratic: ηλ > 0 or ηλ < −2",
      source: "R. T. Rockafellar, 1976, doi:10.1137/0314056")
  }

  /// At most so many δs.
  private static var iterationLimit: Int { 32 }

  /// At most so many shares t of a δ: the last is 1/32768.
  private static var halvingLimit: Int { 16 }

  /// ε^¾
  private static var tolerance: Lanes {
    let root = Lanes.Scalar.ulpOfOne.squareRoot()
    return Lanes(repeating: root * root.squareRoot())
  }

  private let learningRate: Lanes

  init(_ parameters: inout Parameters<Lanes>) {
    learningRate = parameters.next()
  }

  static func storage(dimension: Int) -> (memory: Int, work: Int) { (0, 6 + dimension) }

  func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let y = memory.work(0)
    y.copy(x)
    var unsolved = solve(
      for: y, from: x, where: Lanes.Mask(repeating: true), isDamped: false, memory, on: objective)
    unsolved = unsolved & (x.largestMagnitude < Lanes(repeating: .infinity))
    if unsolved.isAnySet {
      for i in x.indices { y[i] = .select(unsolved, x[i], y[i]) }
      _ = solve(for: y, from: x, where: unsolved, isDamped: true, memory, on: objective)
    }
    x.copy(y)
  }

  /// Newton's method from y in the lanes of `mask`; answers with those in which it did not end.
  private func solve(
    for y: Vector<Lanes>, from x: Vector<Lanes>, where mask: Lanes.Mask, isDamped: Bool,
    _ memory: RuleMemory<Lanes>, on objective: ErasedObjective<Lanes>
  ) -> Lanes.Mask {
    let change = memory.work(1)
    let magnitude = x.largestMagnitude
    let infinity = Lanes(repeating: .infinity)
    var size = findResidual(memory.work(3), at: y, from: x, on: objective)
    var unsolved = mask
    var going = mask
    for _ in 0..<Self.iterationLimit {
      findChange(change, at: y, memory, on: objective)
      let length = change.largestMagnitude
      let scale = Lanes.largerMagnitude(magnitude, y.largestMagnitude)
      let isSmall = length <= Self.tolerance * scale
      let isFinite = length < infinity
      let isWhole = isDamped ? isSmall | ~isFinite : Lanes.Mask(repeating: true)
      let moved = move(y, &size, from: x, where: going, isWhole, memory, on: objective)
      unsolved = unsolved & ~(going & isSmall)
      going = going & moved & ~isSmall & isFinite
      if !going.isAnySet { break }
    }
    return unsolved
  }

  /// y ← y + t δ with the first of t = 1, ½, ¼, … that makes the residual smaller; t = 1 in the lanes
  /// of `isWhole`.
  ///
  /// - Returns: the lanes that moved; in others no t helped.
  private func move(
    _ y: Vector<Lanes>, _ size: inout Lanes, from x: Vector<Lanes>, where mask: Lanes.Mask,
    _ isWhole: Lanes.Mask, _ memory: RuleMemory<Lanes>, on objective: ErasedObjective<Lanes>
  ) -> Lanes.Mask {
    let change = memory.work(1)
    let residual = memory.work(3)
    let point = memory.work(4)
    let pointResidual = memory.work(5)
    var share = Lanes(repeating: 1)
    var waiting = mask
    for _ in 0..<Self.halvingLimit {
      for i in x.indices { point[i] = .fma(share, change[i], y[i]) }
      let pointSize = findResidual(pointResidual, at: point, from: x, on: objective)
      let moves = waiting & (isWhole | (pointSize < size))
      for i in x.indices {
        y[i] = .select(moves, point[i], y[i])
        residual[i] = .select(moves, pointResidual[i], residual[i])
      }
      size = .select(moves, pointSize, size)
      waiting = waiting & ~moves
      if !waiting.isAnySet { break }
      share = Lanes(repeating: 0.5) * share
    }
    return mask & ~waiting
  }

  /// r = y − x + η ∇f(y); answers with its largest magnitude.
  private func findResidual(
    _ residual: Vector<Lanes>, at y: Vector<Lanes>, from x: Vector<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) -> Lanes {
    objective.gradient(at: y, into: residual)
    for i in x.indices { residual[i] = .fma(learningRate, residual[i], y[i] - x[i]) }
    return residual.largestMagnitude
  }

  /// δ of Newton's method at y, where the residual is known.
  private func findChange(
    _ change: Vector<Lanes>, at y: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let residual = memory.work(3)
    let matrix = SquareMatrix(memory.work(6).base, count: y.count)
    objective.clippedJacobian(at: y, into: matrix, memory.work(2))
    for j in y.indices {
      let column = matrix.column(j)
      for i in y.indices { column[i] = learningRate * column[i] }
      column[j] = column[j] + Lanes(repeating: 1)
      change[j] = -residual[j]
    }
    matrix.solve(change)
  }
}
