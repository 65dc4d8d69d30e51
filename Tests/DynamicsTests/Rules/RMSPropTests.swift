import Foundation
import Testing

struct RMSPropTests {
  @Test func `β₂ = 0 is sign descent, bit for bit`() throws {
    let signs = RuleRun(
      "sign_descent", ["learning_rate": 0.01], on: .rosenbrock, from: [-1.2, 1])
    let run = RuleRun(
      "rmsprop", ["learning_rate": 0.01, "beta2": 0, "epsilon": 0], on: .rosenbrock,
      from: [-1.2, 1])
    #expect(try run.iterates(300) == signs.iterates(300))
  }

  @Test(arguments: ["outside", "inside"], ["off", "on"])
  func `the equations in plain numbers`(place: String, centered: String) throws {
    let (eta, beta2, epsilon, momentum) = (1e-3, 0.9, 1e-4, 0.5)
    let run = RuleRun(
      "rmsprop", ["epsilon_place": place, "centered": centered],
      ["learning_rate": eta, "beta2": beta2, "epsilon": epsilon, "momentum": momentum],
      on: .rosenbrock, from: [-1.2, 1])
    try expectSteps(of: run, 100, within: 1e-11, gradient: gradientOfRosenbrock) {
      x, memory, g, _ in
      memory[0] = beta2 * memory[0] + (1 - beta2) * g * g
      memory[1] = beta2 * memory[1] + (1 - beta2) * g
      let s = memory[0] - (centered == "on" ? memory[1] * memory[1] : 0)
      let divisor = place == "inside" ? sqrt(s + epsilon) : sqrt(s) + epsilon
      memory[2] = momentum * memory[2] + g / divisor
      x -= eta * memory[2]
    }
  }

  /// Near 10⁻¹⁴⁰ the squares are nothing beside ε.
  @Test(arguments: ["off", "on"], [0, 0.5, 0.9])
  func `near rest it is a heavy ball: 2(1 + β)ε`(centered: String, momentum: Double) throws {
    for (place, epsilon, scale) in [("outside", 0.25, 0.25), ("inside", 0.25, 0.5)] {
      let run = RuleRun(
        "rmsprop", ["epsilon_place": place, "centered": centered],
        ["epsilon": epsilon, "momentum": momentum], from: [1e-140])
      try expectEdge(at: 2 * (1 + momentum) * scale, of: run, "\(place)")
    }
  }

  @Test(arguments: [0.01, 0.1, 10])
  func `beyond the edge it stays within η`(learningRate: Double) throws {
    let path = try RuleRun("rmsprop", ["learning_rate": learningRate], from: [1e-3]).path(5000)
    #expect(path[2500...].allSatisfy { $0.magnitude <= learningRate })
    #expect(path[2500...].contains { $0.magnitude > 0.1 * learningRate })
  }

  @Test(arguments: ["off", "on"])
  func `what has no gradient stays where it is`(centered: String) throws {
    let iterates = try RuleRun(
      "rmsprop", ["centered": centered], ["learning_rate": 0.1, "epsilon": 0],
      on: .quadratic([1, 0]), from: [0, 7]
    ).iterates(10)
    #expect(iterates.allSatisfy { $0 == [0, 7] })
  }
}
