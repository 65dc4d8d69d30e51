import Dynamics
import Foundation
import SweepPlan
import Testing

/// The orders of the integrators, by halving the step: of errors in proportion to hᵖ the differences of
/// orbits with h, h/2 and h/4, the largest at matched times, have the ratio 2ᵖ.
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

  /// log₂ of the ratio, from 40 steps on.
  private func order(_ run: VectorRun, halving step: String) throws -> Double {
    let steps = run.steps
    let length = try #require(run.numbers[step])
    let orbits = try [1, 2, 4].map { factor in
      var run = run
      run.steps = steps * factor
      // By substeps the number grows and the steps stay.
      if step == "substeps" {
        run.steps = steps
        run.numbers[step] = length * Double(factor)
        return try run.iterates().map { $0[0] }
      }
      run.numbers[step] = length / Double(factor)
      let x = try run.iterates()
      return (0...steps).map { x[$0 * factor][0] }
    }
    func largest(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).map { abs($0 - $1) }.max() ?? .nan
    }
    return log2(largest(orbits[0], orbits[1]) / largest(orbits[1], orbits[2]))
  }

  private func run(_ rule: String, _ numbers: [String: Double]) -> VectorRun {
    VectorRun(
      optimizer: rule, numbers: numbers, objective: "double_well", start: [0.4], velocity: [0],
      steps: 40)
  }

  /// To t = 1 in the double well, whose curvature is of the order of one. What is left of the next
  /// power of h moves the measured order by up to 0.13 (Adam's flow).
  @Test(arguments: cases) func `an error falls as a power of the step`(item: Case) throws {
    var run = run(item.rule, item.numbers.merging([item.step: 0.025]) { $1 })
    run.options = item.options
    let order = try order(run, halving: item.step)
    #expect(abs(order - item.order) < 0.15, "\(order)")
  }

  /// From t₀ = 0, where the damping is infinite, no order is lost: what the first steps err is damped
  /// away as (h/t)³.
  @Test func `Nesterov's flow from its singular time`() throws {
    let order = try order(run("flow.nesterov", ["time_step": 0.025]), halving: "time_step")
    #expect(order > 3.9, "\(order)")
  }

  /// The same by substeps at a fixed time step: matched times stay matched.
  @Test func `substeps have the order of steps`() throws {
    let numbers = ["time_step": 0.1, "substeps": 2, "friction": 0.3]
    let order = try order(run("flow.heavy_ball", numbers), halving: "substeps")
    #expect(abs(order - 4) < 0.15, "\(order)")
  }
}
