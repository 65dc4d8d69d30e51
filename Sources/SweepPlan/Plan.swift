/// A checked sweep: what is asked, with every default filled in.
///
/// `Plan(yaml:file:settings:catalog:)` reads one from a sweep file; nothing below it checks again.
public struct Plan: Sendable, Hashable {
  /// What people call it: the store's name unless they choose another. Not part of the identity.
  public let name: String
  public let optimizer: OptimizerDescription
  public let objective: ObjectiveDescription
  /// Coordinates of an iterate.
  public let dimension: Int
  /// Every number the kernel reads, in its order: the optimizer's hyperparameters, the objective's,
  /// the initial point's coordinates.
  public let parameters: [Parameter]
  /// Array order: the last varies fastest.
  public let axes: [Axis]
  /// The step limit.
  public let steps: Int
  public let precision: Precision
  public let verdict: VerdictRule
  /// The variables to store, in `Variable.allCases` order; `.verdict` is always among them.
  public let record: [Variable]
  /// The cells, and how tiles cover them.
  public let grid: Grid

  public init(
    name: String = "sweep",
    optimizer: OptimizerDescription, objective: ObjectiveDescription, dimension: Int,
    parameters: [Parameter], axes: [Axis], steps: Int, precision: Precision,
    verdict: VerdictRule, record: [Variable], tileShape: [Int]
  ) {
    self.name = name
    self.optimizer = optimizer
    self.objective = objective
    self.dimension = dimension
    self.parameters = parameters
    self.axes = axes
    self.steps = steps
    self.precision = precision
    self.verdict = verdict
    self.record = record
    grid = Grid(shape: axes.map(\.count), tileShape: tileShape)
  }

  /// The values of all parameters in the cell with the given index along each axis.
  public func values(at cell: [Int]) -> [Double] {
    parameters.map { parameter in
      switch parameter.source {
      case .fixed(let value): value
      case .axis(let axis): axes[axis][cell[axis]]
      }
    }
  }
}
