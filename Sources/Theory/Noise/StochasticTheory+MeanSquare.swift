/// Mean-square stability. Noise of variance s in a mode's gradient makes the point where gradients
/// are read vary by s G, and a curvature that varies turns this into noise again. Second moments
/// stay bounded exactly if the mean map is stable and less noise comes back than was put in.
///
/// - Reference: B. Bamieh, Structured Stochastic Uncertainty, 2012; for gradient
///   descent, L. Wu, C. Ma, W. E, NeurIPS 2018.
extension StochasticTheory {
  /// Positive exactly where second moments stay bounded, zero on the boundary, continuous: the
  /// least of the modes' margins (`StabilityTheory.margin`) and of (1 − S)/(1 + S), where S is the
  /// share of the noise that comes back.
  ///
  /// With an exact curvature S = 0, and the margin is that of the rule without noise.
  public var meanSquareMargin: Double {
    guard modes.allSatisfy(\.isFinite) else { return -.infinity }
    let least = curvatures.reduce(.infinity) {
      min($0, theory.margin($1, hyperparameters))
    }
    let share = returnedNoise(
      modes.map { mode in
        let gain = mode.readGain
        // 0/0 where the curvature is 0
        return gain.numerator == 0 || mode.curvature == 0 ? 0 : gain.value.magnitude
      })
    return min(least, share < .infinity ? (1 - share) / (1 + share) : -1)
  }

  /// The spectral radius of the map of second moments (`MomentMap`): by what the squares grow or
  /// shrink in a step, to about 14 digits.
  ///
  /// The map preserves the cone of moments, so its radius is its largest real eigenvalue: the μ
  /// for which the map divided by μ stands on the boundary. Without noise in the curvature it is
  /// the square of the rule's own.
  ///
  /// - Reference: M. G. Krein, M. A. Rutman, 1948 (cones).
  public var momentRadius: Double {
    let mean = modes.reduce(0) {
      max($0, theory.updateMap($1.curvature, hyperparameters).spectralRadius)
    }
    let least = mean * mean
    guard curvatureIsNoisy, least < .infinity else { return least }
    func isAbove(_ mu: Double) -> Bool {
      let gains = modes.compactMap { $0.readGain(dividedBy: mu) }
      return gains.count == modes.count && returnedNoise(gains) < 1
    }
    var above = max(least, .leastNormalMagnitude)
    while !isAbove(above) {
      above *= 2
      if above == .infinity { return .infinity }
    }
    return lastInside(from: above, to: least, isInside: isAbove)
  }

  /// S, of gains G(r) per mode. What comes back to mode i of its own is
  ///
  ///     cᵢ = σ²λᵢ² Gᵢ   (scaled)     cᵢ = λᵢ² Gᵢ / B   (sampled)
  ///
  /// Scaled modes do not hear each other: S = max cᵢ. Sampled ones do. With yᵢ where gradients are
  /// read and Y = E yyᵀ, by Isserlis' theorem
  ///
  ///     E[AYA] = HYH + (HYH + H tr(HY))/B,   H = diag λ,
  ///
  /// whose diagonal asks for that of Y alone: the noise uᵢ in the gradient of mode i obeys
  ///
  ///     uᵢ = σᵢ² + cᵢuᵢ + (λᵢ/B) Σⱼ λⱼGⱼuⱼ
  ///
  /// and the matrix on the right, a diagonal one and one of rank one, has a radius below 1 exactly
  /// if all cᵢ < 1 and S = Σ cᵢ/(1 − cᵢ) < 1.
  func returnedNoise(_ gains: [Double]) -> Double {
    let shares = ownShares(gains)
    guard case .sampled = noise.curvature else {
      return shares.reduce(0) { max($0, $1.isNaN ? .infinity : $1) }
    }
    return shares.reduce(0) { $0 + ($1 < 1 ? $1 / (1 - $1) : .infinity) }
  }

  /// The cᵢ.
  func ownShares(_ gains: [Double]) -> [Double] {
    let relativeVariance =
      switch noise.curvature {
      case .exact: 0.0
      case .scaled(let relativeVariance, _): relativeVariance
      case .sampled(let batch): 1 / batch
      }
    if relativeVariance == 0 { return modes.map { _ in 0 } }
    return zip(modes, gains).map { relativeVariance * $0.curvature * $0.curvature * $1 }
  }

  /// Whether the curvature changes from step to step.
  var curvatureIsNoisy: Bool {
    switch noise.curvature {
    case .exact: false
    case .scaled(let relativeVariance, _): relativeVariance > 0
    case .sampled(let batch): batch < .infinity
    }
  }
}
