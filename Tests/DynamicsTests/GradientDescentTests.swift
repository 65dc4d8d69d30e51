import Foundation
import SweepPlan
import Testing

struct GradientDescentTests {
  /// ½(100 x₀² + x₁²) from (1, 1) with η = 0.03: x₀ = (−2)ᵏ, x₁ = 0.97ᵏ.
  @Test(arguments: Precision.allCases)
  func `the steep coordinate doubles and swings`(precision: Precision) throws {
    let kernel = try scalarKernel("gradient_descent", "quadratic", 2, precision)
    let points = try question([0.03], eigenvalues: [100, 1], start: [1, 1], steps: 12)
      .trace(of: kernel)
    let rounding = precision == .float32 ? 1e-5 : 1e-13
    for (k, point) in points.enumerated() {
      #expect(point.step == k)
      #expect(agree(point.x[0], pow(-2, Double(k)), within: rounding))
      #expect(agree(point.x[1], pow(0.97, Double(k)), within: rounding))
      let value = 50 * pow(4, Double(k)) + pow(0.97, 2 * Double(k)) / 2
      #expect(agree(point.objective, value, within: rounding))
      #expect(agree(point.gradient, 100 * exp2(Double(k)), within: rounding))
    }
  }

  @Test(arguments: [0.25, 0.5, 1.5, 1.75, 2.25])
  func `the error on a parabola shrinks by 1 − η a step`(learningRate: Double) throws {
    let kernel = try scalarKernel("gradient_descent", "quadratic", 1, .float64)
    let points = try question([learningRate], eigenvalues: [1], start: [1], steps: 60)
      .trace(of: kernel)
    for (k, point) in points.enumerated() {
      let error = pow((1 - learningRate).magnitude, Double(k))
      #expect(agree(point.x[0].magnitude, error, within: 1e-13))
    }
  }

  /// Oracle d1.1: stable exactly while 0 < ηλ < 2.
  @Test func `the edge of stability is 2`() throws {
    try expectEdge(at: 2, of: "gradient_descent", [])
  }

  /// Oracle d1.1: the best rate over curvatures 1 … 100 is (κ − 1)/(κ + 1), at η = 2/(1 + κ).
  @Test func `the best rate`() throws {
    let rate = try longRate("gradient_descent", [2.0 / 101], eigenvalues: [1, 100])
    #expect(agree(rate, log(99.0 / 101), within: 1e-9))
    #expect(agree(exp(rate), 0.980198, within: 1e-6))
  }
}

/// A cell of a quadratic.
func question(
  _ optimizer: [Double], eigenvalues: [Double], start: [Double], steps: Int,
  rule: VerdictRule = VerdictRule(escapeRadius: 1e30, tolerance: 0, every: 16)
) -> Question {
  Question(
    parameters: (optimizer + eigenvalues + start).map { .fixed($0) }, steps: steps, rule: rule)
}

/// Holds both precisions to an edge of stability: at λ = 1 and λ = 2, 0.05 % inside a run is not
/// diverged and shrinks, 0.05 % outside it diverges.
func expectEdge(at edge: Double, of optimizer: String, _ others: [Double]) throws {
  for precision in Precision.allCases {
    let kernel = try scalarKernel(optimizer, "quadratic", 1, precision)
    for curvature in [1.0, 2] {
      for (share, isStable) in [(0.9995, true), (1.0005, false)] {
        let answer = question(
          [share * edge / curvature] + others, eigenvalues: [curvature], start: [1], steps: 500_000,
          rule: VerdictRule(escapeRadius: 1e6, tolerance: 1e-12, every: 16)
        ).answer(of: kernel)
        #expect((answer.verdicts[0] != .diverged) == isStable, "\(others), \(share)")
        #expect((answer.rates[0] < 0) == isStable, "\(others), \(share): \(answer.rates[0])")
      }
    }
  }
}

/// The rate of a long run from (1, 1, …) in float64, short of where numbers end.
func longRate(
  _ optimizer: String, _ numbers: [Double], eigenvalues: [Double], steps: Int = 2048
) throws -> Double {
  let kernel = try scalarKernel(optimizer, "quadratic", eigenvalues.count, .float64)
  let answer = question(
    numbers, eigenvalues: eigenvalues, start: eigenvalues.map { _ in 1 }, steps: steps,
    rule: VerdictRule(escapeRadius: 1e300, tolerance: 0, every: 16)
  ).answer(of: kernel)
  #expect(answer.steps == [steps])
  return answer.rates[0]
}
