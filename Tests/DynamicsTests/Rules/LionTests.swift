import Foundation
import SweepPlan
import Testing

struct LionTests {
  /// (x − 2)² with w = 1: the minimiser 2 lies outside of the box.
  let parabola = RuleRun.Ground.quadratic([2], minimum: 2)

  @Test(arguments: ["sign", "tanh"]) func `(x − 2)² with w = 1 ends at the wall`(kernel: String)
    throws
  {
    let run = RuleRun(
      "lion", ["kernel": kernel], ["learning_rate": 0.1, "weight_decay": 1], on: parabola, from: [0]
    )
    let path = try run.path(4000)
    #expect(path.allSatisfy { $0 <= 1 })
    switch kernel {
    case "sign": #expect(agree(path[4000], 1, within: 1e-15))
    // tanh(2(2 − x)) = x.
    default: #expect(agree(path[4000], tanh(2 * (2 - path[4000])), within: 1e-12))
    }
  }

  @Test(arguments: Precision.allCases)
  func `while the sign stays a step is (1 − ηw) x + η, rounded once`(precision: Precision) throws {
    let run = RuleRun(
      "lion", ["learning_rate": 0.1, "weight_decay": 1], on: parabola, from: [0.3], precision)
    let path = try run.path(200)
    func expectProducts<Scalar: BinaryFloatingPoint>(_: Scalar.Type) {
      let eta = Scalar(0.1)
      for (one, other) in zip(path, path.dropFirst()) {
        #expect(Double(eta.addingProduct(1 - eta, Scalar(one))) == other)
      }
    }
    precision == .float32 ? expectProducts(Float.self) : expectProducts(Double.self)
  }

  @Test func `in halves the steps are exact`() throws {
    let run = RuleRun(
      "lion", ["learning_rate": 0.5, "weight_decay": 1], on: parabola, from: [0])
    #expect(try run.path(4) == [0, 0.5, 0.75, 0.875, 0.9375])
  }

  /// Oracle d4.42: for 0 < ηw ≤ 1 the box is not left, and outside of it the distance shrinks by
  /// 1 − ηw a step, whatever the gradient.
  @Test func `random runs do not leave the box`() throws {
    var random = SplitMix64(state: 42)
    for _ in 0..<2000 {
      let power = { (range: ClosedRange<Double>) in pow(10, .random(in: range, using: &random)) }
      let share = Double.random(in: 0.001...1, using: &random)
      let eta = power(-3...1)
      let wall = eta / share
      let betas = (
        Double.random(in: 0...1, using: &random), Double.random(in: 0...1, using: &random)
      )
      let start = (0..<2).map { _ in wall * Double.random(in: -3...3, using: &random) }
      let run = RuleRun(
        "lion", ["kernel": Bool.random(using: &random) ? "sign" : "tanh"],
        ["learning_rate": eta, "weight_decay": share / eta, "beta1": betas.0, "beta2": betas.1],
        on: .quadratic(
          [power(-2...2), power(-2...2)], minimum: wall * .random(in: -3...3, using: &random),
          rotation: .random(in: 0...3, using: &random)),
        from: start)
      var excess = start.map { max($0.magnitude - wall, 0) }
      for x in try run.iterates(60).dropFirst() {
        excess = excess.map { (1 - share) * $0 }
        for i in 0..<2 where x[i].magnitude - wall > excess[i] + 1e-13 * (wall + start[i].magnitude)
        {
          Issue.record("\(run): \(x), wall \(wall)")
        }
      }
    }
  }

  /// Oracle d4.42.
  @Test func `for 1 < ηw < 2 it ends within η/(2 − ηw), from 2 on it may diverge`() throws {
    let numbers = ["learning_rate": 1, "weight_decay": 1.5]
    let path = try RuleRun("lion", numbers, on: .quadratic([3]), from: [1e3]).path(300)
    #expect(path[200...].allSatisfy { $0.magnitude <= 2 * (1 + 1e-13) })
    let beyond = RuleRun(
      "lion", ["learning_rate": 1, "weight_decay": 2.5], on: .quadratic([3]), from: [10])
    #expect(try beyond.grows())
  }

  /// Oracle d4.43.
  @Test(arguments: ["old", "updated"], ["sign", "tanh"])
  func `the equations in plain numbers`(momentum: String, kernel: String) throws {
    let (eta, beta1, beta2, decay) = (0.01, 0.7, 0.9, 0.3)
    let run = RuleRun(
      "lion", ["momentum_used": momentum, "kernel": kernel],
      ["learning_rate": eta, "beta1": beta1, "beta2": beta2, "weight_decay": decay],
      on: .rosenbrock, from: [-1.2, 1])
    try expectSteps(of: run, 60, within: 1e-10, gradient: gradientOfRosenbrock) { x, memory, g, _ in
      let old = memory[0]
      memory[0] = beta2 * old + (1 - beta2) * g
      let c = beta1 * (momentum == "old" ? old : memory[0]) + (1 - beta1) * g
      let direction = kernel == "tanh" ? tanh(c) : c == 0 ? 0 : c < 0 ? -1.0 : 1
      x = x - eta * (direction + decay * x)
    }
  }

  /// c = β₁(β₂ m + (1 − β₂) g) + (1 − β₁) g = β₁β₂ m + (1 − β₁β₂) g.
  @Test func `the updated momentum is the old one with β₁β₂ for β₁`() throws {
    let numbers = ["learning_rate": 0.01, "beta2": 0.9, "weight_decay": 0.3]
    func iterates(_ used: String, _ beta1: Double) throws -> [[Double]] {
      try RuleRun(
        "lion", ["momentum_used": used, "kernel": "tanh"], numbers.merging(["beta1": beta1]) { $1 },
        on: .quadratic([3, 1]), from: [2, -1]
      ).iterates(200)
    }
    for (one, other) in zip(try iterates("updated", 0.5), try iterates("old", 0.45)) {
      #expect(zip(one, other).allSatisfy { agree($0, $1, within: 0, orBy: 1e-14) })
    }
  }

  /// tanh c ≈ c near rest: 2(1 + β₂)/(1 + β₂ − 2β₁) without decay, with β₁β₂ for β₁ if updated.
  @Test func `the edge of stability with tanh`() throws {
    for (used, beta1) in [("old", 0.9), ("updated", 0.9 * 0.99)] {
      let run = RuleRun("lion", ["kernel": "tanh", "momentum_used": used], [:], from: [1e-140])
      try expectEdge(at: 2 * 1.99 / (1.99 - 2 * beta1), of: run, "\(used)")
    }
  }

  @Test func `it rests where the gradient is zero`() throws {
    let run = RuleRun("lion", ["learning_rate": 0.1], from: [0])
    #expect(try run.path(5).allSatisfy { $0 == 0 })
  }
}
