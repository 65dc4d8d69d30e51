import Foundation
import SweepPlan
import Testing

struct AdamTests {
  /// Oracle d1.12.
  @Test(arguments: Precision.allCases)
  func `the first step is η long in every coordinate`(precision: Precision) throws {
    let run = RuleRun(
      "adam", ["learning_rate": 0.25, "epsilon": 0], on: .quadratic([1e-6, 1, 1e6]),
      from: [1, -2, 3], precision)
    for (x, known) in zip(try run.iterates(1)[1], [0.75, -1.75, 2.75]) {
      #expect(agree(x, known, within: precision == .float32 ? 1e-6 : 1e-15))
    }
  }

  @Test(arguments: ["on", "off"]) func `the equations in plain numbers`(correction: String) throws {
    let (eta, beta1, beta2, epsilon, epsilonRoot, l2) = (0.01, 0.8, 0.95, 1e-3, 1e-4, 0.3)
    let run = RuleRun(
      "adam", ["bias_correction": correction],
      [
        "learning_rate": eta, "beta1": beta1, "beta2": beta2, "epsilon": epsilon,
        "epsilon_root": epsilonRoot, "l2": l2,
      ], on: .rosenbrock, from: [-1.2, 1])
    try expectSteps(of: run, 100, within: 1e-11, gradient: gradientOfRosenbrock) {
      x, memory, g, k in
      let g = g + l2 * x
      memory[0] = beta1 * memory[0] + (1 - beta1) * g
      memory[1] = beta2 * memory[1] + (1 - beta2) * g * g
      let isOn = correction == "on"
      let m = memory[0] / (isOn ? 1 - pow(beta1, Double(k)) : 1)
      let s = memory[1] / (isOn ? 1 - pow(beta2, Double(k)) : 1)
      x -= eta * m / (sqrt(s + epsilonRoot) + epsilon)
    }
  }

  /// Oracle d1.11: started at 10⁻¹⁴⁰ the squares never matter, though a run may grow 10¹⁷ times
  /// before it shrinks; with β₁ = 0.99 and correction even 10¹²⁰ times.
  @Test(arguments: [
    ("on", 0, 2), ("on", 0.5, 6), ("on", 0.9, 38), ("off", 0.9, 38), ("off", 0.99, 398),
  ])
  func `near rest the edge is 2(1 + β₁)/(1 − β₁) ε`(
    known: (correction: String, beta1: Double, edge: Double)
  ) throws {
    let run = RuleRun(
      "adam", ["bias_correction": known.correction], ["beta1": known.beta1], from: [1e-140])
    try expectEdge(at: known.edge * 1e-8, of: run)
  }

  @Test func `the values that the oracle names: 37.9 decays, 38.1 grows`() throws {
    for (z, grows) in [(37.9, false), (38.1, true)] {
      #expect(try RuleRun("adam", ["learning_rate": z * 1e-8], from: [1e-140]).grows() == grows)
    }
  }

  /// Oracle d1.10: P = √ε₀ + ε = 1, and λ + α = 3/2.
  @Test func `the edge with a frozen preconditioner is 38 P/(λ + α)`() throws {
    let frozen = ["epsilon_root": 0.25, "epsilon": 0.5, "l2": 0.5]
    try expectEdge(at: 38 / 1.5, of: RuleRun("adam", frozen, from: [1e-140]))
    // β₂ = 1 without correction: s is 0 for good, at every size of x.
    let still = ["beta2": 1, "epsilon": 1.0]
    try expectEdge(at: 38, of: RuleRun("adam", ["bias_correction": "off"], still))
  }

  /// `Adam` has the bound. That of oracle d1.13, the paper's (η for β₁ = 0.99), is for a gradient after
  /// none: on a ridge, where gradients grow, steps are longer.
  @Test(arguments: [(0.9, 7.270292), (0.99, 2.299068)])
  func `no step is longer than the bound`(known: (beta1: Double, limit: Double)) throws {
    let (eta, beta2) = (0.1, 0.999)
    let q = known.beta1 * known.beta1 / beta2
    func bound(_ k: Int) -> Double {
      let sums =
        ((1 - pow(q, Double(k))) / (1 - q) * (1 - pow(beta2, Double(k))) / (1 - beta2)).squareRoot()
      return (1 - known.beta1) / (1 - pow(known.beta1, Double(k))) * sums
    }
    #expect(agree(bound(100_000), known.limit, within: 1e-6))
    let numbers = ["learning_rate": eta, "beta1": known.beta1, "epsilon": 0]
    let banana = RuleRun("adam", numbers, on: .rosenbrock, from: [-1.2, 1])
    let ridge = RuleRun("adam", numbers, on: .quadratic([-1]), from: [1e-4])
    for run in [banana, ridge] {
      let iterates = try run.iterates(2000)
      for k in 1...2000 {
        let steps = zip(iterates[k], iterates[k - 1]).map { ($0 - $1).magnitude }
        #expect(steps.allSatisfy { $0 <= bound(k) * eta * (1 + 1e-9) }, "step \(k): \(steps)")
      }
    }
    let path = try ridge.path(2000)
    #expect(zip(path, path.dropFirst()).contains { ($0 - $1).magnitude > 1.1 * eta })
  }

  /// Oracle d5: above the edge s grows and the normalised step takes over.
  @Test func `beyond the edge it stays of the order of η`() throws {
    let path = try RuleRun("adam", ["learning_rate": 0.1], on: .quadratic([1e4])).path(20_000)
    #expect(path[10_000...].allSatisfy { $0.magnitude <= 0.1 })
  }

  @Test func `what has no gradient stays where it is`() throws {
    let iterates = try RuleRun(
      "adam", ["learning_rate": 0.1, "epsilon": 0], on: .quadratic([1, 0]), from: [0, 7]
    ).iterates(10)
    #expect(iterates.allSatisfy { $0 == [0, 7] })
  }
}
