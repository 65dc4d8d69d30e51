import SweepPlan

/// An update rule with its hyperparameters, advancing every lane by one step.
///
/// To add one, write a file like `HeavyBall.swift`: a struct whose stored hyperparameters are
/// lanes, read in `init` in the order of `description.hyperparameters`, the state it keeps per
/// coordinate, and the rule. Most rules look at one coordinate at a time: conform to
/// `CoordinatewiseOptimizer` and write `update`. Others write `step`. Then one line in
/// `Catalog.swift` and one test file: sweeps, axes, maps, traces and the tests that walk the
/// catalog follow from these.
protocol Optimizer<Lanes>: Sendable {
  associatedtype Lanes: LaneVector
  /// What the rule remembers of one coordinate between steps: lanes only, `Void`-like if nothing.
  associatedtype State: Sendable

  static var description: OptimizerDescription { get }

  /// Takes its hyperparameters from `cells`, in order.
  init(_ cells: inout Cells<Lanes>)

  /// The memory before the first step.
  var initialState: State { get }

  /// One step: changes the iterate `x` and `state`, and nothing else.
  func step<let dimension: Int, F: Objective<Lanes>>(
    _ x: inout Point<dimension, Lanes>, _ state: inout InlineArray<dimension, State>,
    on objective: F
  ) where F.Coordinates == Point<dimension, Lanes>
}

/// A rule that treats every coordinate alike and by itself, given one gradient.
protocol CoordinatewiseOptimizer<Lanes>: Optimizer {
  /// Where the gradient is taken: at the iterate unless the rule looks ahead.
  func gradientPoint(_ x: Lanes, _ state: State) -> Lanes

  /// One coordinate's step, given the gradient's coordinate.
  func update(_ x: inout Lanes, _ state: inout State, gradient: Lanes)
}

extension CoordinatewiseOptimizer {
  @inline(__always) func gradientPoint(_ x: Lanes, _ state: State) -> Lanes { x }

  @inline(__always) func step<let dimension: Int, F: Objective<Lanes>>(
    _ x: inout Point<dimension, Lanes>, _ state: inout InlineArray<dimension, State>,
    on objective: F
  ) where F.Coordinates == Point<dimension, Lanes> {
    let point = Point<dimension, Lanes> { i in gradientPoint(x[i], state[i]) }
    let gradient = objective.gradient(at: point)
    for i in 0..<dimension {
      update(&x[i], &state[i], gradient: gradient[i])
    }
  }
}

/// The state of a rule that remembers nothing.
struct Memoryless: Sendable {}
