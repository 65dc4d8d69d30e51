import Foundation

/// A rule's flow on a quadratic in closed form; every direction goes for itself.
///
///     gradient flow      u(t) = e^(−λt) u(0)
///     heavy ball's flow  u(t) = e^(−at) (C u₀ + S (v₀ + a u₀))            a = γ/2m
///                        v(t) = e^(−at) (C v₀ − S (a v₀ + λu₀/m))
///
///     λ/m > a²:  C = cos ωt,   S = sin ωt / ω     ω² = λ/m − a²
///     λ/m < a²:  C = cosh κt,  S = sinh κt / κ    κ² = a² − λ/m
///     λ/m = a²:  C = 1,        S = t
struct QuadraticFlow {
  private let rule: MatchedRule
  private let form: QuadraticForm
  /// Of the start, in the quadratic's directions.
  private let u: [Double]
  private let v: [Double]

  init(_ rule: MatchedRule, _ form: QuadraticForm, from state: [Double]) {
    self.rule = rule
    self.form = form
    let d = form.eigenvalues.count
    u = form.coordinates(of: zip(state.prefix(d), form.center).map { $0 - $1 })
    v = rule.companions == 0 ? [] : form.coordinates(of: Array(state.dropFirst(d)))
  }

  /// The state after `steps` steps.
  func state(after steps: Int) -> [Double] {
    let t = Double(steps) * rule.step
    let indices = form.eigenvalues.indices
    switch rule {
    case .gradientDescent:
      let moved = form.vector(indices.map { u[$0] * exp(-form.eigenvalues[$0] * t) })
      return zip(form.center, moved).map { $0 + $1 }
    case .heavyBall(_, let mass, let friction):
      let a = friction / (2 * mass)
      let moved = indices.map { i in
        let stiffness = form.eigenvalues[i] / mass
        let (c, s) = Self.waves(a, stiffness, t)
        return (
          u: c * u[i] + s * (v[i] + a * u[i]), v: c * v[i] - s * (a * v[i] + stiffness * u[i])
        )
      }
      return zip(form.center, form.vector(moved.map(\.u))).map { $0 + $1 }
        + form.vector(moved.map(\.v))
    }
  }

  /// e^(−at) C and e^(−at) S.
  private static func waves(_ a: Double, _ stiffness: Double, _ t: Double) -> (Double, Double) {
    let square = stiffness - a * a
    if square > 0 {
      let frequency = square.squareRoot()
      return (exp(-a * t) * cos(frequency * t), exp(-a * t) * sin(frequency * t) / frequency)
    }
    guard square < 0 else { return (exp(-a * t), t * exp(-a * t)) }
    let growth = (-square).squareRoot()
    // −a + κ without cancellation, for slow decay under much friction.
    let slow = a > 0 ? -stiffness / (a + growth) : growth - a
    let (up, down) = (exp(slow * t), exp((-a - growth) * t))
    let difference = 2 * growth * t < 1 ? down * expm1(2 * growth * t) : up - down
    return ((up + down) / 2, difference / (2 * growth))
  }
}
