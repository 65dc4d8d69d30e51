import Foundation
import SweepPlan
import Testing

/// The gradient is the derivative of the value, for the objectives that kernels are fused with and
/// their forms that are not plain.
///
/// Gradient descent with η = 1 moves by the gradient, and a trace reports the objective where it starts:
/// that is enough to hold the one to central differences of the other.
struct GradientTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let objective: String
    let dimension: Int
    /// Which values the first and the other coefficients have; the others are 0 if none.
    let others: ClosedRange<Float>?

    var testDescription: String {
      "\(objective) \(dimension)\(others == nil ? "" : ", all coefficients")"
    }

    static let all =
      (1...8).map { Case(objective: "quadratic", dimension: $0, others: nil) }
      + [1, 2, 3, 64].map { Case(objective: "quadratic", dimension: $0, others: -3...3) }
      + [Case(objective: "rosenbrock", dimension: 2, others: 0.5...20)]

    func coefficients(using random: inout SplitMix64) -> [Double] {
      let first = objective == "quadratic" ? dimension : 1
      let second = objective == "quadratic" ? dimension + 1 : 1
      return (0..<first).map { _ in Double(Float.random(in: 0.5...20, using: &random)) }
        + (0..<second).map { _ in
          others.map { Double(Float.random(in: $0, using: &random)) } ?? 0
        }
    }
  }

  private func trace(
    _ run: Case, _ coefficients: [Double], at x: [Double], _ precision: Precision, steps: Int = 1
  ) throws -> [TraceTask.Point] {
    try Question(
      "gradient_descent", [.fixed(1)], on: run.objective, coefficients.map { .fixed($0) },
      start: x.map { .fixed($0) }, precision, steps: steps,
      rule: VerdictRule(escapeRadius: 1e30, tolerance: 0, every: 1)
    ).trace()
  }

  @Test(arguments: Case.all)
  func `gradients agree with central differences`(run: Case) throws {
    var random = SplitMix64(state: 5)
    for _ in 0..<(run.dimension > 8 ? 2 : 40) {
      let coefficients = run.coefficients(using: &random)
      let x = (0..<run.dimension).map { _ in Double(Float.random(in: -2...2, using: &random)) }
      let points = try trace(run, coefficients, at: x, .float64)
      let gradient = zip(points[0].x, points[1].x).map { $0 - $1 }
      #expect(points[0].x == x)
      #expect(agree(points[0].gradient, gradient.map(\.magnitude).max() ?? 0, within: 1e-12))
      // In float32 the same formula: the gradient's magnitude and the value to single rounding.
      let rough = try trace(run, coefficients, at: x, .float32)[0]
      #expect(agree(rough.gradient, points[0].gradient, within: 1e-4, orBy: 1e-3))
      #expect(agree(rough.objective, points[0].objective, within: 1e-4, orBy: 1e-3))

      // The central difference errs by h² f‴/6 and by rounding, ε f/h: both below 10⁻⁷ here.
      let h = 0x1p-17
      for i in x.indices {
        let values = try [-h, h].map { shift in
          var moved = x
          moved[i] += shift
          return try trace(run, coefficients, at: moved, .float64)[0].objective
        }
        let slope = (values[1] - values[0]) / (2 * h)
        #expect(
          agree(gradient[i], slope, within: 1e-6, orBy: 1e-5),
          "∂\(i) at \(x), coefficients \(coefficients): \(gradient[i]), by differences \(slope)")
      }
    }
  }

  @Test func `values and gradients at points that papers give`() throws {
    let rosenbrock = Case(objective: "rosenbrock", dimension: 2, others: nil)
    let standard = try trace(rosenbrock, [1, 100], at: [-1.2, 1], .float64, steps: 0)[0]
    #expect(agree(standard.objective, 24.2, within: 1e-14))
    #expect(agree(standard.gradient, 215.6, within: 1e-14))
    let minimum = try trace(rosenbrock, [1, 100], at: [1, 1], .float64, steps: 0)[0]
    #expect(minimum.objective == 0 && minimum.gradient == 0)
  }

  /// Turned by 90° in the plane, the eigenvalues change places; the minimum moves the whole.
  @Test func `a quadratic turned and moved`() throws {
    let quadratic = Case(objective: "quadratic", dimension: 2, others: nil)
    let right = Double.pi / 2
    let point = try trace(quadratic, [100, 1, 3, -2, right], at: [4, -1], .float64, steps: 0)[0]
    // y = Rᵀ(1, 1) = (1, −1).
    #expect(agree(point.objective, 50.5, within: 1e-13))
    let along = try trace(quadratic, [100, 1, 3, -2, right], at: [4, -2], .float64)
    #expect(agree(along[0].objective, 0.5, within: 1e-13))
    #expect(agree(along[0].gradient, 1, within: 1e-13))
    #expect(agree(along[1].x[0], 3, within: 1e-13) && agree(along[1].x[1], -2, within: 1e-13))
  }
}
