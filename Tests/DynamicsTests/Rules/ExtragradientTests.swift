import Foundation
import Testing

struct ExtragradientTests {
  /// x₀ = 1, λ = 1, η = ½: y = ½, x = 1 − ¼.
  @Test func `steps by hand`() throws {
    #expect(try RuleRun("extragradient", ["learning_rate": 0.5]).path(2) == [1, 0.75, 0.5625])
  }

  /// Oracle d1.23.
  @Test(arguments: [1, 4.0]) func `on a quadratic the edge is 1/λ`(curvature: Double) throws {
    try expectEdge(
      at: 1 / curvature, of: RuleRun("extragradient", [:], on: .quadratic([curvature])))
  }

  /// Oracle d2.26: the best is √3/2 at s = 1/√2.
  @Test(arguments: [0.1, 0.5.squareRoot(), 0.9, 1.2])
  func `on f = σxy the factor is √(1 − s² + s⁴)`(s: Double) throws {
    let lengths = try RuleRun(
      "extragradient", ["learning_rate": s / 3], on: .game(3), from: [1, -2]
    ).lengths(50)
    for (one, other) in zip(lengths, lengths.dropFirst()) {
      #expect(agree(other / one, (1 - s * s + s * s * s * s).squareRoot(), within: 1e-13))
      if s == 0.5.squareRoot() { #expect(agree(other / one, 0.866025, within: 1e-6)) }
    }
  }

  /// Oracle d2.26.
  @Test func `on f = σxy the edge is 1/σ`() throws {
    try expectEdge(at: 0.5, of: RuleRun("extragradient", [:], on: .game(2), from: [1, 1]))
  }
}
