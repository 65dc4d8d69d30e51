import Foundation
import Testing

/// On `lasso` with its usual examples: AᵀA/n = diag(4, 1, 1, ¼), Aᵀb/n = (4, −1, 1/16, 0), α = ¼.
struct ProximalGradientTests {
  let lasso = RuleRun.Ground(name: "lasso")
  let minimum = [0.9375, -0.75, 0, 0]

  /// From 0 with η = ¼: v = (1, −¼, 1/64, 0), then each nearer to 0 by 1/16, and 0 within.
  @Test func `the first step is a soft threshold of the gradient's`() throws {
    let run = RuleRun(
      "proximal_gradient", ["learning_rate": 0.25], on: lasso, from: [0, 0, 0, 0])
    let x = try run.iterates(1)[1]
    #expect(x == [0.9375, -0.1875, 0, 0])
  }

  @Test(arguments: [0.1, 0.25, 0.4, 0.499])
  func `it finds the minimum, with zeros that are exact`(learningRate: Double) throws {
    let run = RuleRun(
      "proximal_gradient", ["learning_rate": learningRate], on: lasso, from: [3, 2, 1, -1])
    let end = try #require(run.points(10_000).last)
    for (x, known) in zip(end.x, minimum) { #expect(agree(x, known, within: 1e-12)) }
    #expect(agree(end.objective, 0.494140625, within: 1e-12))
    #expect(end.x[2...] == [0, 0])
  }

  /// The largest curvature is L = 4.
  @Test func `beyond 2/L it does not`() throws {
    let run = RuleRun(
      "proximal_gradient", ["learning_rate": 0.501], on: lasso, from: [3, 2, 1, -1])
    #expect(try run.path(10_000).suffix(10).allSatisfy { abs($0 - minimum[0]) > 0.1 })
  }

  @Test func `without a penalty it is gradient descent, bit for bit`() throws {
    let numbers = ["learning_rate": 1e-3]
    let run = RuleRun("proximal_gradient", numbers, on: .rosenbrock, from: [-1.2, 1])
    let descent = RuleRun("gradient_descent", numbers, on: .rosenbrock, from: [-1.2, 1])
    #expect(try run.iterates(200) == descent.iterates(200))
  }
}
