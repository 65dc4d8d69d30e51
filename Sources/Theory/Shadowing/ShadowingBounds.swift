/// What the theorems promise, where they apply.
///
///     gradient descent
///       Proposition 1   δ ≤ ½ ℓL h²
///       Theorem 2       ε ≤ hℓL/(2μ)                              if μ > 0 and h ≤ 1/L
///       Theorem 3       ε ≤ 2hℓL/(min(γ/2, μ) − 4Lφ), moved start  at a saddle, if h ≤ 1/L
///     heavy ball
///       Proposition 2   δ ≤ ℓ(α + 1 + L) h²,  ℓ also above ‖v‖    η = h², β = 1 − hα, if α ≥ 0
///
/// Proposition 2 stands on α‖v‖ ≤ ℓ, which a flow from rest has: v is a mean of −∇f/α. At a saddle the quadratic's eigenvalues avoid (−γ, μ), and φ is Lφ-smooth. A mass m divides f and
/// the friction.
///
/// - Source: A. Orvieto, A. Lucchi, Shadowing Properties of Optimization Algorithms, 2019,
///   arXiv:1911.05206.
public struct ShadowingBounds: Sendable, Hashable {
  /// Of δ.
  public let defect: Double?
  /// Of ε, from the same start.
  public let distance: Double?
  /// Of ε, from the shadow's start.
  public let shadowDistance: Double?

  /// - Parameters:
  ///   - curvature: `nil` where nothing is known.
  ///   - form: The quadratic part, if there is one.
  public init(
    _ rule: MatchedRule, _ measure: ShadowingMeasure, _ curvature: CurvatureBounds?,
    form: QuadraticForm?
  ) {
    guard let curvature, measure.escape == nil, curvature.smoothness >= 0 else {
      (defect, distance, shadowDistance) = (nil, nil, nil)
      return
    }
    let (h, l) = (rule.step, curvature.smoothness)
    switch rule {
    case .gradientDescent:
      let product = measure.gradientNorm * l * h
      let isShort = h * l <= 1
      defect = product * h / 2
      distance = isShort && curvature.convexity > 0 ? product / (2 * curvature.convexity) : nil
      let gap = form.flatMap(Self.gap) ?? 0
      shadowDistance = isShort && gap > 0 ? 2 * product / gap : nil
    case .heavyBall(_, let mass, let friction):
      let bound = max(measure.gradientNorm / mass, measure.speed)
      let isSlow = measure.startsAtRest || friction * measure.speed <= measure.gradientNorm
      defect =
        friction >= 0 && isSlow ? bound * (friction / mass + 1 + l / mass) * h * h : nil
      (distance, shadowDistance) = (nil, nil)
    }
  }

  /// min(γ/2, μ) − 4Lφ, of a saddle.
  private static func gap(_ form: QuadraticForm) -> Double? {
    guard form.isSaddle else { return nil }
    let stable = form.eigenvalues.filter { $0 > 0 }.min() ?? 0
    let unstable = form.eigenvalues.filter { $0 < 0 }.map { -$0 }.min() ?? 0
    return min(unstable / 2, stable) - 4 * form.perturbation
  }
}
