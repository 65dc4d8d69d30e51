/// The linear part of a rule's map near a saddle, taken apart into what shrinks and what grows.
///
///     gradient descent, per direction    ρ = 1 − hλ
///     heavy ball, per direction          (x, v)₊ = (1 − ηλ  hβ; −hλ/m  β) (x, v)
///                                        ρ² − (1 + β − ηλ)ρ + β = 0
///
/// Where λ > 0 a stable map shrinks. Where λ < 0 gradient descent grows, and heavy ball with β > 0 has a
/// root on either side of 1, with the vectors (ρ − β, −hλ/m). The space is the sum of a stable and an
/// unstable part: the map is hyperbolic.
struct HyperbolicModes {
  /// One direction's numbers: one, or (x, v).
  enum Mode {
    case scalar(Double)
    /// Both shrink together: left as they are.
    case pair(a: Double, b: Double, c: Double, d: Double)
    /// Two numbers of their own, and the vectors that go with them.
    case split(grows: Double, shrinks: Double, grow: (Double, Double), shrink: (Double, Double))
  }

  let modes: [Mode]

  /// `nil` if some direction neither shrinks nor grows, or grows where the objective curves upwards.
  init?(_ rule: MatchedRule, _ eigenvalues: [Double]) {
    var modes: [Mode] = []
    for value in eigenvalues {
      guard let mode = Self.mode(rule, value) else { return nil }
      modes.append(mode)
    }
    self.modes = modes
  }

  private static func mode(_ rule: MatchedRule, _ value: Double) -> Mode? {
    switch rule {
    case .gradientDescent(let h):
      let factor = 1 - h * value
      return value != 0 && factor.magnitude != 1 ? .scalar(factor) : nil
    case .heavyBall(let h, let mass, let friction):
      let beta = 1 - h * friction / mass
      let curvature = h * h * value / mass
      let force = -h * value / mass
      if value > 0 {
        // Both roots lie within the circle.
        guard beta.magnitude < 1, curvature < 2 * (1 + beta) else { return nil }
        return .pair(a: 1 - curvature, b: h * beta, c: force, d: beta)
      }
      guard value < 0, beta >= 0, beta <= 1 else { return nil }
      let half = (1 + beta - curvature) / 2
      let grows = half + (half * half - beta).squareRoot()
      let shrinks = beta / grows
      return .split(
        grows: grows, shrinks: shrinks, grow: (grows - beta, force), shrink: (shrinks - beta, force)
      )
    }
  }
}
