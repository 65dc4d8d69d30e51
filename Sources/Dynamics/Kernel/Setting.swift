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
  /// `nil` if gradients are exact.
  let noise: NoiseRule?
  /// What is kept over seeds; `nil` for the trajectories themselves.
  let seeds: SeedRule?
  /// The steps that come before those over which a trajectory is averaged; `nil` if it is not.
  let quietSteps: Int?
  /// The most substeps of a flow's step; 1 of an optimizer.
  let substeps: Int
  let analyses: AnalysisSet
  /// What shadowing holds the orbit against; `nil` of rules without one.
  let matchedFlow: MatchedFlowKind?

  init(_ plan: Plan, _ objective: ObjectiveFunctions<Lanes>) {
    options = Options(count: plan.options.count) { plan.options[$0] }
    schedule = plan.schedule
    isClipped = plan.isClipped
    steps = plan.steps
    hyperparameterCount = plan.layout.hyperparameters.count
    self.objective = objective
    examples = ExampleTable(plan.examples)
    noise = NoiseRule(plan)
    seeds = plan.seeds
    quietSteps = plan.measure?.quietSteps(of: plan.steps)
    substeps = plan.largestSubsteps
    analyses = AnalysisSet(plan)
    matchedFlow = MatchedFlowKind(plan.optimizer, options: plan.options)
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
  /// Where random numbers come from; `nil` if gradients are exact.
  let noise: NoiseSource<Lanes>?
  private let stochastic: StochasticGradient<Lanes>?

  init(
    _ setup: Setup<Lanes>, _ block: Block<Lanes>, _ workspace: Workspace<Lanes>,
    _ noise: NoiseSource<Lanes>?
  ) {
    self.setup = setup
    self.block = block
    self.workspace = workspace
    self.noise = noise
    stochastic = noise.map {
      StochasticGradient($0, parameters: block.noise, hyperparameters: block.hyperparameters)
    }
    objective = ErasedObjective(
      setup.objective,
      Parameters(
        block.coefficients, dimension: block.layout.dimension, examples: setup.examples.examples),
      clipNorm: setup.isClipped ? block.clipNorm : nil, noise: stochastic)
  }

  // MARK: Noise

  /// By lane: the number of its cell in the grid; `nil` if noise does not differ by it.
  var cellNumbers: UnsafeMutablePointer<UInt64>? {
    setup.noise?.isIndependent == true ? stochastic?.cells : nil
  }

  /// Copies a lane's cell number.
  func copyNumber(ofLane from: Int, of other: Setting, to lane: Int) {
    guard let own = cellNumbers, let numbers = other.cellNumbers else { return }
    own[lane] = numbers[from]
  }

  /// Step k = 1, 2, … begins, or with k = 0 the start.
  ///
  /// - Parameter scheduled: `hyperparameters(atStep:)`.
  @inline(__always)
  func beginStep(_ k: Int, _ scheduled: UnsafeMutablePointer<Lanes>? = nil) {
    stochastic?.beginStep(k, scheduled ?? block.hyperparameters)
  }

  // MARK: Steps

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
    objective.exactGradient(at: block.x, into: workspace.gradient)
    return workspace.gradient.largestMagnitude
  }
}
