import Foundation
import Testing
import Theory

/// The shadow past a saddle.
struct ShadowOrbitTests {
  /// From x_K = y_K along the way out: x₀ = y₀ e^(γhK)/(1 + hγ)ᴷ.
  @Test(arguments: [0.01, 0.1, 0.5])
  func `on a quadratic it starts where the closed form says`(h: Double) throws {
    let (stable, unstable) = (1.5, 0.8)
    let form = QuadraticForm(eigenvalues: [stable, -unstable])
    let rule = MatchedRule.gradientDescent(step: h)
    let field = diagonal(form.eigenvalues)
    let steps = Int(8 / h)
    let flow = states(rule, from: [1, 1e-3], form: form, steps: steps, field)
    let shadow = try ShadowOrbit(rule, form, along: flow, tolerance: 1e-12, field)
    let moved = 1e-3 * exp(unstable * h * Double(steps)) / pow(1 + h * unstable, Double(steps))
    #expect(shadow.start[0] == 1)
    #expect(abs(shadow.start[1] - moved) < 1e-12 * moved)
    #expect(shadow.passes <= 2)

    let naive = measured(rule, from: [1, 1e-3], form: form, steps: steps, field).measure
    let bounds = ShadowingBounds(rule, naive, CurvatureBounds(form), form: form)
    #expect(try shadow.distance <= #require(bounds.shadowDistance))
    #expect(bounds.distance == nil)
  }

  @Test func `the same start goes away, the shadow does not`() throws {
    let form = QuadraticForm(eigenvalues: [1, -1])
    let field = diagonal([1, -1])
    let rule = MatchedRule.gradientDescent(step: 0.1)
    var shadows: [Double] = []
    var naives: [Double] = []
    // The longer the flow, the nearer to the way in it starts: it ends at distance 1.
    for steps in [50, 100, 200] {
      let start = [1, exp(-0.1 * Double(steps))]
      let flow = states(rule, from: start, form: form, steps: steps, field)
      shadows.append(
        try ShadowOrbit(rule, form, along: flow, tolerance: 1e-12, field).distance)
      naives.append(measured(rule, from: start, form: form, steps: steps, field).measure.distance)
    }
    #expect(naives[0] < naives[1] && naives[1] < naives[2] && naives[2] > 0.5)
    #expect(shadows[2] < 1.01 * shadows[0] && shadows[2] < 0.03)
  }

  /// f = ½(x₀² − x₁²) + p sin x₀ sin x₁.
  private func bent(_ p: Double) -> MatchedRule.Gradient {
    { x, g in
      g[0] = x[0] + p * cos(x[0]) * sin(x[1])
      g[1] = -x[1] + p * sin(x[0]) * cos(x[1])
    }
  }

  @Test(arguments: [0.0, 0.05, 0.2, -0.3])
  func `it is an orbit, with the flow's way in at the start and its way out at the end`(
    perturbation: Double
  ) throws {
    let form = QuadraticForm(eigenvalues: [1, -1], perturbation: abs(perturbation))
    let field = bent(perturbation)
    let rule = MatchedRule.gradientDescent(step: 0.05)
    let flow = states(rule, from: [1, 2e-3], form: nil, steps: 120, substeps: 16, field)
    let shadow = try ShadowOrbit(rule, form, along: flow, tolerance: 1e-13, field)
    for k in 0..<120 {
      let next = step(rule, shadow.iterates[k], field)
      #expect(separation(next, shadow.iterates[k + 1], 2) < 1e-13)
    }
    #expect(shadow.iterates[0][0] == flow[0][0])
    #expect(abs(shadow.iterates[120][1] - flow[120][1]) < 1e-15)
    #expect(shadow.distances.max() == shadow.distance)
    let naive = measured(
      rule, from: [1, 2e-3], form: nil, steps: 120, substeps: 16, field
    ).measure
    #expect(shadow.distance < naive.distance / 10)
    let bounds = ShadowingBounds(rule, naive, CurvatureBounds(form), form: form)
    // min(γ/2, μ) − 4Lφ = ½ − 4|p|
    #expect((bounds.shadowDistance != nil) == (abs(perturbation) < 0.125))
    if let bound = bounds.shadowDistance { #expect(shadow.distance <= bound) }
  }

  @Test(arguments: [0.0, 0.5, 2])
  func `heavy ball's shadow is an orbit that stays near`(friction: Double) throws {
    let form = QuadraticForm(eigenvalues: [2, -0.5])
    let field = diagonal([2, -0.5])
    let rule = MatchedRule.heavyBall(step: 0.05, mass: 1, friction: friction)
    guard friction > 0 else {
      // Without friction the way in neither shrinks nor grows.
      let flow = states(rule, from: [1, 0, 0, 0], form: form, steps: 9, field)
      #expect(throws: ShadowOrbit.Failure.notHyperbolic) {
        try ShadowOrbit(rule, form, along: flow, tolerance: 1e-12, field)
      }
      return
    }
    // The longer the flow, the nearer to the way in it starts: it ends at about the same place. There
    // the shadow errs as much, the orbit from the same start more and more.
    let growth = (-friction + (friction * friction + 2).squareRoot()) / 2
    let ends = try [480, 960].map { steps in
      let start = [1, exp(-growth * 0.05 * Double(steps)), 0, 0]
      let flow = states(rule, from: start, form: form, steps: steps, field)
      let shadow = try ShadowOrbit(rule, form, along: flow, tolerance: 1e-13, field)
      var state = shadow.start
      for k in 0...240 {
        #expect(separation(state, shadow.iterates[k], 2) < 1e-11)
        state = step(rule, state, field)
      }
      let naive = measured(rule, from: start, form: form, steps: steps, field).measure
      return (shadow: shadow.distances[steps], naive: naive.lastDistance)
    }
    #expect(abs(ends[1].shadow - ends[0].shadow) < 0.1 * ends[0].shadow)
    #expect(ends[1].naive > 1.5 * ends[0].naive && ends[0].naive > 5 * ends[0].shadow)
  }

  @Test func `a perturbation that is too large has no contraction`() {
    let form = QuadraticForm(eigenvalues: [0.1, -0.1], perturbation: 8)
    let field: MatchedRule.Gradient = { x, g in
      g[0] = 0.1 * x[0] + 8 * cos(x[0]) * sin(x[1])
      g[1] = -0.1 * x[1] + 8 * sin(x[0]) * cos(x[1])
    }
    let rule = MatchedRule.gradientDescent(step: 0.1)
    let flow = states(rule, from: [1, 0.1], form: nil, steps: 200, substeps: 8, field)
    do {
      _ = try ShadowOrbit(rule, form, along: flow, tolerance: 1e-13, field)
      Issue.record("an orbit was found")
    } catch ShadowOrbit.Failure.noContraction(let passes, _) {
      #expect(passes > 1)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func `a minimum, and a flat direction, are no saddles`() {
    for eigenvalues in [[1.0, 2], [1, 0], [-1, 0, 1]] {
      let form = QuadraticForm(eigenvalues: eigenvalues)
      #expect(!form.isSaddle)
      let start = eigenvalues.map { _ in 1.0 }
      let rule = MatchedRule.gradientDescent(step: 0.1)
      #expect(throws: ShadowOrbit.Failure.notHyperbolic) {
        try ShadowOrbit(
          rule, form, along: [start, start], tolerance: 1e-12, diagonal(eigenvalues))
      }
    }
  }
}
