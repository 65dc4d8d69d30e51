import Foundation
import SweepEngine
import SweepPlan
import Testing

/// `lyapunov_violations`, `descent_violations` and `energy_drift` where theorems say what comes of them.
struct LyapunovFunctionTests {
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
}
