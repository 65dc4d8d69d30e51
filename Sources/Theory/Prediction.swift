import SweepPlan

/// Where a sweep's map should change, from closed forms: a linear rule on a linear field splits
/// into one linear map per mode of the field, and a cell is stable if every one of them is.
///
/// Modes that cannot move, whatever the hyperparameters, could not show on the map and are left
/// out.
public struct Prediction: Sendable {
  public let plan: Plan
  public let theory: StabilityTheory
  let field: any LinearField

  /// By hyperparameter of the theory: where it stands among the plan's.
  private let positions: [Int]
  /// By axis: the parameters that take their value from it.
  private let varied: [[Int]]

  /// `nil` if nothing is known of this optimizer on this objective, or nothing moves.
  public init?(_ plan: Plan) {
    guard let theory = StabilityTheory.of(plan),
      let field: any LinearField = QuadraticField(plan) ?? PlaneField(plan),
      theory.isRotationEquivariant || !field.isRotated
    else { return nil }
    self.plan = plan
    self.theory = theory
    self.field = field
    let names = plan.parameters[plan.layout.hyperparameters].map(\.hyperparameter.name)
    positions = theory.hyperparameters.compactMap { names.firstIndex(of: $0.name) }
    varied = plan.axes.indices.map { axis in
      plan.parameters.indices.filter { plan.parameters[$0].source == .axis(axis) }
    }
  }

  /// The boundary that most maps show, as a plot's legend writes it; λ is the largest curvature of
  /// a quadratic, or the eigenvalue of a game or a field.
  public var boundaryFormula: String {
    field.isReal ? theory.boundaryFormula : theory.complexBoundaryFormula
  }

  /// The stability margin for values in the order of the plan's parameters: the least over the
  /// modes. Positive exactly where the cell is stable, zero on the boundary (see
  /// `StabilityTheory.margin`).
  public func margin(at values: [Double]) -> Double {
    let hyperparameters = hyperparameters(values)
    return (0..<field.modeCount).reduce(.infinity) {
      min($0, theory.margin(field.eigenvalue($1, at: values), hyperparameters))
    }
  }

  /// The spectral radius ρ for values in the order of the plan's parameters: the largest over the
  /// modes. Its logarithm is the `rate` that a long trajectory of the cell should show.
  public func spectralRadius(at values: [Double]) -> Double {
    let hyperparameters = hyperparameters(values)
    return (0..<field.modeCount).reduce(0) {
      max(
        $0, theory.updateMap(field.eigenvalue($1, at: values), hyperparameters).spectralRadius)
    }
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

  /// What theory reads, in its order.
  func hyperparameters(_ values: [Double]) -> [Double] { positions.map { values[$0] } }

  /// Writes an axis's value into every parameter that takes it from there.
  func set(_ axis: Int, to value: Double, in values: inout [Double]) {
    for parameter in varied[axis] { values[parameter] = value }
  }

  /// What theory says of a cell with this margin. On the boundary itself trajectories neither grow
  /// nor die out (its corners excepted), which a map calls bounded, so stable.
  static func isStable(margin: Double) -> Bool { margin >= 0 }
}
