import Foundation
import SweepPlan
import Testing

struct NesterovTests {
  /// β = ½, η = ¼, λ = 2 and x₀ = 1, by hand, exact in binary:
  /// y = 1, v = −½, x = ½; y = ½ − ¼, v = −¼ − ⅛, x = ⅛; y = ⅛ − 3/16, v = −3/16 + 1/32, x = −1/32.
  @Test(arguments: Precision.allCases) func `three steps by hand`(precision: Precision) throws {
    let kernel = try scalarKernel("nesterov", "quadratic", 1, precision)
    let points = try question([0.25, 0.5], eigenvalues: [2], start: [1], steps: 3).trace(of: kernel)
    #expect(points.map(\.x) == [[1], [0.5], [0.125], [-0.03125]])
    #expect(points.map(\.gradient) == [2, 1, 0.25, 0.0625])
  }

  /// Oracle d1.4: 0 < ηλ < 2(1 + β)/(1 + 2β).
  @Test(arguments: zip([0, 0.5, 0.9, 0.99], [2, 1.5, 1.357143, 1.335570]))
  func `the edge of stability`(momentum: Double, value: Double) throws {
    let edge = 2 * (1 + momentum) / (1 + 2 * momentum)
    #expect(agree(edge, value, within: 1e-6))
    try expectEdge(at: edge, of: "nesterov", [momentum])
  }

  /// Oracle d1.4: a strip with β > 1 is stable, while β(1 − z) < 1.
  @Test func `momentum above 1 is stable while β(1 − z) < 1`() throws {
    let kernel = try scalarKernel("nesterov", "quadratic", 1, .float64)
    let verdicts = [0.49, 0.51, 1.0].map { z in
      question(
        [z, 1 / (1 - 0.5)], eigenvalues: [1], start: [1], steps: 20_000,
        rule: VerdictRule(escapeRadius: 1e6, tolerance: 1e-6, every: 16)
      ).answer(of: kernel).verdicts[0]
    }
    #expect(verdicts == [.diverged, .converged, .converged])
  }

  /// Oracle d1.9: over curvatures 1 … 100, η = 4/(3L + μ) and β = (√(3κ + 1) − 2)/(√(3κ + 1) + 2)
  /// give ρ = 1 − 2/√(3κ + 1), at a double root: the rate is off by ln 2/(n/2) at most.
  @Test func `the best rate`() throws {
    let root = 301.0.squareRoot()
    let rate = try longRate(
      "nesterov", [4.0 / 301, (root - 2) / (root + 2)], eigenvalues: [1, 100])
    #expect(agree(rate, log(1 - 2 / root), within: 0, orBy: 2 * log(2) / 1024))
    #expect(agree(exp(rate), 0.884722, within: 2e-3))
  }
}
