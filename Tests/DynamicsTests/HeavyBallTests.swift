import Foundation
import SweepPlan
import Testing

struct HeavyBallTests {
  /// β = ½, η = ¼, λ = 2 and x₀ = 1, by hand, in halves that are exact:
  /// v = −½, x = ½; v = −¼ − ¼, x = 0; v = −¼ − 0, x = −¼.
  @Test(arguments: Precision.allCases) func `three steps by hand`(precision: Precision) throws {
    let kernel = try scalarKernel("heavy_ball", "quadratic", 1, precision)
    let points = try question([0.25, 0.5], eigenvalues: [2], start: [1], steps: 3).trace(of: kernel)
    #expect(points.map(\.x) == [[1], [0.5], [0], [-0.25]])
    #expect(points.map(\.objective) == [1, 0.25, 0, 0.0625])
    #expect(points.map(\.gradient) == [2, 1, 0, 0.5])
  }

  @Test func `without momentum it is gradient descent, bit for bit`() throws {
    let ball = try scalarKernel("heavy_ball", "quadratic", 2, .float64)
    let descent = try scalarKernel("gradient_descent", "quadratic", 2, .float64)
    let coefficients = ([3.7, 0.3], [1.1, -0.7])
    let one = try question(
      [0.123, 0], eigenvalues: coefficients.0, start: coefficients.1, steps: 50
    ).trace(of: ball)
    let other = try question(
      [0.123], eigenvalues: coefficients.0, start: coefficients.1, steps: 50
    ).trace(of: descent)
    for (a, b) in zip(one, other) {
      #expect(zip(a.x, b.x).allSatisfy { agree($0, $1, within: 1e-13) })
    }
  }

  /// Oracle d1.2: stable exactly while 0 < ηλ < 2(1 + β), |β| < 1.
  @Test(arguments: [-0.9, -0.5, 0, 0.5, 0.9, 0.99])
  func `the edge of stability is 2(1 + β)`(momentum: Double) throws {
    try expectEdge(at: 2 * (1 + momentum), of: "heavy_ball", [momentum])
  }

  @Test func `the edge that STYLE.md names`() throws {
    let kernel = try scalarKernel("heavy_ball", "quadratic", 1, .float64)
    let verdicts = [1.899, 1.901].map { learningRate in
      question(
        [learningRate, 0.9], eigenvalues: [2], start: [1], steps: 20_000,
        rule: VerdictRule(escapeRadius: 1e6, tolerance: 1e-6, every: 16)
      ).answer(of: kernel).verdicts[0]
    }
    #expect(verdicts == [.converged, .diverged])
  }

  /// Oracle d1.3: inside (1 − √z)² ≤ β every run shrinks by √β a step, whatever its curvature.
  @Test(arguments: [0.25, 0.5, 0.81])
  func `the radius is √β where the roots are complex`(momentum: Double) throws {
    for z in [0.7, 1.0, 1.9] {
      let rate = try longRate("heavy_ball", [z, momentum], eigenvalues: [1], steps: 512)
      // The amplitude is a cosine's: it changes the mean over 256 steps by ln(its change)/256.
      #expect(agree(rate, log(momentum) / 2, within: 0, orBy: log(1000) / 256))
    }
  }

  /// Oracle d1.3: over curvatures 1 … 100 the best is ρ = (√κ − 1)/(√κ + 1) = 9/11, where the roots
  /// are double: xₙ ~ n ρⁿ, so the rate over the last half is ln ρ + ln 2/(n/2) at most.
  @Test func `the best rate`() throws {
    let radius = 9.0 / 11
    let rootOfRate = 2.0 / 11
    let rate = try longRate(
      "heavy_ball", [rootOfRate * rootOfRate, radius * radius], eigenvalues: [1, 100])
    #expect(agree(rate, log(radius), within: 0, orBy: 2 * log(2) / 1024))
    #expect(agree(exp(rate), 0.818182, within: 2e-3))
  }
}
