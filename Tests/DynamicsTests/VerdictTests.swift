import Foundation
import SweepPlan
import Testing

/// DESIGN.md §5, one clause after the other: on ½λx² with gradient descent every number is known.
struct VerdictTests {
  /// x ← (1 − η) x from x = 1: after k steps x = (1 − η)ᵏ, which is exact for the powers of two used.
  private func line(
    _ learningRates: [Double], steps: Int, every: Int, tolerance: Double = 0,
    escapeRadius: Double = 1e6, start: Double = 1, precision: Precision = .float64
  ) throws -> [Answer] {
    let question = try Question(
      "gradient_descent", [.columns(learningRates)], on: "quadratic", [.fixed(1)],
      start: [.fixed(start)], precision, columns: learningRates.count, steps: steps,
      rule: VerdictRule(escapeRadius: escapeRadius, tolerance: tolerance, every: every))
    return try question.kernels.map { question.answer(of: $0.kernel) }
  }

  @Test(arguments: Precision.allCases)
  func `converged at the first check at which both magnitudes are small`(precision: Precision)
    throws
  {
    // Halved: |g| = |Δx| = 2⁻ᵏ after step k. At most 2⁻¹⁰ from step 10 on; checks at 4, 8, 12.
    for answer in try line(
      [0.5], steps: 100, every: 4, tolerance: 0x1p-10, precision: precision)
    {
      #expect(answer.verdicts == [.converged])
      #expect(answer.steps == [12])
      #expect(answer.objectives == [0x1p-25])
      #expect(answer.peaks == [0x1p-4])
      let rounding = precision == .float32 ? 1e-6 : 1e-15
      #expect(agree(answer.rates[0], -Foundation.log(2), within: rounding))
    }
    // "At most": equality counts.
    for answer in try line(
      [0.5], steps: 100, every: 5, tolerance: 0x1p-10, precision: precision)
    {
      #expect(answer.steps == [10])
    }
  }

  @Test func `a small gradient is not enough, nor a small displacement`() throws {
    // η = 1.75: x = (−¾)ᵏ, and the last displacement is |x| · 7/3. The gradient is small at step 8
    // (0.1001), the displacement (0.2336) only at step 12 (0.0739).
    for answer in try line([1.75], steps: 100, every: 4, tolerance: 0.11) {
      #expect(answer.verdicts == [.converged])
      #expect(answer.steps == [12])
    }
    // η = 2⁻¹⁰: the displacement is small from the start, the gradient only when x is.
    for answer in try line([0x1p-10], steps: 2000, every: 4, tolerance: 0.5) {
      #expect(answer.verdicts == [.converged])
      #expect(answer.steps == [712])  // ln 2 / −ln(1 − 2⁻¹⁰) = 709.4
    }
  }

  @Test func `diverged where the magnitude is not at most the escape radius`() throws {
    // η = 3: x = (−2)ᵏ.
    for (radius, step) in [(1023.0, 10), (1024.0, 12), (1025.0, 12)] {
      for answer in try line([3], steps: 100, every: 2, escapeRadius: radius) {
        #expect(answer.verdicts == [.diverged])
        #expect(answer.steps == [step])
        #expect(answer.peaks == [exp2(Double(step))])
      }
    }
  }

  @Test func `what happens between checks is not seen`() throws {
    // Heavy ball with β = 1 and ηλ = 2 turns in a circle of four steps: 1, −1, −1, 1, 1, …
    let circle = try Question(
      "heavy_ball", [.fixed(2), .fixed(1)], on: "quadratic", [.fixed(1)], start: [.fixed(1)],
      .float64, steps: 8, rule: VerdictRule(escapeRadius: 0.5, tolerance: 0, every: 3))
    #expect(try circle.answer().steps == [3])
    // x₀ = 8 is beyond the radius and step 0 is no check: at step 4 the iterate is at ½.
    for answer in try line([0.5], steps: 4, every: 4, escapeRadius: 1, start: 8) {
      #expect(answer.verdicts == [.bounded])
      #expect(answer.peaks == [0.5])
    }
  }

  @Test func `bounded where neither happens by the last step`() throws {
    for answer in try line([2, 0.5], steps: 100, every: 16) {
      #expect(answer.verdicts == [.bounded, .bounded])
      #expect(answer.steps == [100, 100])
      #expect(answer.rates[0] == 0)
    }
  }

  @Test func `the last step is a check too, whatever every says`() throws {
    // x = (−2)ᵏ passes 1000 at step 10; the checks are at 7 and 11, and at 5 alone.
    for answer in try line([3], steps: 11, every: 7, escapeRadius: 1000) {
      #expect(answer.verdicts == [.diverged])
      #expect(answer.steps == [11])
    }
    for answer in try line([3], steps: 5, every: 7, escapeRadius: 31) {
      #expect(answer.verdicts == [.diverged])
      #expect(answer.steps == [5])
      #expect(answer.peaks == [32])
    }
    for answer in try line([0.5], steps: 5, every: 1_000_000, tolerance: 0x1p-5) {
      #expect(answer.verdicts == [.converged])
      #expect(answer.steps == [5])
    }
  }

  @Test(arguments: Precision.allCases)
  func `a start at the minimum is converged at the first check`(precision: Precision) throws {
    for answer in try line(
      [0.5, 3, 100], steps: 50, every: 7, tolerance: 1e-6, start: 0, precision: precision)
    {
      #expect(answer.verdicts == [.converged, .converged, .converged])
      #expect(answer.steps == [7, 7, 7])
      #expect(answer.objectives == [0, 0, 0])
      #expect(answer.peaks == [0, 0, 0])
      #expect(answer.rates == [-.infinity, -.infinity, -.infinity])
    }
  }

  /// Rosenbrock's gradient cubes what it gets: a step or two past 10³⁰⁸ it subtracts infinities.
  @Test(arguments: Pair.all.filter { $0.objective.name == "rosenbrock" })
  func `not a number is diverged, with plain infinities and one NaN`(pair: Pair) throws {
    var question = Question(
      pair.optimizer, on: pair.objective, pair.precision, steps: 100,
      rule: VerdictRule(escapeRadius: 1e30, tolerance: 1e-6, every: 16))
    question.hyperparameters[0] = .columns([1, 10, 100, 1000])
    question.columns = 4
    for named in try question.kernels {
      let answer = question.answer(of: named.kernel)
      #expect(answer.verdicts.allSatisfy { $0 == .diverged })
      #expect(answer.steps.allSatisfy { $0 == 16 })
      #expect(answer.rates.allSatisfy { $0 == .infinity })
      #expect(answer.peaks.allSatisfy { $0 == .infinity })
      switch pair.precision {
      case .float32:
        let bits = answer.result[.objective].bindMemory(to: UInt32.self)
        #expect(bits.allSatisfy { $0 == 0x7FC0_0000 })
      case .float64:
        let bits = answer.result[.objective].bindMemory(to: UInt64.self)
        #expect(bits.allSatisfy { $0 == 0x7FF8_0000_0000_0000 })
      }
    }
  }

  /// Subnormal numbers count as zero: what decays below the least normal number is gone.
  @Test(arguments: Precision.allCases)
  func `what decays far enough is exactly zero`(precision: Precision) throws {
    let exponents = precision == .float32 ? 126 : 1022
    // Halved: 2⁻¹²⁶ is still a number, 2⁻¹²⁷ is none.
    for (steps, isZero) in [(exponents, false), (exponents + 1, true)] {
      for answer in try line([0.5], steps: steps, every: 16, precision: precision) {
        #expect(answer.rates[0] == -.infinity || !isZero)
        #expect(answer.rates[0].isFinite || isZero)
        #expect(answer.objectives == [0])
      }
    }
    // Zero does not move, so tolerance 0 is reached at the next check.
    for answer in try line([0.5], steps: 10_000, every: 16, precision: precision) {
      #expect(answer.verdicts == [.converged])
      #expect(answer.steps == [(exponents + 2 + 15) / 16 * 16])
    }
  }

  @Test func `the caller's floating-point control decides, and stays`() throws {
    let question = try Question(
      "gradient_descent", [.fixed(0.5)], on: "quadratic", [.fixed(1)], start: [.fixed(1)], .float32,
      steps: 130, rule: VerdictRule(escapeRadius: 1e6, tolerance: 0, every: 16))
    let points = try question.trace()
    #expect(points[126].x == [0x1p-126])
    #expect(points[127].x == [0])
    #expect(Float(0x1p-126) / 2 > 0, "this thread is left as it was")
  }
}
