import SweepPlan

/// Gradient descent–ascent on a game: each player descends along its own coordinates.
///
///     simultaneous     z ← z − η F(z),   z = (x, y)
///     alternating      x ← x − η F_x(x, y),   then y ← y − η F_y(x, y) with the new x
///
/// F = (∂f/∂x, −∂f/∂y) on min–max objectives, which have the sign of the ascent in them; on others F
/// is the gradient, and `simultaneous` is gradient descent, bit for bit. x is the first half of the
/// coordinates, the larger one if their number is odd.
///
/// On f = σxy, with s = ησ: `simultaneous` grows by √(1 + s²) a step; `alternating` has the
/// determinant 1 and the trace 2 − s², bounded exactly while s < 2. On ½μx² + σxy − ½μy²
/// `simultaneous` is stable exactly while 0 < η < 2μ/(μ² + σ²). `GradientDescentAscentTests` holds
/// the kernel to these.
///
/// Cost: one gradient, no memory; `alternating` computes F twice and uses half of each.
///
/// - Reference: K. J. Arrow, L. Hurwicz, H. Uzawa, 1958; the boundaries: G. Zhang, Y. Yu, 2020,
///   arXiv:1908.05699.
struct GradientDescentAscent<Lanes: LaneVector>: Optimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "gradient_descent_ascent",
      summary: "Two players of a game, each descending along its own coordinates.",
      equation: ["x ← x − η ∂f/∂x", "y ← y + η ∂f/∂y"],
      hyperparameters: [.learningRate],
      choices: [
        Choice(
          "order", "which x the second player sees",
          [
            .init("simultaneous", "Both gradients are taken at the same point."),
            .init(
              "alternating", "The second half of the coordinates sees the first half moved.",
              moreGradients: 1),
          ])
      ],
      statePerCoordinate: 0,
      boundary: "f = σxy: simultaneous never, alternating bounded for 0 < ησ < 2",
      source: "K. J. Arrow, L. Hurwicz, H. Uzawa, 1958; G. Zhang, Y. Yu, 2020, arXiv:1908.05699")
  }

  private enum Order: Int {
    case simultaneous, alternating
  }

  private let order: Order
  private let learningRate: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    order = parameters.nextOption()
    learningRate = parameters.next()
  }

  static func storage(dimension: Int) -> (memory: Int, work: Int) { (0, 1) }

  func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let field = memory.work(0)
    let half = (x.count + 1) / 2
    objective.gradient(at: x, into: field)
    for i in 0..<half { x[i] = .fma(-learningRate, field[i], x[i]) }
    if order == .alternating { objective.gradient(at: x, into: field) }
    for i in half..<x.count { x[i] = .fma(-learningRate, field[i], x[i]) }
  }
}
