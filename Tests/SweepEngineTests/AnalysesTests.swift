import Foundation
import SweepEngine
import SweepPlan
import Testing

/// Analyses where closed forms and theorems say what comes of them.
struct AnalysesTests {
  /// The answers of every cell of a sweep, which all kernels must agree on to the last bit.
  private func answers(_ yaml: String, _ variables: [Variable]) throws -> [Variable: [Double]] {
    let plan = try plan(yaml)
    let cells = plan.grid.cellCount
    var results: [TileResult] = []
    for kernel in try kernels(for: plan) {
      let run = TileRun(plan: plan, kernel: kernel)
      #expect(run.compute(rows: 0..<cells / (plan.axes.last?.count ?? 1)) { false })
      results.append(run.result)
    }
    let last = try #require(results.last)
    for variable in plan.record {
      for result in results {
        #expect(result[variable].elementsEqual(last[variable]), "\(variable)")
      }
    }
    return Dictionary(
      uniqueKeysWithValues: variables.map { variable in
        (variable, (0..<cells).map { last.value(of: variable, inCell: $0) ?? .nan })
      })
  }

  private func exponents(
    _ optimizer: String, on objective: String, _ axis: String, precision: Precision = .float64,
    steps: Int = 20_000, more: String = ""
  ) throws -> [Double] {
    try answers(
      """
      objective: \(objective)
      optimizer: \(optimizer)
      axes: {\(axis)}
      steps: \(steps)
      precision: \(precision.rawValue)
      verdict: {tolerance: 0, escape_radius: 1e30}
      record: [lyapunov_exponent]
      \(more)
      """, [.lyapunovExponent])[.lyapunovExponent] ?? []
  }

  // MARK: Lyapunov exponent: ln ρ on quadratics

  private static let quadratic = "{quadratic: {eigenvalues: [100, 1]}}"

  /// A real dominant root: after the transient it is all there is.
  @Test(arguments: Precision.allCases)
  func `of gradient descent it is ln |1 − ηλ|`(precision: Precision) throws {
    let rates = [0.001, 0.015, 0.0195, 0.0205]
    let found = try exponents(
      "gradient_descent", on: Self.quadratic, "learning_rate: {values: \(rates)}",
      precision: precision, steps: 2000)
    for (rate, exponent) in zip(rates, found) {
      let radius = max((1 - 100 * rate).magnitude, (1 - rate).magnitude)
      let error = precision == .float64 ? 1e-7 : 1e-3
      #expect((exponent - log(radius)).magnitude < error, "\(rate): \(exponent)")
    }
  }

  /// Complex roots: the displacement's length swings about its mean, 2/n at most by a factor of e².
  @Test(arguments: ["velocity", "position", "accumulated", "dampened"])
  func `of a heavy ball it is ½ ln β where the roots are complex`(form: String) throws {
    let momenta = [0.5, 0.81, 0.95, 1]
    let found = try exponents(
      "{heavy_ball: {form: \(form), learning_rate: 0.05}}",
      on: "{quadratic: {eigenvalues: [20, 10]}}", "momentum: {values: \(momenta)}")
    for (momentum, exponent) in zip(momenta, found) {
      #expect((exponent - 0.5 * log(momentum)).magnitude < 1e-3, "\(momentum): \(exponent)")
    }
  }

  @Test func `of other rules, too, it is ln ρ`() throws {
    let z = 0.5
    func check(
      _ optimizer: String, _ objective: String, _ axis: String, _ expected: Double,
      _ error: Double = 1e-3
    ) throws {
      let found = try exponents(optimizer, on: objective, axis)[0]
      #expect((found - expected).magnitude < error, "\(optimizer): \(found), \(expected)")
    }
    let one = "{quadratic: {eigenvalues: [1]}}"
    let rate = "learning_rate: {values: [0.5]}"
    try check("{nesterov: {momentum: 0.8}}", one, rate, 0.5 * log(0.8 * (1 - z)))
    try check(
      "runge_kutta_4", one, rate, log(1 - z + z * z / 2 - z * z * z / 6 + z * z * z * z / 24), 1e-7)
    try check("implicit_gradient_descent", one, rate, -log(1 + z), 1e-7)
    try check("optimistic_gradient", "bilinear", rate, 0.5 * log(0.5), 2e-3)
    try check("extragradient", "bilinear", rate, 0.5 * log(1 - z * z + z * z * z * z))
    let small = "learning_rate: {values: [0.05]}"
    try check("gradient_descent_ascent", "bilinear", small, 0.5 * log(1.0025))
    let step = "time_step: {values: [0.5]}"
    try check("velocity_verlet", one, step, 0)
    try check("symplectic_euler", one, step, 0)
    try check("{symplectic_euler: {friction: 0.2}}", one, step, 0.5 * log(0.9))
    try check("explicit_euler", one, "time_step: {values: [0.05]}", 0.5 * log(1.0025))
    // A map that is flat: less than can be told.
    let flat = try exponents("newton", on: one, "learning_rate: {values: [1]}", steps: 100)[0]
    #expect(flat <= 0.49 * log(Double.ulpOfOne))
  }

  /// Oracle d4.39: at η = 3 the map is conjugate to the logistic map at full chaos.
  @Test func `chaos of the cubic has the exponent ln 2, and windows of order have less than 0`()
    throws
  {
    let found = try exponents(
      "gradient_descent", on: "cubic", "learning_rate: {values: [1, 2.1, 2.835, 3]}",
      steps: 20_000, more: "initial_point: [0.4]")
    #expect((found[3] - log(2)).magnitude < 0.01, "\(found)")
    // A cycle of three; and one of two, whose multiplier is 5 − η².
    #expect(found[2] < -0.05, "\(found)")
    #expect((found[1] - 0.5 * log((5 - 2.1 * 2.1).magnitude)).magnitude < 1e-6, "\(found)")
    // η = 1 is superstable: f″ = 1 where it comes to rest.
    #expect(found[0] < -5)
  }

  /// One coordinate and noise that multiplies: the displacement is multiplied by what x is.
  @Test func `with noise it is the exponent of the random map`() throws {
    let sweep = """
      objective: {quadratic: {eigenvalues: [1]}}
      optimizer: gradient_descent
      noise: {multiplicative: {sigma: 2, distribution: two_point}}
      axes: {learning_rate: {values: [0.3, 0.5, 0.56]}}
      steps: 600
      precision: float64
      verdict: {tolerance: 0, escape_radius: 1e30}
      record: [rate, lyapunov_exponent]
      """
    let found = try answers(sweep, [.rate, .lyapunovExponent])
    for (rate, exponent) in zip(found[.rate] ?? [], found[.lyapunovExponent] ?? []) {
      #expect(rate.isFinite && (rate - exponent).magnitude < 1e-6, "\(rate), \(exponent)")
    }
  }

  // MARK: Lyapunov functions and majorisation: theorems

  /// GD: f falls if 0 < ηL < 2. Heavy ball: ηL ≤ 1 − β². Nesterov: ηL ≤ 1.
  private func limit(_ rule: String, momentum: Double) -> Double {
    switch rule {
    case "gradient_descent": 2
    case "heavy_ball": 1 - momentum * momentum
    default: 1
    }
  }

  @Test(arguments: ["gradient_descent", "heavy_ball", "nesterov"], Precision.allCases)
  func `the Lyapunov function falls where theorems say so`(
    rule: String, precision: Precision
  ) throws {
    let momenta = rule == "gradient_descent" ? [0] : [0.05, 0.3, 0.6, 0.9, 0.99]
    for momentum in momenta {
      let limit = limit(rule, momentum: momentum) / 100
      let rates = [0.1, 0.5, 0.9, 0.999].map { $0 * limit }
      let optimizer =
        rule == "gradient_descent" ? rule : "{\(rule): {momentum: \(momentum)}}"
      for objective in [
        "{quadratic: {eigenvalues: [100, 30, 1]}}",
        "{quadratic: {eigenvalues: [100, 7, 1], minimum: [2, -1, 0.3]}}",
      ] {
        let found = try answers(
          """
          objective: \(objective)
          initial_point: [1, -0.5, 2]
          optimizer: \(optimizer)
          axes: {learning_rate: {values: \(rates)}}
          steps: 3000
          precision: \(precision.rawValue)
          verdict: {tolerance: 0}
          record: [lyapunov_violations]
          """, [.lyapunovViolations, .lyapunovFirstViolation])
        #expect(found[.lyapunovViolations] == rates.map { _ in 0 }, "\(optimizer), \(objective)")
        #expect(found[.lyapunovFirstViolation] == rates.map { _ in 0 })
      }
    }
  }

  @Test(arguments: Precision.allCases)
  func `beyond the edge f grows at every step, and before it the bound fails first`(
    precision: Precision
  ) throws {
    let found = try answers(
      """
      objective: {quadratic: {eigenvalues: [2]}}
      optimizer: gradient_descent
      axes: {learning_rate: {values: [0.2, 0.4999, 0.5, 0.5001, 0.9, 1.01]}}
      steps: 100
      precision: \(precision.rawValue)
      verdict: {tolerance: 0}
      record: [lyapunov_violations, descent_violations]
      """, [.lyapunovViolations, .lyapunovFirstViolation, .descentViolations])
    #expect(found[.lyapunovViolations] == [0, 0, 0, 0, 0, 100])
    #expect(found[.lyapunovFirstViolation] == [0, 0, 0, 0, 0, 1])
    let failures = found[.descentViolations] ?? []
    #expect(failures[0] == 0 && failures[1] == 0 && failures[2] == 0)
    #expect(failures[4] == 100 && failures[5] == 100)
  }

  /// A schedule makes the bound another one at every step: here it ends at a tenth.
  @Test func `the bound is that of the step's own learning rate`() throws {
    let found = try answers(
      """
      objective: {quadratic: {eigenvalues: [1]}}
      optimizer: gradient_descent
      initial_point: [1e140]
      schedule: {linear: {final: 0.1}}
      axes: {learning_rate: {values: [1.9]}}
      steps: 1000
      precision: float64
      verdict: {tolerance: 0, escape_radius: 1e200}
      record: [descent_violations]
      """, [.descentViolations])
    // η_k = 1.9 (1 − 0.9 (k − 1)/1000) > 1 up to step 527, where x has not yet become zero.
    #expect(found[.descentViolations] == [527])
  }

  // MARK: Energy

  /// Symplectic Euler and Verlet keep it within O(h) and O(h²), explicit Euler multiplies it by
  /// 1 + h²λ/m in a step.
  @Test func `energy of an oscillator`() throws {
    func drift(_ optimizer: String, _ steps: Int, _ h: [Double]) throws -> [Double] {
      try answers(
        """
        objective: {quadratic: {eigenvalues: [1]}}
        initial_point: [1]
        optimizer: \(optimizer)
        axes: {time_step: {values: \(h)}}
        steps: \(steps)
        precision: float64
        record: [energy_drift]
        """, [.energyDrift])[.energyDrift] ?? []
    }
    let steps = [0.025, 0.05, 0.1]
    let euler = try drift("explicit_euler", 100, steps)
    for (h, drift) in zip(steps, euler) {
      #expect((drift - (pow(1 + h * h, 100) - 1)).magnitude < 1e-12 * drift.magnitude + 1e-12)
    }
    let symplectic = try drift("symplectic_euler", 10_000, steps)
    let verlet = try drift("velocity_verlet", 10_000, steps)
    // Over whole periods: the orders are 1 and 2.
    for i in 0..<2 {
      #expect((symplectic[i + 1] / symplectic[i] - 2).magnitude < 0.1, "\(symplectic)")
      #expect((verlet[i + 1] / verlet[i] - 4).magnitude < 0.1, "\(verlet)")
    }
  }

  // MARK: Sharpness

  @Test(arguments: Precision.allCases)
  func `sharpness of quadratics and saddles, whichever curvature is dominant`(
    precision: Precision
  ) throws {
    let error = precision == .float64 ? 1e-8 : 3e-4
    func sharpness(_ objective: String, _ axis: String, _ start: String) throws -> [Double] {
      let found = try answers(
        """
        objective: \(objective)
        initial_point: \(start)
        optimizer: {gradient_descent: {learning_rate: 1e-3}}
        axes: {\(axis)}
        steps: 100
        precision: \(precision.rawValue)
        record: [sharpness]
        """, [.sharpness, .sharpnessMinimum, .sharpnessMean])
      #expect(found[.sharpness]?.count == found[.sharpnessMean]?.count)
      for (last, mean) in zip(found[.sharpness] ?? [], found[.sharpnessMean] ?? []) {
        #expect((last - mean).magnitude <= max(error * last.magnitude, 1e-4))
      }
      return found[.sharpness] ?? []
    }
    for (value, expected) in zip(
      try sharpness(
        "{quadratic: {eigenvalues: [null, 3, 1, 0.5], rotation: 0.7}}",
        "eigenvalue_0: {values: [-6, -3, -1, 0.1, 2.9999, 3, 100]}", "[1, 1, 1, 1]"),
      [3.0, 3, 3, 3, 3, 3, 100])
    {
      // Where two are nearly the same it lies between them.
      #expect((value - expected).magnitude <= max(error * 100, 1e-4), "\(value)")
    }
    for (value, gamma) in zip(
      try sharpness(
        "{saddle: {stable_curvature: 1}}", "unstable_curvature: {values: [0.5, 1, 5]}", "[1, 1e-3]"),
      [0.5, 1, 5])
    {
      #expect((value - 1).magnitude <= error * max(gamma, 1), "γ = \(gamma): \(value)")
    }
    // A maximum: all curvatures are negative.
    let hill = try sharpness(
      "{quadratic: {eigenvalues: [-2, -5]}}", "initial_point_1: {values: [1]}", "[1, null]")
    #expect((hill[0] + 2).magnitude < error * 5)
  }

  /// Gradient descent on ½(xy − 1)² starts beside a minimum of sharpness S₀ = 9.11. Where that is
  /// below 2/η it stays; where it is above, it goes to a minimum about as far below 2/η.
  @Test func `the edge of stability`() throws {
    let rates = [0.1, 0.2, 0.22, 0.225, 0.23]
    let found = try answers(
      """
      objective: scalar_factorization
      initial_point: [3, 0.35]
      optimizer: gradient_descent
      axes: {learning_rate: {values: \(rates)}}
      steps: 20000
      precision: float64
      record: [sharpness]
      """, [.verdict, .sharpness])
    #expect(found[.verdict] == rates.map { _ in 1 })
    let products = zip(rates, found[.sharpness] ?? []).map { $0 * $1 }
    let first = rates.map { 9.11 * $0 }
    #expect((products[0] - first[0]).magnitude < 0.01 && (products[1] - first[1]).magnitude < 0.01)
    for i in 2..<5 {
      #expect(products[i] < 2 && (products[i] - (4 - first[i])).magnitude < 0.02, "\(products)")
    }
  }

  // MARK: Seeds

  @Test func `over seeds they become means`() throws {
    let plan = try plan(
      """
      objective: rosenbrock
      optimizer: heavy_ball
      noise: {gaussian: 0.1}
      seeds: 5
      axes:
        momentum: {values: [0.5, 0.9]}
        learning_rate: {values: [1e-4, 1e-3, 3e-3, 1]}
      steps: 200
      precision: float64
      record: [lyapunov_violations, descent_violations, sharpness, energy_drift, lyapunov_exponent]
      """)
    let pairs: [(Variable, Variable, isOfStable: Bool)] = [
      (.lyapunovViolations, .lyapunovViolationsMean, false),
      (.descentViolations, .descentViolationsMean, false),
      (.lyapunovExponent, .lyapunovExponentMean, false),
      (.sharpness, .sharpnessLastMean, true), (.sharpnessMinimum, .sharpnessMinimumMean, true),
      (.sharpnessMean, .sharpnessMeanMean, true), (.energyDrift, .energyDriftMean, true),
    ]
    let run = CellRun(plan: plan, kernel: try reference(for: plan))
    for row in 0..<2 {
      for column in 0..<4 {
        let all = run.result(at: [row, column])
        let seeds = (0..<5).map { run.result(at: [row, column], seed: $0) }
        for (one, mean, isOfStable) in pairs {
          let values = seeds.filter {
            !isOfStable || $0[.verdict][0] != Verdict.diverged.rawValue
          }.compactMap { $0.value(of: one, inCell: 0) }
          let found = try #require(all.value(of: mean, inCell: 0))
          let expected = values.reduce(0, +) / Double(values.count)
          #expect(
            found == expected || found.isNaN && expected.isNaN
              || (found - expected).magnitude <= 1e-12 * expected.magnitude, "\(mean): \(found)")
        }
      }
    }
  }
}
