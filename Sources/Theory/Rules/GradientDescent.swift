import SweepPlan

extension StabilityTheory {
  /// Gradient descent.
  ///
  ///     x ← x − η F(x) = (1 − z) x,   z = ηλ
  ///
  /// |1 − z| < 1: for real λ exactly if 0 < z < 2, so the sharpness may not exceed 2/η.
  ///
  /// - Reference: classical; as the edge of stability, J. Cohen et al., 2021, arXiv:2103.00065.
  public static let gradientDescent = StabilityTheory(
    optimizer: "gradient_descent", hyperparameters: [.learningRate],
    boundaryFormula: "η = 2/λ", complexBoundaryFormula: "|1 − ηλ| = 1",
    updateMap: { eigenvalue, values in
      .factor(1 - values[0] * eigenvalue)
    },
    margin: { eigenvalue, values in
      momentumMargin(values[0] * eigenvalue)
    })
}
