import SweepPlan

/// A catalog small enough to see, with every way of writing an optimizer and an objective.
let catalog = CatalogDescription(
  optimizers: [
    OptimizerDescription(
      name: "heavy_ball", summary: "", equation: [],
      hyperparameters: [.learningRate, .momentum],
      choices: [
        Choice(
          "form", "",
          [
            Choice.Option("velocity", ""), Choice.Option("position", ""),
            Choice.Option(
              "physics", "", adds: [.mass, .friction, .timeStep],
              removes: ["learning_rate", "momentum"]),
          ])
      ], statePerCoordinate: 1, source: ""),
    OptimizerDescription(
      name: "adam", summary: "", equation: [],
      hyperparameters: [
        .learningRate, number("beta1", 0.9), number("beta2", 0.999), number("epsilon", 1e-8),
      ],
      choices: [
        Choice("bias_correction", "", [Choice.Option("on", ""), Choice.Option("off", "")])
      ], statePerCoordinate: 2, source: ""),
    OptimizerDescription(
      name: "symplectic_euler", summary: "", equation: [],
      hyperparameters: [.timeStep, .mass, .friction], statePerCoordinate: 1,
      startsWithVelocity: true, source: ""),
  ],
  flows: [
    OptimizerDescription(
      name: "gradient", kind: .flow, summary: "", equation: [],
      hyperparameters: [.timeStep, .substeps], statePerCoordinate: 0, source: ""),
    OptimizerDescription(
      name: "heavy_ball", kind: .flow, summary: "", equation: [],
      hyperparameters: [.timeStep, .mass, .friction, .substeps], statePerCoordinate: 1,
      startsWithVelocity: true, source: ""),
    OptimizerDescription(
      name: "langevin", kind: .flow, summary: "", equation: [],
      hyperparameters: [.timeStep, .temperature, .substeps],
      choices: [
        Choice("paths", "", [Choice.Option("shared", ""), Choice.Option("independent", "")])
      ], statePerCoordinate: 0, isStochastic: true, source: ""),
  ],
  objectives: [
    ObjectiveDescription(
      name: "quadratic", summary: "", equation: "",
      coefficients: [.list(key: "eigenvalues", element: number("eigenvalue"))],
      dimensions: .listed(1...8), initialPoint: [1], source: ""),
    ObjectiveDescription(
      name: "rosenbrock", summary: "", equation: "",
      coefficients: [.scalar(number("a", 1)), .scalar(number("b", 100))],
      dimensions: .listed(2...2), initialPoint: [-1.2, 1], source: ""),
    ObjectiveDescription(
      name: "styblinski_tang", summary: "", equation: "", coefficients: [],
      dimensions: .listed(1...4), initialPoint: [0.5, -0.5], source: ""),
    ObjectiveDescription(
      name: "bowl", summary: "", equation: "",
      coefficients: [
        .list(key: "curvatures", element: number("curvature", 1)),
        .list(key: "minimum", element: number("minimum", 0)),
      ], dimensions: .listed(1...4), initialPoint: [1, 1, 1], source: ""),
    ObjectiveDescription(
      name: "kepler", summary: "", kind: .potential, equation: "",
      coefficients: [.scalar(number("mass", 1))], dimensions: .listed(2...2),
      initialPoint: [1, 0], initialVelocity: [0, 1], source: ""),
    ObjectiveDescription(
      name: "logistic_regression", summary: "", equation: "",
      coefficients: [.scalar(number("decay", 0))],
      examples: ObjectiveDescription.Examples(
        summary: "features, then the class", defaults: [[1, 2, 0], [0, 1, 1]]),
      dimensions: .features(1...4), initialPoint: [0], source: ""),
    ObjectiveDescription(
      name: "network", summary: "", equation: "", coefficients: [],
      examples: ObjectiveDescription.Examples(
        summary: "a feature and the target", defaults: [[0, 0], [1, 0.5]]),
      dimensions: .units(perUnit: 3, others: 1, 4...13),
      initialPoint: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], source: ""),
  ])

func number(_ name: String, _ defaultValue: Double? = nil) -> Hyperparameter {
  Hyperparameter(name: name, symbol: name, summary: name, defaultValue: defaultValue)
}

/// DESIGN.md's example.
let heavyBallSweep = """
  objective: {quadratic: {eigenvalues: [100, 1]}}
  initial_point: [1, 1]
  optimizer: heavy_ball            # or {adam: {beta2: 0.999}}
  axes:                            # order = array order; the last varies fastest
    momentum:      {from: 0, to: 1, count: 1024}
    learning_rate: {from: 0, to: 0.05, count: 1024}
  steps: 1000
  precision: float32               # or float64
  verdict: {escape_radius: 1e6, tolerance: 1e-6, every: 16}
  """

/// Every default taken.
let rosenbrockSweep = """
  objective: rosenbrock
  optimizer: {heavy_ball: {momentum: 0.9}}
  axes:
    learning_rate: {from: 1e-5, to: 1e-2, count: 100, scale: log}
  steps: 500
  """

func read(_ yaml: String, _ settings: [String] = [], file: String = "sweep.yaml")
  throws(SweepError) -> Plan
{
  try Plan(yaml: yaml, file: file, settings: settings, catalog: catalog)
}

/// The complaint about a sweep, or what it was read as.
func complaint(_ yaml: String, _ settings: [String] = []) -> String {
  do throws(SweepError) {
    return "no error: \(try read(yaml, settings).resolved)"
  } catch {
    return error.description
  }
}

extension String {
  func replacing(line key: String, with line: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " }.hasPrefix(key) ? Substring(line) : $0 }
      .joined(separator: "\n")
  }
}
