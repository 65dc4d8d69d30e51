import Foundation
import SweepPlan
import Testing

struct GradientDescentTests {
  /// ½(100 x₀² + x₁²) from (1, 1) with η = 0.03: 1, −2, 4, −8 … and 0.97ᵏ.
  @Test(arguments: Precision.allCases)
  func `the steep coordinate doubles and swings`(precision: Precision) throws {
    let run = RuleRun(
      "gradient_descent", ["learning_rate": 0.03], on: .quadratic([100, 1]), from: [1, 1],
      precision)
    let rounding = precision == .float32 ? 1e-5 : 1e-13
    for (k, point) in try run.points(12).enumerated() {
      #expect(point.step == k)
      #expect(agree(point.x[0], pow(-2, Double(k)), within: rounding))
      #expect(agree(point.x[1], pow(0.97, Double(k)), within: rounding))
      let value = 50 * pow(4, Double(k)) + pow(0.97, 2 * Double(k)) / 2
      #expect(agree(point.objective, value, within: rounding))
      #expect(agree(point.gradient, 100 * exp2(Double(k)), within: rounding))
    }
  }

  /// Powers of odd numbers of at most 53 bits: nothing is rounded.
  @Test(arguments: [0.25, 0.5, 1.5, 1.75, 2.25])
  func `the error on a parabola is |1 − η|ᵏ, exactly`(learningRate: Double) throws {
    let path = try RuleRun("gradient_descent", ["learning_rate": learningRate]).path(22)
    for (k, x) in path.enumerated() {
      #expect(x.magnitude == pow(abs(1 - learningRate), Double(k)))
    }
  }

  /// Oracle d1.1.
  @Test(arguments: [1, 2, 100.0]) func `the edge of stability is 2/λ`(curvature: Double) throws {
    try expectEdge(
      at: 2 / curvature, of: RuleRun("gradient_descent", [:], on: .quadratic([curvature])))
  }

  /// Oracle d1.1: the best rate over curvatures 1 … 100 is (κ − 1)/(κ + 1), at η = 2/(1 + κ).
  @Test func `the best rate`() throws {
    let rate = try RuleRun(
      "gradient_descent", ["learning_rate": 2.0 / 101], on: .quadratic([1, 100]), from: [1, 1]
    ).rate()
    #expect(agree(rate, log(99.0 / 101), within: 1e-9))
    #expect(agree(exp(rate), 0.980198, within: 1e-6))
  }
}
