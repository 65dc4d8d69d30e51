import Foundation
import Testing

struct AdagradTests {
  /// x₀ = 1, λ = 1: s = s₀ + 1, then s₀ + 1 + x².
  @Test func `two steps by hand, as PyTorch and as optax take them`() throws {
    let libraries: [(options: [String: String], numbers: [String: Double])] = [
      ([:], ["epsilon": 1e-10]),
      (["epsilon_place": "inside"], ["epsilon": 1e-7, "initial_accumulator": 0.1]),
      (["epsilon_place": "outside"], ["epsilon": 0.5, "initial_accumulator": 2]),
    ]
    for (options, numbers) in libraries {
      let epsilon = numbers["epsilon"] ?? 1e-10
      let isInside = options["epsilon_place"] == "inside"
      let run = RuleRun("adagrad", options, numbers.merging(["learning_rate": 0.5]) { $1 })
      try expectSteps(of: run, 20, within: 1e-15, gradient: gradientOfParabola) { x, memory, g, k in
        if k == 1 { memory[0] = numbers["initial_accumulator"] ?? 0 }
        memory[0] += g * g
        x -= 0.5 * g / (isInside ? sqrt(memory[0] + epsilon) : sqrt(memory[0]) + epsilon)
      }
    }
  }

  @Test func `on a quadratic no step is longer than the one before`() throws {
    var random = SplitMix64(state: 1)
    for _ in 0..<300 {
      let power = { (range: ClosedRange<Double>) in pow(10, .random(in: range, using: &random)) }
      let eigenvalues = [power(-2...2), power(-2...2)]
      let run = RuleRun(
        "adagrad", ["learning_rate": power(-2...3), "epsilon": 0], on: .quadratic(eigenvalues),
        from: [power(-2...1), -power(-2...1)])
      let iterates = try run.iterates(60)
      for i in 0..<2 {
        let rounding = 4 * (iterates.map { $0[i].magnitude }.max() ?? 0).ulp
        for k in 2...60 {
          let (before, after) = (
            (iterates[k - 1][i] - iterates[k - 2][i]).magnitude,
            (iterates[k][i] - iterates[k - 1][i]).magnitude
          )
          #expect(after <= before + rounding, "\(run), step \(k)")
        }
      }
    }
  }

  /// Exactly η, as s = g² then.
  @Test func `the first step is η long`() throws {
    let iterates = try RuleRun(
      "adagrad", ["learning_rate": 0.25, "epsilon": 0], on: .quadratic([1e-6, 3, 1e9]),
      from: [1, -1, 2]
    ).iterates(1)
    #expect(iterates[1] == [0.75, -0.75, 1.75])
  }

  @Test(arguments: [0.1, 1, 10, 1e3, 1e6])
  func `every learning rate converges on a parabola`(learningRate: Double) throws {
    let path = try RuleRun("adagrad", ["learning_rate": learningRate]).path(20_000)
    #expect(path[20_000].magnitude < 1e-6)
  }

  @Test func `what has no gradient stays where it is`() throws {
    let iterates = try RuleRun(
      "adagrad", ["learning_rate": 0.1, "epsilon": 0], on: .quadratic([1, 0]), from: [0, 7]
    ).iterates(10)
    #expect(iterates.allSatisfy { $0 == [0, 7] })
  }
}
