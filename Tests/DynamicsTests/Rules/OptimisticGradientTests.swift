import Foundation
import Testing

struct OptimisticGradientTests {
  /// x₀ = 1, λ = 1, η = ¼: x = ¾, then ¾ − ¼(2·¾ − 1); or x = ½, then ½ − ¼(2·½ − 1).
  @Test func `steps by hand`() throws {
    func path(_ first: String) throws -> [Double] {
      try RuleRun("optimistic_gradient", ["first_step": first], ["learning_rate": 0.25]).path(2)
    }
    #expect(try path("repeated") == [1, 0.75, 0.625])
    #expect(try path("zero") == [1, 0.5, 0.5])
  }

  /// Oracle d1.22.
  @Test(arguments: ["repeated", "zero"])
  func `on a quadratic the edge is 2/3λ`(first: String) throws {
    try expectEdge(
      at: 1.0 / 3,
      of: RuleRun("optimistic_gradient", ["first_step": first], [:], on: .quadratic([2])))
  }

  /// Oracle d2.27.
  @Test(arguments: ["repeated", "zero"])
  func `on f = σxy the edge is 1/√3σ`(first: String) throws {
    let run = RuleRun(
      "optimistic_gradient", ["first_step": first], [:], on: .game(1), from: [1, 1])
    try expectEdge(at: 1 / 3.0.squareRoot(), of: run)
  }

  /// Oracle d2.27: 1/√2 at s = ½, where the roots are double: the rate is off by ln 2/(n/2) at most.
  @Test func `the best rate on f = σxy`() throws {
    let rate = try RuleRun(
      "optimistic_gradient", ["learning_rate": 0.5], on: .game(1), from: [1, 1]
    ).rate(1024)
    #expect(agree(rate, -log(2) / 2, within: 0, orBy: 2 * log(2) / 512))
  }
}
