import SweepPlan

/// What a sweep asks of every block of cells, beside the rule and the objective.
struct Setup<Lanes: LaneVector>: Sendable {
  let options: Options
  let schedule: Schedule?
  let isClipped: Bool
  /// The sweep's steps, over which a schedule runs.
  let steps: Int
  let hyperparameterCount: Int
  let objective: ObjectiveFunctions<Lanes>
  let examples: ExampleTable<Lanes.Scalar>
}

/// A block of cells together with all that its steps need.
struct Setting<Lanes: LaneVector> {
  let setup: Setup<Lanes>
  let block: Block<Lanes>
  let workspace: Workspace<Lanes>

  @inline(__always) var memory: RuleMemory<Lanes> {
    RuleMemory(block.memory, work: workspace.rule, dimension: block.layout.dimension)
  }

  @inline(__always)
  func parameters(_ hyperparameters: UnsafeMutablePointer<Lanes>) -> Parameters<Lanes> {
    Parameters(hyperparameters, dimension: block.layout.dimension, options: setup.options)
  }

  @inline(__always) var objective: ErasedObjective<Lanes> {
    ErasedObjective(
      setup.objective,
      Parameters(
        block.coefficients, dimension: block.layout.dimension, examples: setup.examples.examples),
      clipNorm: setup.isClipped ? block.clipNorm.pointee : nil)
  }

  /// The hyperparameters of step k = 1, 2, …, the first of them as the schedule has it; `nil` if
  /// there is no schedule.
  @inline(__always) func hyperparameters(atStep k: Int) -> UnsafeMutablePointer<Lanes>? {
    guard let schedule = setup.schedule else { return nil }
    let scheduled = workspace.hyperparameters
    for i in 1..<setup.hyperparameterCount { scheduled[i] = block.hyperparameters[i] }
    let share = schedule.share(ofStep: k, of: setup.steps, block.schedule)
    scheduled[0] = block.hyperparameters[0] * share
    return scheduled
  }

  /// The largest |∂ᵢf| at the iterate.
  func gradientMagnitude() -> Lanes {
    objective.unclippedGradient(at: block.x, into: workspace.gradient)
    return workspace.gradient.largestMagnitude
  }
}
