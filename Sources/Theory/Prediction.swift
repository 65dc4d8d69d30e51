import SweepPlan

/// Where a sweep's map should change, from closed forms: the update rule on a quadratic splits into
/// one linear map per coordinate, and a cell is stable if every one of them is.
///
/// A coordinate whose start or curvature is fixed at 0 never moves, whatever the hyperparameters,
/// and is left out: it could not show on the map.
public struct Prediction: Sendable {
  public let plan: Plan
  public let theory: StabilityTheory

  /// A coordinate that moves: where its curvature and its start stand among the parameters.
  struct Mode: Sendable {
    let curvature: Int
    let start: Int
  }
  let modes: [Mode]

  /// By axis: the parameters that take their value from it.
  private let varied: [[Int]]

  /// `nil` if nothing is known of this optimizer on this objective, or nothing moves.
  public init?(_ plan: Plan) {
    let optimizer = plan.optimizer
    guard let theory = StabilityTheory.named(optimizer.name), plan.objective.name == "quadratic",
      optimizer.hyperparameters.map(\.name) == theory.hyperparameters.map(\.name)
    else { return nil }
    // The optimizer's hyperparameters, then one curvature and then one start per coordinate.
    let first = optimizer.hyperparameters.count
    guard plan.parameters.count == first + 2 * plan.dimension else { return nil }
    let modes = (first..<first + plan.dimension)
      .map { Mode(curvature: $0, start: $0 + plan.dimension) }
      .filter {
        plan.parameters[$0.curvature].source != .fixed(0)
          && plan.parameters[$0.start].source != .fixed(0)
      }
    guard !modes.isEmpty else { return nil }
    self.plan = plan
    self.theory = theory
    self.modes = modes
    varied = plan.axes.indices.map { axis in
      plan.parameters.indices.filter { plan.parameters[$0].source == .axis(axis) }
    }
  }

  /// The boundary that most maps show, as a plot's legend writes it; λ is the largest curvature.
  public var boundaryFormula: String { theory.boundaryFormula }

  /// The stability margin for values in the order of the plan's parameters: the least over the
  /// curvatures. Continuous; positive exactly where the iterates die out, zero on the boundary.
  public func margin(at values: [Double]) -> Double {
    modes.reduce(.infinity) { min($0, theory.margin(values[$1.curvature], values)) }
  }

  /// The spectral radius ρ for values in the order of the plan's parameters: the largest over the
  /// curvatures. Its logarithm is the `rate` that a long trajectory of the cell should show.
  public func spectralRadius(at values: [Double]) -> Double {
    modes.reduce(0) { max($0, theory.updateMap(values[$1.curvature], values).spectralRadius) }
  }

  /// The margins of all cells, row-major.
  public func margins() -> [Double] {
    let axes = plan.axes.map(\.values)
    let shape = plan.grid.shape
    let count = plan.grid.cellCount
    guard count > 0 else { return [] }
    var cell = [Int](repeating: 0, count: shape.count)
    var values = plan.values(at: cell)
    return (0..<count).map { _ in
      let margin = margin(at: values)
      for axis in shape.indices.reversed() {
        cell[axis] = (cell[axis] + 1) % shape[axis]
        set(axis, to: axes[axis][cell[axis]], in: &values)
        if cell[axis] != 0 { break }
      }
      return margin
    }
  }

  /// Writes an axis's value into every parameter that takes it from there.
  func set(_ axis: Int, to value: Double, in values: inout [Double]) {
    for parameter in varied[axis] { values[parameter] = value }
  }

  /// What theory says of a cell with this margin. On the boundary itself trajectories neither grow
  /// nor die out (its corners excepted), which a map calls bounded, so stable.
  static func isStable(margin: Double) -> Bool { margin >= 0 }
}
