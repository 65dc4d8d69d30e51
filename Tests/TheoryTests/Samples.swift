import SweepPlan
import Theory

/// Random numbers that are the same in every run: SplitMix64.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// A quadratic's plan as the catalog would describe it; `axes` name what varies.
func plan(
  _ optimizer: String, eigenvalues: [Double], start: [Double]? = nil,
  fixed: [String: Double] = [:], axes: [Axis], objective: String = "quadratic",
  steps: Int = 1000,
  verdict: VerdictRule = VerdictRule(escapeRadius: 1e20, tolerance: 1e-6, every: 16)
) -> Plan {
  let hyperparameters: [Hyperparameter] =
    optimizer == "gradient_descent" ? [.learningRate] : [.learningRate, .momentum]
  let curvature = Hyperparameter(name: "eigenvalue", symbol: "λ", summary: "curvature")
  let dimension = eigenvalues.count
  let numbers =
    hyperparameters.map { ($0, fixed[$0.name] ?? 0) }
    + eigenvalues.enumerated().map { (curvature.indexed($0), $1) }
    + (start ?? Array(repeating: 1, count: dimension)).enumerated().map {
      (Hyperparameter.initialPoint.indexed($0), $1)
    }
  return Plan(
    optimizer: OptimizerDescription(
      name: optimizer, summary: "", equation: [], hyperparameters: hyperparameters,
      statePerCoordinate: hyperparameters.count - 1, source: ""),
    objective: ObjectiveDescription(
      name: objective, summary: "", equation: "",
      coefficients: [.list(key: "eigenvalues", element: curvature)], dimensions: 1...8,
      initialPoint: [1], source: ""),
    dimension: dimension,
    parameters: numbers.map { hyperparameter, value in
      let axis = axes.firstIndex { $0.name == hyperparameter.name }
      return Parameter(
        hyperparameter: hyperparameter, source: axis.map { .axis($0) } ?? .fixed(value))
    },
    axes: axes, steps: steps, precision: .float64, verdict: verdict,
    record: Variable.allCases, tileShape: axes.map(\.count))
}

func axis(
  _ hyperparameter: Hyperparameter, _ from: Double, _ to: Double, _ count: Int,
  scale: Axis.Scale = .linear
) -> Axis {
  Axis(
    hyperparameter: hyperparameter,
    spacing: .interval(from: from, to: to, count: count, scale: scale))
}

/// The update rules as papers write them, one coordinate of ½λx² at a time: no matrices.
func step(
  _ optimizer: String, curvature: Double, learningRate: Double, momentum: Double, x: inout Double,
  v: inout Double
) {
  switch optimizer {
  case "gradient_descent":
    x -= learningRate * curvature * x
  case "heavy_ball":
    v = momentum * v - learningRate * curvature * x
    x += v
  default:
    v = momentum * v - learningRate * curvature * (x + momentum * v)
    x += v
  }
}

/// The cells of a grid, row-major.
func cells(_ shape: [Int]) -> [[Int]] {
  shape.reduce([[]]) { cells, count in cells.flatMap { cell in (0..<count).map { cell + [$0] } } }
}
