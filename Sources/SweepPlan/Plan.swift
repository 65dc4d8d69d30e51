/// A checked sweep: what is asked, with every default filled in.
///
/// `Plan(yaml:file:settings:catalog:)` reads one from a sweep file; nothing below it checks again.
public struct Plan: Sendable, Hashable {
  /// What people call it: the store's name unless they choose another. Not part of the identity.
  public let name: String
  public let optimizer: OptimizerDescription
  /// By choice of the optimizer: the index of the option.
  public let options: [Int]
  /// `nil` if the step size is constant from the first step on.
  public let schedule: Schedule?
  /// Whether gradients are clipped.
  public let isClipped: Bool
  /// What makes gradients stochastic; `nil` if they are exact.
  public let noise: Noise?
  /// `nil` for one trajectory a cell; with noise, that of seed 0.
  public let seeds: SeedRule?
  /// What is averaged at the end of a trajectory; `nil` if nothing is.
  public let measure: MeasureRule?
  /// Whether that is also the distance from a point.
  public let measuresDistance: Bool
  public let objective: ObjectiveDescription
  /// Features and target by example; empty if the objective takes none.
  public let examples: ExampleSet
  /// Coordinates of an iterate.
  public let dimension: Int
  /// How initial points are drawn; `nil` if they are given.
  public let randomStart: RandomStart?
  /// Every number the kernel reads, in its order: see `ParameterLayout`.
  public let parameters: [Parameter]
  /// Array order: the last varies fastest.
  public let axes: [Axis]
  /// The step limit.
  public let steps: Int
  public let precision: Precision
  public let verdict: VerdictRule
  /// What counts as a cycle; `nil` if none is looked for.
  public let cycle: CycleRule?
  /// What to store, in `Quantity.allCases` order; `.verdict` is always among it.
  public let quantities: [Quantity]
  /// The arrays to store, in `Variable.allCases` order; `.verdict` is always among them.
  public let record: [Variable]
  /// The cells, and how tiles cover them.
  public let grid: Grid

  public init(
    name: String = "sweep",
    optimizer: OptimizerDescription, options: [Int]? = nil, schedule: Schedule? = nil,
    isClipped: Bool = false, noise: Noise? = nil, seeds: SeedRule? = nil,
    measure: MeasureRule? = nil, measuresDistance: Bool = false, objective: ObjectiveDescription,
    examples: ExampleSet = [], dimension: Int, randomStart: RandomStart? = nil,
    parameters: [Parameter], axes: [Axis], steps: Int,
    precision: Precision, verdict: VerdictRule, cycle: CycleRule? = nil,
    record quantities: [Quantity], tileShape: [Int]
  ) {
    self.name = name
    self.optimizer = optimizer
    self.options = options ?? optimizer.defaultOptions
    self.schedule = schedule
    self.isClipped = isClipped
    self.noise = noise
    self.seeds = seeds
    self.measure = measure
    self.measuresDistance = measuresDistance
    self.objective = objective
    self.examples = examples
    self.dimension = dimension
    self.randomStart = randomStart
    self.parameters = parameters
    self.axes = axes
    self.steps = steps
    self.precision = precision
    self.verdict = verdict
    self.cycle = cycle
    self.quantities = quantities
    let variables = Set(
      quantities.flatMap { $0.variables(hasSeeds: seeds != nil) } + (seeds?.variables ?? []))
    record = Variable.allCases.filter(variables.contains)
    grid = Grid(shape: axes.map(\.count), tileShape: tileShape)
  }

  /// The values of all parameters in the cell with the given index along each axis.
  public func values(at cell: [Int]) -> [Double] {
    parameters.map { parameter in
      parameter.source.value { axes[$0][cell[$0]] }
    }
  }

  /// The same sweep with other values of the parameters, or other seeds.
  public func with(parameters: [Parameter]? = nil, seeds: SeedRule? = nil) -> Plan {
    Plan(
      name: name, optimizer: optimizer, options: options, schedule: schedule,
      isClipped: isClipped, noise: noise, seeds: seeds ?? self.seeds, measure: measure,
      measuresDistance: measuresDistance, objective: objective, examples: examples,
      dimension: dimension, randomStart: randomStart, parameters: parameters ?? self.parameters,
      axes: axes, steps: steps, precision: precision, verdict: verdict, cycle: cycle,
      record: quantities, tileShape: grid.tileShape)
  }

  /// The same sweep over other axes, in one tile, with the parameters that go with them. Nothing is
  /// checked.
  package func over(_ axes: [Axis], parameters: [Parameter]? = nil) -> Plan {
    Plan(
      name: name, optimizer: optimizer, options: options, schedule: schedule,
      isClipped: isClipped, noise: noise, seeds: seeds, measure: measure,
      measuresDistance: measuresDistance, objective: objective, examples: examples,
      dimension: dimension, randomStart: randomStart, parameters: parameters ?? self.parameters,
      axes: axes, steps: steps, precision: precision, verdict: verdict, cycle: cycle,
      record: quantities, tileShape: axes.map(\.count))
  }

  /// The parameters with every axis held at its middle cell.
  package var fixedParameters: [Parameter] {
    parameters.map { parameter in
      Parameter(
        hyperparameter: parameter.hyperparameter,
        source: .fixed(parameter.source.value { axes[$0][axes[$0].count / 2] }))
    }
  }

  /// Values of a variable in a cell, along one more dimension; `nil` for a single value.
  public func layers(of variable: Variable) -> Int? { seeds?.layers(of: variable) }

  /// The chosen option of the optimizer's choice `name`; `nil` if it has no such choice.
  public func option(of name: String) -> String? {
    zip(optimizer.choices, options).first { $0.0.name == name }.map { $0.options[$1].name }
  }
}
