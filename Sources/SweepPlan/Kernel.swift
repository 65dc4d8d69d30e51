/// One optimizer on one objective of one dimension in one precision, compiled.
public struct Kernel: Sendable {
  public let optimizer: OptimizerDescription
  public let objective: ObjectiveDescription
  public let dimension: Int
  public let precision: Precision
  /// Cells advanced together.
  public let lanes: Int

  /// Runs a task, with subnormals flushed by the caller. `false` if it was cancelled.
  public let run: @Sendable (KernelTask) -> Bool

  /// Reports one cell's trajectory; kernels of one lane only.
  public let trace: (@Sendable (TraceTask) -> Void)?

  public init(
    optimizer: OptimizerDescription, objective: ObjectiveDescription, dimension: Int,
    precision: Precision, lanes: Int,
    run: @escaping @Sendable (KernelTask) -> Bool, trace: (@Sendable (TraceTask) -> Void)?
  ) {
    self.optimizer = optimizer
    self.objective = objective
    self.dimension = dimension
    self.precision = precision
    self.lanes = lanes
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

    public init(step: Int, x: [Double], objective: Double, gradient: Double) {
      self.step = step
      self.x = x
      self.objective = objective
      self.gradient = gradient
    }
  }

  /// As in `KernelTask`, one value each.
  public let parameters: UnsafeBufferPointer<KernelTask.Column>
  public let steps: Int
  /// Called for step 0 (the start) to `steps`; `false` ends the trace.
  public let visit: (Point) -> Bool

  public init(
    parameters: UnsafeBufferPointer<KernelTask.Column>, steps: Int,
    visit: @escaping (Point) -> Bool
  ) {
    self.parameters = parameters
    self.steps = steps
    self.visit = visit
  }
}
