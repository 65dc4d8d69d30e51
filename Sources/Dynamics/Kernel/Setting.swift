import SweepPlan

/// What a sweep asks of every block of cells, beside the rule.
final class Setup<Lanes: LaneVector>: Sendable {
  let options: Options
  let schedule: Schedule?
  let isClipped: Bool
  /// The sweep's steps, over which a schedule runs.
  let steps: Int
  let hyperparameterCount: Int
  let objective: ObjectiveFunctions<Lanes>
  let examples: ExampleTable<Lanes.Scalar>

  init(_ plan: Plan, _ objective: ObjectiveFunctions<Lanes>) {
    options = Options(count: plan.options.count) { plan.options[$0] }
    schedule = plan.schedule
    isClipped = plan.isClipped
    steps = plan.steps
    hyperparameterCount = plan.layout.hyperparameters.count
    self.objective = objective
    examples = ExampleTable(plan.examples)
  }
}

/// A block of cells together with all that its steps need.
///
/// A class, so that it is handed on without a copy.
final class Setting<Lanes: LaneVector> {
  let setup: Setup<Lanes>
  let block: Block<Lanes>
  let workspace: Workspace<Lanes>
  let objective: ErasedObjective<Lanes>

  init(_ setup: Setup<Lanes>, _ block: Block<Lanes>, _ workspace: Workspace<Lanes>) {
    self.setup = setup
    self.block = block
    self.workspace = workspace
    objective = ErasedObjective(
      setup.objective,
      Parameters(
        block.coefficients, dimension: block.layout.dimension, examples: setup.examples.examples),
      clipNorm: setup.isClipped ? block.clipNorm : nil)
  }

  @inline(__always) var memory: RuleMemory<Lanes> {
    RuleMemory(block.memory, work: workspace.rule, dimension: block.layout.dimension)
  }

  @inline(__always)
  func parameters(_ hyperparameters: UnsafeMutablePointer<Lanes>) -> Parameters<Lanes> {
    Parameters(hyperparameters, dimension: block.layout.dimension, options: setup.options)
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

  /// Checks the iterate; answers with the largest |xᵢ| and how far the last step has moved one.
  @inline(__always) func check() -> (magnitude: Lanes, displacement: Lanes) {
    let magnitude = block.x.largestMagnitude
    block.peak = .largerMagnitude(block.peak, magnitude)
    return (magnitude, block.x.distance(to: workspace.previous))
  }

  /// The same; `true` if nothing is to be decided.
  @inline(never) func passesCheck() -> Bool {
    let (magnitude, displacement) = check()
    return workspace.watch.pointee.isQuiet(
      magnitude, displacement, gradient: gradientMagnitude())
  }

  /// The largest |∂ᵢf| at the iterate.
  func gradientMagnitude() -> Lanes {
    objective.unclippedGradient(at: block.x, into: workspace.gradient)
    return workspace.gradient.largestMagnitude
  }
}
