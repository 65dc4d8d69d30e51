/// The optimizer and the objective of a plan, compiled: what runs its cells.
public struct Kernel: Sendable {
  public let precision: Precision
  /// Cells advanced together.
  public let lanes: Int
  /// Coordinates it computes: the plan's, or more, the others staying at zero.
  public let dimension: Int
  /// Whether it leaves the objective's extras out.
  public let isPlain: Bool
  /// Whether optimizer and objective were compiled together.
  public let isFused: Bool

  /// Runs a task, with subnormals flushed by the caller. Answers with the steps of all its
  /// trajectories together; `nil` if it was cancelled.
  public let run: @Sendable (KernelTask) -> Int?

  /// Reports one cell's trajectory.
  public let trace: @Sendable (TraceTask) -> Void

  public init(
    precision: Precision, lanes: Int, dimension: Int, isPlain: Bool, isFused: Bool,
    run: @escaping @Sendable (KernelTask) -> Int?, trace: @escaping @Sendable (TraceTask) -> Void
  ) {
    self.precision = precision
    self.lanes = lanes
    self.dimension = dimension
    self.isPlain = isPlain
    self.isFused = isFused
    self.run = run
    self.trace = trace
  }
}

/// What a kernel is asked for one cell, step by step.
public struct TraceTask {
  /// Where a trajectory stands.
  public struct Point: Sendable {
    public let step: Int
    /// The iterate's coordinates.
    public let x: [Double]
    public let objective: Double
    /// The gradient's largest magnitude.
    public let gradient: Double
    /// Kinetic energy plus objective, for rules with a velocity.
    public let energy: Double?
    /// What the plan's analyses have come to so far, in the order of `Plan.traceColumns`.
    public let analyses: [Double]

    public init(
      step: Int, x: [Double], objective: Double, gradient: Double, energy: Double? = nil,
      analyses: [Double] = []
    ) {
      self.step = step
      self.x = x
      self.objective = objective
      self.gradient = gradient
      self.energy = energy
      self.analyses = analyses
    }
  }

  /// As in `KernelTask`, one value each.
  public let parameters: UnsafeBufferPointer<KernelTask.Column>
  public let steps: Int
  /// Of the noise.
  public let seed: Int
  /// The cell's number in the grid, by which independent noise differs.
  public let cell: Int
  /// Called for step 0 (the start) to `steps`; `false` ends the trace.
  public let visit: (Point) -> Bool

  public init(
    parameters: UnsafeBufferPointer<KernelTask.Column>, steps: Int, seed: Int = 0,
    cell: Int = 0, visit: @escaping (Point) -> Bool
  ) {
    self.parameters = parameters
    self.steps = steps
    self.seed = seed
    self.cell = cell
    self.visit = visit
  }
}
