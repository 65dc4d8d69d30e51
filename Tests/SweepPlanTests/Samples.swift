import SweepPlan

/// A catalog of two optimizers and three objectives, enough for every way of writing one.
let catalog = CatalogDescription(
  optimizers: [
    OptimizerDescription(
      name: "heavy_ball", summary: "", equation: [],
      hyperparameters: [.learningRate, .momentum], statePerCoordinate: 1, source: ""),
    OptimizerDescription(
      name: "adam", summary: "", equation: [],
      hyperparameters: [
        .learningRate, number("beta1", 0.9), number("beta2", 0.999), number("epsilon", 1e-8),
      ], statePerCoordinate: 2, source: ""),
  ],
  objectives: [
    ObjectiveDescription(
      name: "quadratic", summary: "", equation: "",
      coefficients: [.list(key: "eigenvalues", element: number("eigenvalue"))],
      dimensions: 1...8, isPadded: true, initialPoint: [1], source: ""),
    ObjectiveDescription(
      name: "rosenbrock", summary: "", equation: "",
      coefficients: [.scalar(number("a", 1)), .scalar(number("b", 100))],
      dimensions: 2...2, initialPoint: [-1.2, 1], source: ""),
    ObjectiveDescription(
      name: "styblinski_tang", summary: "", equation: "", coefficients: [], dimensions: 1...4,
      initialPoint: [0.5, -0.5], source: ""),
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
