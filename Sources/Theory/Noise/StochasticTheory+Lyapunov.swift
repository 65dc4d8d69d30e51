import Foundation

/// Almost sure stability.
extension StochasticTheory {
  /// The top Lyapunov exponent Λ of the products of the random update maps: what ln ‖w‖ gains in a
  /// step, in the long run, of almost every trajectory without additive noise. Almost all of them
  /// die out where it is negative, and escape where it is positive.
  ///
  /// - An exact curvature: ln of the spectral radius.
  /// - A scaled curvature and a rule whose iterate hears nothing of its velocity (gradient descent,
  ///   β = 0): E ln|1 − ηλ(1 + σξ)|, to about 14 digits.
  /// - A scaled curvature and momentum: from the stationary mean over directions (`DirectionChain`),
  ///   to 1e-4 for gaussian ξ and 1e-3 for ξ = ±1, mostly much better.
  /// - Sampled curvatures: the mean along a product with fixed random numbers (`RandomProduct`), with
  ///   a standard error of at most 2e-3. B is rounded to whole samples.
  ///
  /// By Jensen's inequality 2Λ is at most the logarithm of `momentRadius`.
  ///
  /// - Reference: H. Furstenberg, H. Kesten, 1960, doi:10.1214/aoms/1177705909
  public func lyapunovExponent() -> Double {
    let exponent =
      switch noise.curvature {
      case .sampled(let batch) where batch < 0x1p53:
        sampledExponent(batch: Int(max(batch.rounded(), 1)))
      case .scaled(let relativeVariance, let distribution) where relativeVariance > 0:
        modes.reduce(-.infinity) {
          max($0, Self.exponent($1, relativeVariance.squareRoot(), distribution))
        }
      default:
        curvatures.reduce(-.infinity) {
          max($0, log(theory.updateMap($1, hyperparameters).spectralRadius))
        }
      }
    return exponent.isNaN ? .infinity : exponent
  }

  /// That of one mode with the curvature λ(1 + σξ).
  private static func exponent(
    _ mode: NoisyMode, _ sigma: Double, _ distribution: NoiseModel.Distribution
  ) -> Double {
    let scale = mode.curvature * sigma
    if mode.b == 0 && mode.rv == 0 {
      // A triangular matrix: that of the iterate, and that of what it does not hear.
      return max(
        distribution.meanLogarithm(1 + mode.curvature * mode.dx, scale * mode.dx),
        log(mode.e.magnitude))
    }
    if scale == 0 {
      // M₀ is triangular too.
      return max(0, log(mode.e.magnitude))
    }
    return DirectionChain(mode, sigma: sigma).exponent(distribution)
  }

  private func sampledExponent(batch: Int) -> Double {
    // A mode without curvature is not mixed with the others.
    let (curved, flat) = (modes.filter { $0.curvature != 0 }, modes.filter { $0.curvature == 0 })
    let resting = flat.reduce(-.infinity) { max($0, 0, log($1.e.magnitude)) }
    if curved.isEmpty { return resting }
    if curved.contains(where: { $0.curvature < 0 }) { return .nan }
    let draws = WishartDraws.of(modes: curved.count, batch: batch)
    return max(resting, RandomProduct.exponent(curved, draws: draws))
  }
}
