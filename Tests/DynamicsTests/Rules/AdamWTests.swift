import Foundation
import SweepPlan
import Testing

struct AdamWTests {
  let nothing = RuleRun.Ground.quadratic([0])

  /// 1 − ηw = 7/8, exactly, for as long as 7ᵏ has 53 bits.
  @Test func `on f = 0 it shrinks x by exactly (1 − ηw)ᵏ`() throws {
    let run = RuleRun("adamw", ["learning_rate": 0.5, "weight_decay": 0.25], on: nothing)
    for (k, x) in try run.path(18).enumerated() { #expect(x == pow(0.875, Double(k))) }
  }

  /// Elsewhere each product is rounded once, and nothing else is.
  @Test(arguments: Precision.allCases)
  func `on f = 0 a step is one product`(precision: Precision) throws {
    let run = RuleRun(
      "adamw", ["learning_rate": 0.3, "weight_decay": 0.01], on: nothing, from: [1.1], precision)
    let path = try run.path(200)
    func expectProducts<Scalar: BinaryFloatingPoint>(_: Scalar.Type) {
      let kept = Scalar(1).addingProduct(-Scalar(0.3), Scalar(0.01))
      for (one, other) in zip(path, path.dropFirst()) {
        #expect(Double(kept * Scalar(one)) == other)
      }
    }
    precision == .float32 ? expectProducts(Float.self) : expectProducts(Double.self)
  }

  @Test func `Adam with l2 does not: it walks by η`() throws {
    let path = try RuleRun(
      "adam", ["learning_rate": 0.01, "l2": 0.25, "epsilon": 0], on: nothing
    ).path(3)
    for (k, x) in path.enumerated() { #expect(agree(x, 1 - 0.01 * Double(k), within: 1e-4)) }
  }

  /// Under a schedule that falls from 1 to 0 in four steps.
  @Test func `only the first convention decays as η is scheduled`() throws {
    func path(_ scale: String) throws -> [Double] {
      var run = RuleRun(
        "adamw", ["decay_scale": scale],
        ["learning_rate": 0.5, "weight_decay": 0.5, "final": 0], schedule: .linear, on: nothing)
      run.scheduledSteps = 4
      return try run.path(4)
    }
    // s(k) = 1, ¾, ½, ¼ and 1 − s/4.
    #expect(try path("learning_rate") == [1, 12, 12 * 13, 12 * 13 * 14, 12 * 13 * 14 * 15].scaled)
    #expect(try path("independent") == [1, 0.5, 0.25, 0.125, 0.0625])
  }

  @Test func `without decay it is Adam, bit for bit`() throws {
    let adam = RuleRun("adam", ["learning_rate": 0.01], on: .rosenbrock, from: [-1.2, 1])
    let run = RuleRun(
      "adamw", ["learning_rate": 0.01, "weight_decay": 0], on: .rosenbrock, from: [-1.2, 1])
    #expect(try run.iterates(300) == adam.iterates(300))
  }

  @Test(arguments: ["learning_rate", "independent"])
  func `the equations in plain numbers`(scale: String) throws {
    let (eta, decay) = (0.01, 0.2)
    let run = RuleRun(
      "adamw", ["decay_scale": scale], ["learning_rate": eta, "weight_decay": decay],
      on: .rosenbrock, from: [-1.2, 1])
    try expectSteps(of: run, 100, within: 1e-11, gradient: gradientOfRosenbrock) {
      x, memory, g, k in
      memory[0] = 0.9 * memory[0] + 0.1 * g
      memory[1] = 0.999 * memory[1] + 0.001 * g * g
      let m = memory[0] / (1 - pow(0.9, Double(k)))
      let s = memory[1] / (1 - pow(0.999, Double(k)))
      let step = eta * m / (sqrt(s) + 1e-8)
      x = x - (scale == "independent" ? decay : eta * decay) * x - step
    }
  }

  /// ηλ < P(2 − ηw)(1 + β₁)/(1 − β₁) with P = ε = 1 and λ = 1; independent has w for ηw.
  @Test func `the edge with a frozen preconditioner`() throws {
    let numbers = ["epsilon": 1, "weight_decay": 0.01]
    try expectEdge(at: 38 / 1.19, of: RuleRun("adamw", numbers, from: [1e-140]))
    try expectEdge(
      at: 1.99 * 19, of: RuleRun("adamw", ["decay_scale": "independent"], numbers, from: [1e-140]))
  }
}

extension [Double] {
  /// Element k over 16ᵏ.
  fileprivate var scaled: [Double] { enumerated().map { $1 / pow(16, Double($0)) } }
}
