import SweepPlan
import Theory

let usualVerdict = VerdictRule(escapeRadius: 1e20, tolerance: 1e-6, every: 16)

func number(_ name: String, _ symbol: String = "") -> Hyperparameter {
  Hyperparameter(name: name, symbol: symbol, summary: name)
}

/// What the catalog says of a rule of theory, or of one that it does not know. Every choice has an
/// option more, `other`, and there is one choice that makes no difference.
func description(_ optimizer: String, _ theory: StabilityTheory? = nil) -> OptimizerDescription {
  let theory = theory ?? StabilityTheory.all.first { $0.optimizer == optimizer }
  let choices = (theory?.options ?? [:]).sorted { $0.key < $1.key }.map { name, options in
    Choice(name, "", (options + ["other"]).map { Choice.Option($0, "") })
  }
  return OptimizerDescription(
    name: optimizer, summary: "", equation: [],
    hyperparameters: theory?.hyperparameters ?? [.learningRate, .momentum],
    choices: choices + [Choice("first_step", "", [Choice.Option("plain", "")])],
    statePerCoordinate: 1,
    startsWithVelocity: theory.map { PlainRule(theory: $0, option: "").startsWithVelocity }
      ?? false,
    source: "")
}

/// A plan as the catalog would describe it: `coefficients` are those of the objective, in order,
/// and `axes` name what varies.
func plan(
  _ optimizer: OptimizerDescription, options: [Int]? = nil, schedule: Schedule? = nil,
  isClipped: Bool = false, objective: ObjectiveDescription, coefficients: [Double],
  start: [Double], velocity: [Double]? = nil, fixed: [String: Double] = [:], axes: [Axis] = [],
  steps: Int = 1000, verdict: VerdictRule = usualVerdict
) -> Plan {
  let dimension = start.count
  let options = options ?? optimizer.defaultOptions
  let velocity = velocity ?? Array(repeating: 0, count: dimension)
  func indexed(_ hyperparameter: Hyperparameter, _ values: [Double]) -> [(Hyperparameter, Double)] {
    values.enumerated().map { (hyperparameter.indexed($0), $1) }
  }
  var numbers = optimizer.hyperparameters(options: options).map { ($0, fixed[$0.name] ?? 0) }
  numbers += schedule?.hyperparameters.map { ($0, 0) } ?? []
  numbers += isClipped ? [(.clipNorm, 1)] : []
  numbers += zip(objective.hyperparameters(dimension: dimension), coefficients).map { ($0, $1) }
  numbers += indexed(.initialPoint, start)
  numbers += optimizer.startsWithVelocity ? indexed(.initialVelocity, velocity) : []
  return Plan(
    optimizer: optimizer, options: options, schedule: schedule, isClipped: isClipped,
    objective: objective, dimension: dimension,
    parameters: numbers.map { hyperparameter, value in
      let axis = axes.firstIndex { $0.name == hyperparameter.name }
      return Parameter(
        hyperparameter: hyperparameter, source: axis.map { .axis($0) } ?? .fixed(value))
    },
    axes: axes, steps: steps, precision: .float64, verdict: verdict,
    record: Quantity.usual() + [.period], tileShape: axes.map(\.count))
}

/// A quadratic about the origin.
func plan(
  _ optimizer: String, eigenvalues: [Double], start: [Double]? = nil,
  fixed: [String: Double] = [:], axes: [Axis], objective: String = "quadratic",
  steps: Int = 1000, verdict: VerdictRule = usualVerdict
) -> Plan {
  plan(
    description(optimizer),
    objective: objectiveDescription(
      objective, [.list(key: "eigenvalues", element: number("eigenvalue", "λ"))]),
    coefficients: eigenvalues, start: start ?? eigenvalues.map { _ in 1 }, fixed: fixed, axes: axes,
    steps: steps, verdict: verdict)
}

func objectiveDescription(
  _ name: String, _ coefficients: [ObjectiveDescription.Coefficient]
) -> ObjectiveDescription {
  ObjectiveDescription(
    name: name, summary: "", equation: "", coefficients: coefficients, dimensions: .listed(1...8),
    initialPoint: [1], source: "")
}

/// Coefficients: eigenvalues, minimum, rotation.
let quadratic = objectiveDescription(
  "quadratic",
  [
    .list(key: "eigenvalues", element: number("eigenvalue")),
    .list(key: "minimum", element: number("minimum")), .scalar(number("rotation")),
  ])

/// Coefficients: strength σ, curvature μ.
let bilinear = objectiveDescription(
  "bilinear", [.scalar(number("strength")), .scalar(number("curvature"))])

/// Coefficients: the parts of z.
let linearTestEquation = objectiveDescription(
  "linear_test_equation", [.scalar(number("re_z")), .scalar(number("im_z"))])

func axis(
  _ hyperparameter: Hyperparameter, _ from: Double, _ to: Double, _ count: Int,
  scale: Axis.Scale = .linear
) -> Axis {
  Axis(
    hyperparameter: hyperparameter,
    spacing: .interval(from: from, to: to, count: count, scale: scale))
}

/// The cells of a grid, row-major.
func cells(_ shape: [Int]) -> [[Int]] {
  shape.reduce([[]]) { cells, count in cells.flatMap { cell in (0..<count).map { cell + [$0] } } }
}
