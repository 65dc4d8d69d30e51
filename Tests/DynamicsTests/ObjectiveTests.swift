import Dynamics
import SweepPlan
import Testing

/// Objectives against an independent program, and where they stand still.
struct ObjectiveTests {
  @Test(arguments: objectiveValues.split(separator: "\n").map(String.init))
  func `an independent program's values`(line: String) throws {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(fields.count == 8)
    func numbers(_ field: Int) throws -> [Double] {
      try fields[field].map { try #require(Double($0)) }
    }
    let rows = try line.split(separator: "|", omittingEmptySubsequences: false)[2]
      .split(separator: ";")
      .map { try $0.split(separator: " ").map { try #require(Double($0)) } }
    let sample = try ObjectiveSample(
      fields[0][0], coefficients: numbers(1), examples: rows, x: numbers(3), v: numbers(4))

    let exact = try sample.answer()
    let rough = try sample.answer(.float32)
    let (value, gradient, product) = try (numbers(5), numbers(6), numbers(7))
    // Some hundred roundings of the result, and a few of x, which curvature multiplies.
    let curvature = product.map(\.magnitude).max() ?? 0
    #expect(agree([exact.value], value, within: 1e-13))
    #expect(agree(exact.gradient, gradient, within: 1e-13, orBy: 1e-15 * curvature))
    #expect(agree(exact.hessianProduct, product, within: 1e-13))
    // Likewise; and what is subnormal is zero.
    #expect(agree([rough.value], value, within: 1e-4, orBy: 1e-37))
    #expect(agree(rough.gradient, gradient, within: 1e-4, orBy: max(1e-6 * curvature, 1e-37)))
    #expect(agree(rough.hessianProduct, product, within: 1e-4, orBy: 1e-37))
  }

  @Test func `the program knows every objective`() {
    let known = objectiveValues.split(separator: "\n").compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    // The quadratic has closed forms of its own, below.
    #expect(Set(known + ["quadratic"]) == Set(Dynamics.catalog.objectives.map(\.name)))
  }

  struct Standstill: Sendable {
    let name: String
    let x: [Double]
    var value = 0.0
    var coefficients: [Double]?
    /// How far the place is rounded.
    var rounding = 0.0
  }

  static let standstills: [Standstill] = [
    Standstill(name: "rosenbrock", x: [1, 1]),
    Standstill(name: "saddle", x: [0, 0], coefficients: [2, 3, 0.5]),
    Standstill(name: "beale", x: [3, 0.5]),
    Standstill(name: "himmelblau", x: [3, 2]),
    Standstill(name: "himmelblau", x: [-2.805118, 3.131313], rounding: 1e-6),
    Standstill(name: "himmelblau", x: [-3.779310, -3.283186], rounding: 1e-6),
    Standstill(name: "himmelblau", x: [3.584428, -1.848127], rounding: 1e-6),
    Standstill(name: "himmelblau", x: [-0.270845, -0.923039], value: 181.617, rounding: 1e-6),
    Standstill(name: "rastrigin", x: [0, 0, 0]),
    Standstill(name: "scalar_factorization", x: [4, 0.25]),
    Standstill(name: "scalar_factorization", x: [0, 0], value: 0.5),
    Standstill(name: "quartic", x: [0]),
    Standstill(name: "cubic", x: [0]),
    Standstill(name: "cubic", x: [1], value: 1.0 / 6),
    Standstill(name: "piecewise_quadratic", x: [0]),
    Standstill(name: "rippled_quadratic", x: [0], value: 0.2),
    Standstill(name: "double_well", x: [1]),
    Standstill(name: "double_well", x: [-1]),
    Standstill(name: "double_well", x: [0], value: 3, coefficients: [3]),
    Standstill(name: "pendulum", x: [0]),
    Standstill(name: "pendulum", x: [.pi], value: 2, rounding: 1e-15),
    Standstill(name: "pendulum", x: [6 * .pi], rounding: 1e-14),
    Standstill(name: "bilinear", x: [0, 0], coefficients: [2, 0.5]),
    Standstill(name: "linear_test_equation", x: [0, 0], coefficients: [-1, 2]),
    Standstill(name: "linear_regression", x: [1, 57.0 / 112], value: 0.01883, rounding: 1e-14),
    Standstill(name: "logistic_regression", x: [0, 0.970539], value: 0.528808, rounding: 1e-6),
    Standstill(name: "lasso", x: [0.9375, -0.75, 0, 0], value: 0.494140625),
  ]

  @Test(arguments: standstills)
  func `where the gradient vanishes`(place: Standstill) throws {
    let answer = try ObjectiveSample(place.name, coefficients: place.coefficients, x: place.x)
      .answer()
    // No curvature there exceeds 200; values are given to 4 digits.
    #expect(answer.gradient.allSatisfy { $0.magnitude <= 200 * place.rounding }, "\(answer)")
    #expect(agree(answer.value, place.value, within: 1e-3, orBy: 200 * place.rounding))
  }

  struct Curvatures: Sendable {
    let name: String
    let x: [Double]
    let eigenvalues: [Double]
  }

  static let curvatures: [Curvatures] = [
    Curvatures(name: "rosenbrock", x: [1, 1], eigenvalues: [1001.6, 0.39936]),
    Curvatures(name: "beale", x: [3, 0.5], eigenvalues: [48.980, 0.30146]),
    Curvatures(name: "himmelblau", x: [3, 2], eigenvalues: [82.284, 25.7157]),
    Curvatures(name: "scalar_factorization", x: [4, 0.25], eigenvalues: [16.0625, 0]),
    Curvatures(name: "rastrigin", x: [0, 0], eigenvalues: [396.784, 396.784]),
    Curvatures(name: "linear_regression", x: [0, 0], eigenvalues: [18.2117, 0.28828]),
    Curvatures(
      name: "logistic_regression", x: [0, 0.970539], eigenvalues: [0.26059, 0.17456]),
    Curvatures(name: "saddle", x: [0, 0], eigenvalues: [1, -1]),
  ]

  @Test(arguments: curvatures)
  func `curvatures that are known`(place: Curvatures) throws {
    let columns = try [[1.0, 0], [0, 1]].map {
      try ObjectiveSample(place.name, x: place.x, v: $0).answer().hessianProduct
    }
    #expect(columns[0][1] == columns[1][0])
    let trace = columns[0][0] + columns[1][1]
    let determinant = columns[0][0] * columns[1][1] - columns[0][1] * columns[1][0]
    let (a, b) = (place.eigenvalues[0], place.eigenvalues[1])
    #expect(agree(trace, a + b, within: 1e-4))
    #expect(agree(determinant, a * b, within: 1e-4, orBy: 1e-12))
  }

  @Test func `Kepler's usual orbit has energy −½`() throws {
    let kepler = try #require(Dynamics.catalog.objectives.first { $0.name == "kepler" })
    let potential = try ObjectiveSample("kepler", x: kepler.initialPoint).answer().value
    let velocity = kepler.initialVelocity
    let kinetic = velocity.reduce(0) { $0 + $1 * $1 } / 2
    #expect(agree(kinetic + potential, -0.5, within: 1e-15))
    #expect(agree(kepler.initialPoint[0] * velocity[1], 0.8, within: 1e-15))
  }

  @Test func `pieces meet`() throws {
    for x in [1.0, 2] {
      let below = try ObjectiveSample("piecewise_quadratic", x: [x.nextDown]).answer()
      let at = try ObjectiveSample("piecewise_quadratic", x: [x]).answer()
      #expect(agree(below.value, at.value, within: 1e-14))
      #expect(agree(below.gradient[0], at.gradient[0], within: 1e-14))
    }
  }

  @Test func `the penalty's subgradient is the one of least magnitude`() throws {
    // With a single example (1, 1; 3) at the origin the smooth gradient is (−3, −3).
    func gradient(_ penalty: Double) throws -> [Double] {
      try ObjectiveSample(
        "lasso", coefficients: [penalty], examples: [[1, 1, 3]], x: [0, -0.0]
      ).answer().gradient
    }
    #expect(try gradient(0) == [-3, -3])
    #expect(try gradient(1) == [-2, -2])
    #expect(try gradient(3) == [0, 0])
    #expect(try gradient(4) == [0, 0])
    let away = try ObjectiveSample("lasso", coefficients: [1], examples: [[1, 1, 3]], x: [1, -1])
      .answer()
    #expect(away.smoothGradient == [-3, -3] && away.gradient == [-2, -4])
    #expect(away.value == 6.5)
  }

  @Test func `the proximal map is a soft threshold`() throws {
    let sample = try ObjectiveSample(
      "lasso", coefficients: [0.5], x: [2, -2, 0.25, -0.25], v: [0, 0, 0, 0])
    #expect(try sample.answer(learningRate: 1).proximalPoint == [1.5, -1.5, 0, 0])
    #expect(try sample.answer(learningRate: 0.25).proximalPoint == [1.875, -1.875, 0.125, -0.125])
    let nan = try sample.answer(at: [.nan, .infinity, 0, 0], learningRate: 1).proximalPoint
    #expect(nan[0].isNaN && nan[1] == .infinity && nan[2] == 0)
  }

  @Test func `hidden units may be exchanged, and their signs turned`() throws {
    let x = [1, -1, 0.5, 2, 0, 0.5, -0.5, 1, 0.5, -0.5, 0.25, -0.25, 0.125]
    let exchanged = [-1, 1, 0.5, -2, 0.5, 0, -0.5, -1, -0.5, 0.5, 0.25, 0.25, 0.125]
    let values = try [x, exchanged].map { try ObjectiveSample("tanh_network", x: $0).answer() }
    #expect(agree(values[0].value, values[1].value, within: 1e-15))
    #expect(agree(values[0].gradient[0], values[1].gradient[1], within: 1e-14))
    #expect(agree(values[0].gradient[3], -values[1].gradient[3], within: 1e-14))
  }

  @Test func `a hidden unit that the output ignores changes nothing`() throws {
    let network = try #require(Dynamics.catalog.objectives.first { $0.name == "tanh_network" })
    for units in 1...20 {
      var random = SplitMix64(state: UInt64(units))
      let sample = ObjectiveSample(network, dimension: 3 * units + 1, using: &random)
      var wider = sample.x
      wider.insert(0, at: 3 * units)
      wider.insert(-0.5, at: 2 * units)
      wider.insert(2, at: units)
      let (value, same) = try (
        sample.answer().value, ObjectiveSample("tanh_network", x: wider).answer().value
      )
      #expect(agree(same, value, within: 1e-14))
    }
  }

  @Test(arguments: [1, 2, 4, 8])
  func `plain quadratics are quadratics`(dimension: Int) throws {
    var random = SplitMix64(state: 11)
    let description = try #require(Dynamics.catalog.objectives.first { $0.name == "quadratic" })
    for precision in Precision.allCases {
      let sample = ObjectiveSample(description, dimension: dimension, using: &random)
      let eigenvalues = Array(sample.coefficients.prefix(dimension))
      let zeros = [Double](repeating: 0, count: dimension + 1)
      func answer(isPlain: Bool, _ coefficients: [Double]) throws -> ObjectiveAnswer {
        let answers = Dynamics.scalarProbe(
          "quadratic", isPlain: isPlain, precision, [(coefficients, sample.x, sample.v, 1)])
        return try #require(answers?.first)
      }
      let plain = try answer(isPlain: true, eigenvalues)
      let whole = try answer(isPlain: false, eigenvalues + zeros)
      let share = precision == .float64 ? 1e-15 : 1e-6
      #expect(agree(plain.value, whole.value, within: share))
      #expect(plain.gradient == whole.gradient)
      #expect(plain.hessianProduct == whole.hessianProduct)
    }
  }

  /// Names that an optimizer's number or a stored variable has, or that a schedule takes.
  static let otherNames: Set = [
    "learning_rate", "momentum", "beta1", "beta2", "epsilon", "epsilon_root", "weight_decay", "l2",
    "dampening", "mass", "friction", "time_step", "warmup", "final", "clip_norm", "decay",
  ]

  @Test func `a coefficient's name means one thing`() {
    var all: Set<Hyperparameter> = []
    for objective in Dynamics.catalog.objectives {
      all.formUnion(objective.hyperparameters(dimension: 3))
    }
    let names = all.map(\.name)
    #expect(Set(names).count == names.count, "\(names.sorted())")
    let others = Self.otherNames.union(Variable.allCases.map(\.rawValue))
    #expect(others.isDisjoint(with: names))
  }
}

/// Whether each number agrees, as a share of the largest.
func agree(
  _ a: [Double], _ b: [Double], within share: Double, orBy distance: Double = 0
) -> Bool {
  let largest = b.map(\.magnitude).max() ?? 0
  return a.count == b.count
    && zip(a, b).allSatisfy { ($0 - $1).magnitude <= max(share * largest, distance) }
}
