import Foundation
import Testing
import Theory

/// δ and ε against closed forms, and the theorems about them.
struct ShadowingMeasureTests {
  /// x_k = (1 − hλ)ᵏ x₀ and y_k = e^(−hλk) x₀.
  @Test(arguments: [0.01, 0.1, 0.5, 0.9], [0.3, 1, 4])
  func `one curvature, against its closed form`(share: Double, curvature: Double) {
    let h = share / curvature
    let form = QuadraticForm(eigenvalues: [curvature])
    let measure = measured(
      .gradientDescent(step: h), from: [2], form: form, steps: 2000, diagonal([curvature])
    ).measure
    let epsilon = (0...2000).map { 2 * abs(pow(1 - share, Double($0)) - exp(-share * Double($0))) }
    // The orbit is multiplied step by step: rounding, not more.
    #expect(abs(measure.distance - (epsilon.max() ?? .nan)) < 1e-14)
    // y_{k+1} − Ψ(y_k) is largest at the start, where y is.
    let delta = 2 * (exp(-share) - 1 + share)
    #expect(abs(measure.defect - delta) < 4e-16)
    #expect(measure.gradientNorm == 2 * curvature)
  }

  @Test(arguments: [
    [1.0, 1], [100, 1], [10, 3, 0.5], [1, 1e-3], [7],
  ])
  func `Theorem 2 and Proposition 1 hold on quadratics, from several starts`(
    eigenvalues: [Double]
  ) throws {
    let form = QuadraticForm(eigenvalues: eigenvalues)
    let curvature = CurvatureBounds(form)
    #expect(curvature.smoothness == eigenvalues.max() && curvature.convexity == eigenvalues.min())
    var largest = 0.0
    for share in [1e-3, 0.03, 0.3, 1] {
      for start in [1.0, -3, 1e-4] {
        let rule = MatchedRule.gradientDescent(step: share / curvature.smoothness)
        let point = eigenvalues.indices.map { start * (1 + Double($0)) }
        let measure = measured(
          rule, from: point, form: form, steps: 3000, diagonal(eigenvalues)
        ).measure
        let bounds = ShadowingBounds(rule, measure, curvature, form: form)
        #expect(try measure.defect <= #require(bounds.defect))
        #expect(try measure.distance <= #require(bounds.distance))
        largest = try max(largest, measure.distance / #require(bounds.distance))
        #expect(bounds.shadowDistance == nil)
      }
    }
    // The theorem is not far from what happens: 0.74 in one dimension at hL = 1.
    if eigenvalues.count == 1 { #expect(largest > 0.7) }
  }

  @Test func `a longer step than 1/L, and no strong convexity, have no Theorem 2`() {
    let form = QuadraticForm(eigenvalues: [2, 1])
    for (h, convexity, applies) in [(0.5, 1.0, true), (0.51, 1, false), (0.5, 0, false)] {
      let rule = MatchedRule.gradientDescent(step: h)
      let measure = measured(rule, from: [1, 1], form: form, steps: 9, diagonal([2, 1])).measure
      let curvature = CurvatureBounds(smoothness: 2, convexity: convexity, origin: .given)
      let bounds = ShadowingBounds(rule, measure, curvature, form: form)
      #expect((bounds.distance != nil) == applies)
      #expect(bounds.defect != nil)
    }
  }

  @Test func `ε is proportional to h, whatever the number of steps`() throws {
    let form = QuadraticForm(eigenvalues: [1, 0.2])
    for steps in [20_000, 100_000] {
      let pairs = [1e-3, 2e-3, 4e-3, 8e-3].map { h in
        let measure = measured(
          .gradientDescent(step: h), from: [1, 2], form: form, steps: steps, diagonal([1, 0.2])
        ).measure
        return (x: h, y: measure.distance)
      }
      // The terms of h² that are left out are a thousandth of it.
      #expect(try abs(#require(PowerLaw(pairs)).exponent - 1) < 0.005)
    }
  }

  @Test(arguments: [0.5, 2, 3])
  func `heavy ball's ε is proportional to h, its δ to h² and within Proposition 2`(
    friction: Double
  ) throws {
    let form = QuadraticForm(eigenvalues: [1, 0.5])
    var defects: [(x: Double, y: Double)] = []
    let distances = [1e-3, 2e-3, 4e-3, 8e-3].map { h in
      let rule = MatchedRule.heavyBall(step: h, mass: 1, friction: friction)
      let measure = measured(
        rule, from: [1, 1, 0, 0], form: form, steps: 20_000, diagonal([1, 0.5])
      ).measure
      defects.append((x: h, y: measure.defect))
      let bounds = ShadowingBounds(rule, measure, CurvatureBounds(form), form: form)
      #expect(measure.defect <= bounds.defect ?? 0)
      #expect(bounds.distance == nil)
      return (x: h, y: measure.distance)
    }
    #expect(try abs(#require(PowerLaw(distances)).exponent - 1) < 0.02)
    #expect(try abs(#require(PowerLaw(defects)).exponent - 2) < 0.02)
  }

  @Test func `an orbit that leaves the finite numbers has ε = ∞`() {
    let form = QuadraticForm(eigenvalues: [1])
    let measure = measured(
      .gradientDescent(step: 3), from: [1], form: form, steps: 2000, diagonal([1])
    ).measure
    #expect(measure.distance == .infinity)
    // 2¹⁰²⁴
    #expect(measure.escape == 1024 && measure.flowEscape == nil)
    // The flow goes on: y₁ − Ψ(y₀) = e⁻³ + 2.
    #expect(abs(measure.defect - exp(-3) - 2) < 4e-16)
    let rule = MatchedRule.gradientDescent(step: 3)
    let bounds = ShadowingBounds(rule, measure, CurvatureBounds(form), form: form)
    #expect(bounds.defect == nil && bounds.distance == nil)
  }

  @Test func `a flow that leaves the finite numbers has δ = ∞`() {
    let measure = measured(
      .gradientDescent(step: 1), from: [1], form: QuadraticForm(eigenvalues: [-2]), steps: 2000,
      diagonal([-2])
    ).measure
    // e⁷¹⁰ is the first past the largest number.
    #expect(measure.flowEscape == 355 && measure.escape == 355)
    #expect(measure.defect == .infinity && measure.distance == .infinity)
  }

  /// A velocity that friction has not made is more than Proposition 2 knows of.
  @Test(arguments: [(0.0, true), (0.5, true), (50, false)])
  func `Proposition 2 is of flows whose friction is no more than the gradient`(
    velocity: Double, applies: Bool
  ) {
    let form = QuadraticForm(eigenvalues: [1])
    let rule = MatchedRule.heavyBall(step: 1e-3, mass: 1, friction: 3)
    let measure = measured(
      rule, from: [2, velocity], form: form, steps: 5000, diagonal([1])
    ).measure
    let bound = ShadowingBounds(rule, measure, CurvatureBounds(form), form: form).defect
    #expect((bound != nil) == applies)
    #expect(measure.defect <= bound ?? .infinity)
  }

  /// A matrix of rank 1, whose other curvatures come out as rounding.
  @Test func `a curvature of 0 is 0, whatever rounding says`() throws {
    for a in [[0.1, 0.7, 0.3], [3, 1e-3, 5], [1e150, 1e149, 3e149]] {
      var sample = CurvatureSample(dimension: 3)
      sample.add { v in
        let product = zip(a, v).reduce(0) { $0 + $1.0 * $1.1 }
        return a.map { $0 * product }
      }
      let bounds = try #require(sample.bounds)
      #expect(bounds.convexity == 0)
      let square = a.reduce(0) { $0 + $1 * $1 }
      #expect(abs(bounds.smoothness / square - 1) < 1e-15)
    }
  }

  @Test func `power laws are fitted to what has logarithms`() throws {
    let exact = try #require(PowerLaw([(1, 3), (2, 12), (4, 48), (5, 0), (6, .infinity)]))
    #expect(abs(exact.exponent - 2) < 1e-14 && abs(exact.factor - 3) < 1e-14 && exact.count == 3)
    #expect(PowerLaw([(1, 3), (1, 4)]) == nil)
    #expect(PowerLaw([(1, 3)]) == nil)
  }
}
