import SweepPlan

/// An update rule with its hyperparameters, advancing every lane by one step.
///
/// To add one, write a file like `HeavyBall.swift`: a struct whose hyperparameters are lanes and
/// whose options are enums, read in `init` in the order of the description, what it remembers, and
/// the rule. Most rules look at one coordinate at a time: conform to `CoordinatewiseOptimizer` and
/// write `update`. Others, as `RungeKutta4.swift`, write `step` on whole vectors. Then one line in
/// `Catalog.swift` and one test file: sweeps, axes, maps, traces and the tests that walk the catalog
/// follow from these.
protocol Optimizer<Lanes>: SendableMetatype {
  associatedtype Lanes: LaneVector

  static var description: OptimizerDescription { get }

  /// Takes its hyperparameters and options from `parameters`, in order.
  init(_ parameters: inout Parameters<Lanes>)

  /// How many vectors of lanes it remembers, and how many vectors of ℝᵈ it works with in a step, for
  /// d = `dimension`.
  static func storage(dimension: Int) -> (memory: Int, work: Int)

  /// Sets the memory as it is before the first step.
  func start(
    at x: Vector<Lanes>, velocity: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>)

  /// Step k = 1, 2, …: changes the iterate `x` and the memory, and nothing else.
  func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>)

  /// The energy of motion, for rules with a velocity.
  func kineticEnergy(_ memory: RuleMemory<Lanes>) -> Lanes?

  /// What the rule keeps beside f: `OptimizerDescription.storedEnergy`, for rules that have one.
  func storedEnergy(at x: Vector<Lanes>, _ memory: RuleMemory<Lanes>) -> Lanes?

  /// w, if that is ½ w ‖Δ‖² for the displacement Δ of a step: what rounding of x makes of it.
  var inertia: Lanes { get }
}

extension Optimizer {
  /// For rules that remember nothing.
  func start(
    at x: Vector<Lanes>, velocity: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {}

  func kineticEnergy(_ memory: RuleMemory<Lanes>) -> Lanes? { nil }

  func storedEnergy(at x: Vector<Lanes>, _ memory: RuleMemory<Lanes>) -> Lanes? {
    kineticEnergy(memory)
  }

  var inertia: Lanes { .zero }
}

/// What a rule remembers from step to step, and vectors to work with in one.
///
/// Unsafe: the memory belongs to a `Block` and a `Workspace`, which outlive this value.
struct RuleMemory<Lanes: LaneVector> {
  /// What is remembered begins here.
  let base: UnsafeMutablePointer<Lanes>
  private let workspace: UnsafeMutablePointer<Lanes>
  private let dimension: Int

  @inline(__always)
  init(_ base: UnsafeMutablePointer<Lanes>, work: UnsafeMutablePointer<Lanes>, dimension: Int) {
    self.base = base
    workspace = work
    self.dimension = dimension
  }

  /// The vector of ℝᵈ number `index` of those remembered, for rules whose memory consists of such.
  @inline(__always) func vector(_ index: Int) -> Vector<Lanes> {
    Vector(base + index * dimension, count: dimension)
  }

  /// The vector of ℝᵈ number `index` of those to work with; holds anything when a step begins.
  @inline(__always) func work(_ index: Int) -> Vector<Lanes> {
    Vector(workspace + index * dimension, count: dimension)
  }
}

/// The state of a rule that remembers nothing.
struct Memoryless {}
