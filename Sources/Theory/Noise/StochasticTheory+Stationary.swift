/// The second moments at which additive noise holds a rule. Where second moments do not stay
/// bounded there are none.
extension StochasticTheory {
  /// The stationary E (xᵢ − xᵢ*)² of every mode, in the coordinates of the modes; `nil` if they
  /// grow without bound.
  ///
  ///     E (xᵢ − xᵢ*)² = uᵢ Gᵢ,   Gᵢ that of the iterate
  ///
  /// uᵢ is the noise in the mode's gradient, what is added and what comes back (`returnedNoise`):
  ///
  ///     uᵢ = σᵢ²/(1 − cᵢ)                                                      scaled
  ///     uᵢ = (σᵢ² + λᵢt)/(1 − cᵢ),   t = Σ λⱼGⱼσⱼ²/(B(1 − cⱼ)) / (1 − S)        sampled
  ///
  /// For the heavy ball with an exact curvature that is ησ²(1 + β)/(λ(1 − β)(2(1 + β) − ηλ)).
  ///
  /// - Reference: K. Liu, L. Ziyin, M. Ueda, 2021, arXiv:2012.03636 (heavy ball).
  public var stationaryVariances: [Double]? {
    // A conservative map has a positive margin, yet no damping.
    guard meanSquareMargin > 0, modes.allSatisfy({ $0.determinant < 1 }) else { return nil }
    return zip(modes, gradientNoise).map { $1 == 0 ? 0 : $1 * $0.iterateGain.value }
  }

  /// E ‖x − x*‖²; `nil` if it grows without bound.
  public var stationaryDistance: Double? { stationaryVariances.map { $0.reduce(0, +) } }

  /// E f − f* = ½ Σ λᵢ E (xᵢ − xᵢ*)²; `nil` if it grows without bound.
  public var stationaryObjective: Double? {
    stationaryVariances.map { zip(curvatures, $0).reduce(0) { $0 + $1.0 * $1.1 / 2 } }
  }

  /// The uᵢ.
  private var gradientNoise: [Double] {
    let added = modes.indices.map(noise.gradientVariance)
    let gains = modes.map(\.readGain.value)
    let shares = ownShares(gains)
    guard case .sampled(let batch) = noise.curvature else {
      return zip(added, shares).map { $0 / (1 - $1) }
    }
    let fresh = modes.indices.reduce(0) { sum, i in
      sum + curvatures[i] * gains[i] * added[i] / (batch * (1 - shares[i]))
    }
    let shared = fresh / (1 - returnedNoise(gains))
    return modes.indices.map { (added[$0] + curvatures[$0] * shared) / (1 - shares[$0]) }
  }
}
