import Dynamics
import Foundation
import SweepPlan
import Testing

/// The orders of the integrators, by halving the step: of errors in proportion to hᵖ the differences of
/// results with h, h/2 and h/4 have the ratio 2ᵖ.
struct ConvergenceOrderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: String
    let order: Double
    /// The number that is halved.
    var step = "time_step"
    var numbers: [String: Double] = [:]
    var options: [String: String] = [:]
    var testDescription: String { rule }
  }

  static let cases: [Case] = [
    Case(rule: "gradient_descent", order: 1, step: "learning_rate"),
    Case(rule: "implicit_gradient_descent", order: 1, step: "learning_rate"),
    Case(rule: "extragradient", order: 1, step: "learning_rate"),
    Case(rule: "runge_kutta_4", order: 4, step: "learning_rate"),
    Case(rule: "explicit_euler", order: 1, numbers: ["friction": 0.3]),
    Case(rule: "symplectic_euler", order: 1, numbers: ["friction": 0.3]),
    Case(rule: "velocity_verlet", order: 2, numbers: ["friction": 0.3]),
    Case(rule: "flow.gradient", order: 4),
    Case(rule: "flow.heavy_ball", order: 4, numbers: ["mass": 2, "friction": 0.3]),
    Case(rule: "flow.nesterov", order: 4, numbers: ["start_time": 0.5]),
    Case(
      rule: "flow.rmsprop", order: 4, numbers: ["learning_rate": 1, "beta2": 0.5, "epsilon": 0.1]),
    Case(
      rule: "flow.adam", order: 4,
      numbers: ["learning_rate": 1, "beta1": 0.3, "beta2": 0.5, "epsilon": 0.1]),
    Case(
      rule: "flow.lion", order: 4, numbers: ["look_ahead": 0.2, "weight_decay": 0.1],
      options: ["kernel": "tanh"]),
    Case(rule: "flow.langevin", order: 1, numbers: ["temperature": 0]),
  ]

  /// To t = 1 in the quartic double well, whose curvature along the way is of the order of one.
  @Test(arguments: cases) func `an error falls as a power of the step`(item: Case) throws {
    let steps = 20
    let ends = try [1, 2, 4].map { factor in
      var run = VectorRun(
        optimizer: item.rule, options: item.options, numbers: item.numbers,
        objective: "double_well", start: [0.4], velocity: [], steps: steps * factor)
      run.numbers[item.step] = 1 / Double(steps * factor)
      return try run.iterates()[steps * factor][0]
    }
    let order = log2((ends[0] - ends[1]) / (ends[1] - ends[2]))
    #expect(abs(order - item.order) < 0.12, "\(order)")
  }

  /// From t₀ = 0, where the damping is infinite, the order is not lost: what the first steps err is
  /// damped away as (h/t)³.
  @Test func `Nesterov's flow from its singular time`() throws {
    let ends = try [1, 2, 4].map { factor in
      try VectorRun(
        optimizer: "flow.nesterov", numbers: ["time_step": 0.05 / Double(factor)],
        objective: "double_well", start: [0.4], steps: 40 * factor
      ).iterates()[40 * factor][0]
    }
    #expect(log2((ends[0] - ends[1]) / (ends[1] - ends[2])) > 3.5)
  }

  /// The same by substeps at a fixed time step: matched times stay matched.
  @Test func `substeps have the order of steps`() throws {
    let ends = try [1, 2, 4].map { substeps in
      try VectorRun(
        optimizer: "flow.heavy_ball",
        numbers: ["time_step": 0.1, "substeps": Double(substeps), "friction": 0.3],
        objective: "double_well", start: [0.4], steps: 10
      ).iterates()[10][0]
    }
    #expect(abs(log2((ends[0] - ends[1]) / (ends[1] - ends[2])) - 4) < 0.12)
  }
}
