import Foundation
import Testing
import Theory

/// The flow at matched times: in closed form, and integrated.
struct MatchedFlowTests {
  /// Oscillating, at rest in the limit, sluggish, frictionless, without force, and away from a maximum.
  @Test(arguments: [
    (1.0, 0.3), (1, 2), (1, 5), (0.01, 40), (4, 0), (0, 0.7), (-0.5, 0.3), (-2, 0),
  ])
  func `heavy ball's closed form is the integrator's answer`(
    curvature: Double, friction: Double
  ) {
    let rule = MatchedRule.heavyBall(step: 0.1, mass: 2, friction: friction)
    let form = QuadraticForm(eigenvalues: [curvature], center: [3])
    let field: MatchedRule.Gradient = { $1[0] = curvature * ($0[0] - 3) }
    let start = [4.0, -0.5]
    let closed = states(rule, from: start, form: form, steps: 60, field)
    let integrated = states(rule, from: start, form: nil, steps: 60, substeps: 128, field)
    for (a, b) in zip(closed, integrated) {
      // Four digits less than rounding: the integrator's (20 δ)⁴ with δ = h/256, and six units' growth.
      #expect(separation(a, b, 2) < 1e-10 * (1 + separation(b, [3, 0], 2)))
    }
  }

  @Test func `a turned gradient flow is the integrator's answer`() {
    let (c, s) = (cos(0.4), sin(0.4))
    let form = QuadraticForm(
      eigenvalues: [3, -0.5], basis: [[c, -s], [s, c]], center: [1, -1])
    let field: MatchedRule.Gradient = { x, g in
      let (a, b) = (x[0] - 1, x[1] + 1)
      let (u, v) = (3 * (c * a + s * b), -0.5 * (c * b - s * a))
      g[0] = c * u - s * v
      g[1] = s * u + c * v
    }
    let rule = MatchedRule.gradientDescent(step: 0.05)
    let closed = states(rule, from: [2, 0.5], form: form, steps: 80, field)
    let integrated = states(rule, from: [2, 0.5], form: nil, steps: 80, substeps: 16, field)
    for (a, b) in zip(closed, integrated) { #expect(separation(a, b, 2) < 1e-11) }
  }

  @Test func `step doubling tells the integrator's error`() {
    let rule = MatchedRule.gradientDescent(step: 0.2)
    let field: MatchedRule.Gradient = { $1[0] = 5 * $0[0] }
    let form = QuadraticForm(eigenvalues: [5])
    for substeps in [2, 4, 8, 16] {
      var flow = MatchedFlow(rule, from: [1], form: nil, substeps: substeps)
      var exact = MatchedFlow(rule, from: [1], form: form, substeps: substeps)
      var error = 0.0
      for _ in 0..<50 {
        flow.advance(field)
        exact.advance(field)
        error = max(error, abs(flow.state[0] - exact.state[0]))
      }
      // Known to a third of itself, as far as h is from 0.
      #expect(flow.error > 0.7 * error && flow.error < 1.5 * error)
      #expect(exact.error == 0 && exact.isInClosedForm && !flow.isInClosedForm)
    }
  }

  @Test func `eigenvalues and vectors put a matrix together again`() {
    let matrix = [[4.0, 1, -2, 0], [1, 3, 0, 0.5], [-2, 0, -1, 1e-3], [0, 0.5, 1e-3, 1e-9]]
    let eigen = SymmetricEigen(matrix)
    for i in 0..<4 {
      for j in 0..<4 {
        let sum = (0..<4).reduce(0) {
          $0 + eigen.vectors[i][$1] * eigen.values[$1] * eigen.vectors[j][$1]
        }
        #expect(abs(sum - matrix[i][j]) < 4e-15)
      }
    }
    #expect(SymmetricEigen([[100, 0], [0, 1e-7]]).values == [100, 1e-7])
  }
}
