import SweepPlan

extension StabilityTheory {
  /// The extragradient method: a step with the field at the point that a first step predicts.
  ///
  ///     y = x − η F(x)
  ///     x ← x − η F(y) = (1 − z + z²) x,   z = ηλ
  ///
  /// Real λ: exactly if 0 < z < 1. In the bilinear game |1 − z + z²|² = 1 − s² + s⁴ with s = ησ.
  ///
  /// - Reference: G. M. Korpelevich, 1976; A. Mokhtari et al., 2020, arXiv:1901.08511
  public static let extragradient = StabilityTheory(
    optimizer: "extragradient", hyperparameters: [.learningRate], boundaryFormula: "η = 1/λ",
    complexBoundaryFormula: "|1 − ηλ + η²λ²| = 1",
    updateMap: { eigenvalue, values in
      let z = values[0] * eigenvalue
      return .factor(1 - z * (1 - z))
    },
    margin: { eigenvalue, values in
      let z = values[0] * eigenvalue
      return momentumMargin(z * (1 - z))
    })
}
