import SweepPlan

/// What a plan asks, compiled for blocks of `Lanes`: functions on memory, and how much of it.
///
/// The optimizer and the objective are each compiled once and meet here, through closures called
/// once per gradient; the pairs of `FusedSteps` were compiled together.
///
/// A class, so that it is handed on without a copy.
final class Program<Lanes: LaneVector>: Sendable {
  let layout: BlockLayout
  let setup: Setup<Lanes>
  private let workVectors: Int
  private let start: @Sendable (Setting<Lanes>) -> Void
  private let advance: Advance<Lanes>
  let kineticEnergy: @Sendable (Setting<Lanes>) -> Lanes?
  let storedEnergy: @Sendable (Setting<Lanes>) -> (energy: Lanes, inertia: Lanes)?

  convenience init(
    _ plan: Plan, dimension: Int, _ optimizer: OptimizerFunctions<Lanes>,
    _ objective: ObjectiveFunctions<Lanes>
  ) {
    self.init(
      plan, dimension: dimension, storage: optimizer.storage(dimension), objective,
      start: optimizer.start, advance: optimizer.advance, kineticEnergy: optimizer.kineticEnergy,
      storedEnergy: optimizer.storedEnergy)
  }

  convenience init(_ plan: Plan, _ fused: FusedSteps<Lanes>) {
    self.init(
      plan, dimension: fused.dimension, storage: fused.storage, fused.objective,
      start: fused.start, advance: fused.advance, kineticEnergy: { _ in nil },
      storedEnergy: { _ in nil })
  }

  private init(
    _ plan: Plan, dimension: Int, storage: (memory: Int, work: Int),
    _ objective: ObjectiveFunctions<Lanes>,
    start: @escaping @Sendable (Setting<Lanes>) -> Void,
    advance: @escaping Advance<Lanes>,
    kineticEnergy: @escaping @Sendable (Setting<Lanes>) -> Lanes?,
    storedEnergy: @escaping @Sendable (Setting<Lanes>) -> (energy: Lanes, inertia: Lanes)?
  ) {
    let parameters = plan.layout
    let coefficients =
      plan.sources(kernelDimension: dimension, isPlain: objective.isPlain).count
      - parameters.coefficients.lowerBound
      - dimension
      * (1 + (parameters.initialVelocity.isEmpty ? 0 : 1) + (parameters.reference.isEmpty ? 0 : 1))
    layout = BlockLayout(
      dimension: dimension, parameters: parameters, coefficients: coefficients,
      memory: storage.memory, measures: plan.measure != nil,
      analysis: AnalysisSet(plan).isEmpty
        ? 0 : AnalysisMemory<Lanes>.count(dimension: dimension, memory: storage.memory))
    setup = Setup(plan, objective)
    workVectors = storage.work
    self.start = start
    self.advance = advance
    self.kineticEnergy = kineticEnergy
    self.storedEnergy = storedEnergy
  }

  /// Steps of a block after which to ask whether the task was cancelled: about a millisecond; where
  /// one may take that long, each.
  var stepsPerPoll: Int {
    layout.dimension > 8 || setup.examples.examples.count > 64
      ? 1 : max(1, (1 << 15) / setup.substeps)
  }

  /// A block with nothing in it. Its memory is the caller's to release.
  ///
  /// - Parameter noise: `makeNoise`'s.
  func makeSetting(
    _ workspace: Workspace<Lanes>, _ noise: NoiseSource<Lanes>?
  ) -> Setting<Lanes> {
    Setting(setup, Block(layout), workspace, noise)
  }

  /// `nil` if gradients are exact.
  func makeNoise() -> NoiseSource<Lanes>? {
    setup.noise.map { NoiseSource($0, steps: setup.steps, examples: setup.examples.examples) }
  }

  func makeWorkspace() -> Workspace<Lanes> {
    Workspace(
      dimension: layout.dimension, rule: workVectors, hyperparameters: setup.hyperparameterCount,
      analysis: Workspace<Lanes>.analysisCount(setup.analyses, dimension: layout.dimension))
  }

  /// Loads cells into `setting`'s block and puts them at their start.
  func start(_ setting: Setting<Lanes>, _ cells: inout Cells<Lanes>) {
    setting.block.load(&cells)
    start(setting)
    setting.block.peak = .zero
    setting.beginMeasurement()
    if !setup.analyses.isEmpty { Analysis(program: self, setting: setting).begin() }
    let gradient = setting.gradientMagnitude()
    setting.block.laterGradient = gradient
    setting.block.earlierGradient = gradient
  }

  /// Runs `steps` ≥ 1 steps from `step` on, without checks.
  ///
  /// - Parameter poll: Asked in between; once it has ended the rest is left out.
  func advance(_ setting: Setting<Lanes>, from step: Int, _ steps: Int, _ poll: inout Poll) {
    _ = advance(setting, from: step, to: step + steps, every: step + steps, &poll)
  }

  /// Runs from `step` on to the next check that the caller is to make: at `last`, or before at a
  /// multiple of `every` where a lane is decided.
  ///
  /// - Parameter poll: Asked in between; once it has ended the rest is left out.
  /// - Returns: the step that was reached.
  func advance(
    _ setting: Setting<Lanes>, from step: Int, to last: Int, every: Int, _ poll: inout Poll
  ) -> Int {
    var step = step
    repeat {
      let count = min(last - step, stepsPerPoll, setting.noise?.fill(from: step + 1) ?? .max)
      let reached = advance(setting, step + 1, step + count, every)
      let hasEnded = poll.hasEnded(after: reached - step)
      step = reached
      if hasEnded { break }
    } while step < last && step % every != 0
    return step
  }
}
