import Foundation
import SweepEngine
import SweepPlan
import Testing

/// `lyapunov_exponent` where it is known: ln ρ on quadratics, ln 2 in full chaos.
struct LyapunovExponentTests {
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

  /// Complex roots: the displacement's length swings about its mean, and the line through 10⁴ steps
  /// leaves about 6 · 2/(10⁸ ω) of that.
  @Test(arguments: ["velocity", "position", "accumulated", "dampened"])
  func `of a heavy ball it is ½ ln β where the roots are complex`(form: String) throws {
    let momenta = [0.5, 0.81, 0.95, 1]
    let found = try exponents(
      "{heavy_ball: {form: \(form), learning_rate: 0.05}}",
      on: "{quadratic: {eigenvalues: [20, 10]}}", "momentum: {values: \(momenta)}")
    for (momentum, exponent) in zip(momenta, found) {
      #expect((exponent - 0.5 * log(momentum)).magnitude < 4e-6, "\(momentum): \(exponent)")
    }
  }

  /// ½ ln (1 + h²) > 0 at every h, though ‖δ‖ swings by a factor of 1/h.
  @Test func `explicit Euler on an oscillator grows at every time step`() throws {
    let steps = (1...60).map { Double($0) / 600 }
    let found = try exponents(
      "explicit_euler", on: "{quadratic: {eigenvalues: [1]}}", "time_step: {values: \(steps)}",
      steps: 20_000)
    for (h, exponent) in zip(steps, found) {
      let exact = 0.5 * log(1 + h * h)
      // 6 · ln(1/h)/(10⁸ · 2h), the line's.
      #expect(
        (exponent - exact).magnitude < 3e-8 * -log(h) / h + 1e-8, "\(h): \(exponent), \(exact)")
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

  /// One coordinate and noise that multiplies: the displacement is multiplied by what x is. The line
  /// through a random walk and its two ends differ by about its steps' deviation, 0.55 at most, divided by
  /// the root of the 300 steps.
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
      #expect(rate.isFinite && (rate - exponent).magnitude < 0.06, "\(rate), \(exponent)")
    }
  }
}
