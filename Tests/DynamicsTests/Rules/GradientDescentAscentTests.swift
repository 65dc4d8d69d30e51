import Foundation
import Testing

struct GradientDescentAscentTests {
  /// f = xy from (1, 1), η = ½: x = ½; y = 1 + ½·1, or 1 + ½·½ with the new x.
  @Test func `one step by hand`() throws {
    func step(_ order: String) throws -> [Double] {
      try RuleRun(
        "gradient_descent_ascent", ["order": order], ["learning_rate": 0.5], on: .game(1),
        from: [1, 1]
      ).iterates(1)[1]
    }
    #expect(try step("simultaneous") == [0.5, 1.5])
    #expect(try step("alternating") == [0.5, 1.25])
  }

  /// Oracle d2.24: 1.0049876 a step at s = 0.1.
  @Test(arguments: [(0.1, 1.0049876), (1, 1.4142136)])
  func `simultaneous grows by √(1 + s²) a step`(known: (s: Double, factor: Double)) throws {
    #expect(agree((1 + known.s * known.s).squareRoot(), known.factor, within: 1e-7))
    let lengths = try RuleRun(
      "gradient_descent_ascent", ["learning_rate": known.s / 2], on: .game(2), from: [1, 1]
    ).lengths(50)
    for (one, other) in zip(lengths, lengths.dropFirst()) {
      #expect(agree(other / one, (1 + known.s * known.s).squareRoot(), within: 1e-13))
    }
  }

  /// Oracle d2.25: inside, the radius varies by about 1/√(2 − s); outside, it grows by √(4(s − 2)).
  @Test func `alternating is bounded while s < 2`() throws {
    let lengths = try [2 - 1e-6, 2 + 1e-6].map { s in
      try RuleRun(
        "gradient_descent_ascent", ["order": "alternating"], ["learning_rate": s], on: .game(1),
        from: [1, 1]
      ).lengths(20_000)
    }
    #expect((lengths[0].max() ?? 0) < 2000)
    #expect(lengths[1][20_000] > 1e10)
  }

  /// Oracle d2.29.
  @Test(arguments: [(1, 2, 0.4), (1, 1, 1), (3.0, 0.5, 6 / 9.25)])
  func `curvature makes simultaneous stable`(
    known: (curvature: Double, strength: Double, edge: Double)
  ) throws {
    let run = RuleRun(
      "gradient_descent_ascent", [:],
      on: .game(known.strength, curvature: known.curvature), from: [1, 1])
    try expectEdge(at: known.edge, of: run)
  }

  @Test func `on a function simultaneous is gradient descent, bit for bit`() throws {
    let run = RuleRun(
      "gradient_descent_ascent", ["learning_rate": 1e-3], on: .rosenbrock, from: [-1.2, 1])
    let descent = RuleRun(
      "gradient_descent", ["learning_rate": 1e-3], on: .rosenbrock, from: [-1.2, 1])
    #expect(try run.iterates(100) == descent.iterates(100))
  }

  /// Of three coordinates the first two move first.
  @Test func `the first half is the larger`() throws {
    func step(_ order: String) throws -> [Double] {
      try RuleRun(
        "gradient_descent_ascent", ["order": order], ["learning_rate": 0.5],
        on: .quadratic([1, 2, 3], rotation: 0.5), from: [1, 1, 1]
      ).iterates(1)[1]
    }
    let (one, other) = (try step("simultaneous"), try step("alternating"))
    #expect(one[..<2] == other[..<2] && abs(one[2] - other[2]) > 0.01)
  }
}
