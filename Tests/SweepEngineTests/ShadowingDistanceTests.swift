import Foundation
import SweepPlan
import Testing

/// δ and ε against closed forms on quadratics, the flow being known there.
///
/// Eight substeps of the classical Runge–Kutta method leave the flow within 10⁻⁵ of δ while hλ ≤ 1.
struct ShadowingDistanceTests {
  @Test(arguments: [("float64", 1e-5), ("float32", 1e-4)])
  func `gradient descent's are those of (1 − hλ)ᵏ and e^(−hλk)`(
    precision: String, tolerance: Double
  ) throws {
    let steps = [0.05, 0.1, 0.3, 0.5]
    let found = try answers(
      """
      objective: {quadratic: {eigenvalues: [2, 0.5]}}
      initial_point: [1, -3]
      optimizer: gradient_descent
      axes: {learning_rate: {values: \(steps)}}
      steps: 400
      precision: \(precision)
      verdict: {tolerance: 0}
      record: [shadowing_distance]
      """, [.shadowingDistance, .pseudoOrbitError])
    for (cell, h) in steps.enumerated() {
      let orbit = { (k: Double) in [pow(1 - 2 * h, k), -3 * pow(1 - h / 2, k)] }
      let flow = { (k: Double) in [exp(-2 * h * k), -3 * exp(-h / 2 * k)] }
      let epsilon = (0...400).map { length(orbit(Double($0)), flow(Double($0))) }.max() ?? .nan
      // The miss is largest where the flow starts.
      let delta = length(orbit(1), flow(1))
      for (variable, expected) in [
        (Variable.shadowingDistance, epsilon), (.pseudoOrbitError, delta),
      ] {
        let value = try #require(found[variable]?[cell])
        #expect(abs(value / expected - 1) < tolerance, "h = \(h): \(value), not \(expected)")
      }
    }
  }

  /// The squares of such distances are not among the numbers that there are.
  @Test func `sizes far from one are only a scale`() throws {
    func found(_ size: String, _ rule: String, _ axis: String) throws -> [Double] {
      let answers = try answers(
        """
        objective: {quadratic: {eigenvalues: [2, 0.5]}}
        initial_point: [\(size), \(size)]
        optimizer: \(rule)
        axes: {\(axis): {values: [0.25]}}
        steps: 40
        precision: float64
        verdict: {escape_radius: 1e300, tolerance: 0}
        record: [shadowing_distance]
        """, [.shadowingDistance, .pseudoOrbitError])
      return try [Variable.shadowingDistance, .pseudoOrbitError].map {
        try #require(answers[$0]?.first)
      }
    }
    for (rule, axis) in [
      ("gradient_descent", "learning_rate"), ("{symplectic_euler: {friction: 1}}", "time_step"),
    ] {
      let usual = try found("1", rule, axis)
      for (size, scale) in [("1e200", 1e200), ("1e-200", 1e-200)] {
        for (one, other) in zip(usual, try found(size, rule, axis)) {
          #expect(abs(other / scale / one - 1) < 1e-13)
        }
      }
    }
  }

  struct Motion: Sendable, CustomTestStringConvertible {
    let rule: String
    let axes: String
    /// At the start.
    var velocity = 0.0
    var testDescription: String { rule }
  }

  /// h = 0.1, m = 1, γ = 0.3 of each.
  static let motions = [
    Motion(
      rule: "heavy_ball", axes: "learning_rate: {values: [0.01]}, momentum: {values: [0.97]}"),
    Motion(
      rule: "{heavy_ball: {form: position, momentum: 0.97}}",
      axes: "learning_rate: {values: [0.01]}"),
    Motion(
      rule: "{heavy_ball: {form: physics, friction: 0.3}}", axes: "time_step: {values: [0.1]}"),
    Motion(
      rule: "{symplectic_euler: {friction: 0.3}}", axes: "time_step: {values: [0.1]}",
      velocity: -1.5),
  ]

  @Test(arguments: motions)
  func `heavy ball's are those of a damped oscillator`(motion: Motion) throws {
    let (h, friction, curvature) = (0.1, 0.3, 4.0)
    let found = try answers(
      """
      objective: {quadratic: {eigenvalues: [\(curvature)]}}
      initial_point: [2]
      \(motion.velocity == 0 ? "" : "initial_velocity: [\(motion.velocity)]")
      optimizer: \(motion.rule)
      axes: {\(motion.axes)}
      steps: 500
      precision: float64
      verdict: {tolerance: 0}
      record: [shadowing_distance]
      """, [.shadowingDistance, .pseudoOrbitError])

    let omega = (curvature - friction * friction / 4).squareRoot()
    func flow(_ t: Double) -> [Double] {
      let decay = exp(-friction / 2 * t)
      let b = (motion.velocity + friction / 2 * 2) / omega
      let x = decay * (2 * cos(omega * t) + b * sin(omega * t))
      return [
        x, -friction / 2 * x + decay * omega * (b * cos(omega * t) - 2 * sin(omega * t)),
      ]
    }
    func image(_ y: [Double]) -> [Double] {
      let v = y[1] - h * (friction * y[1] + curvature * y[0])
      return [y[0] + h * v, v]
    }
    var orbit = [2, motion.velocity]
    var (epsilon, delta) = (0.0, 0.0)
    for k in 1...500 {
      let (before, after) = (flow(Double(k - 1) * h), flow(Double(k) * h))
      orbit = image(orbit)
      epsilon = max(epsilon, abs(orbit[0] - after[0]))
      delta = max(delta, length(image(before), after))
    }
    #expect(abs(try #require(found[.shadowingDistance]?[0]) / epsilon - 1) < 1e-5)
    #expect(abs(try #require(found[.pseudoOrbitError]?[0]) / delta - 1) < 1e-5)
  }

  @Test func `where numbers end, or no flow is, they are infinite`() throws {
    let found = try answers(
      """
      objective: {quadratic: {eigenvalues: [1]}}
      initial_point: [1]
      optimizer: heavy_ball
      axes:
        momentum: {values: [0.5]}
        learning_rate: {values: [-0.1, 0, 0.1, 1e300]}
      steps: 64
      precision: float64
      verdict: {escape_radius: 1e308}
      record: [shadowing_distance]
      """, [.shadowingDistance, .pseudoOrbitError])
    #expect(found[.shadowingDistance]?.map(\.isFinite) == [false, false, true, false])
    #expect(found[.pseudoOrbitError]?.map(\.isFinite) == [false, false, true, false])
  }

  /// ‖a − b‖₂
  private func length(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }
}
