import SweepPlan

extension StabilityTheory {
  /// Gradient descent.
  ///
  ///     x ← x − η ∇f(x) = (1 − z) x,   z = ηλ
  ///
  /// |1 − z| < 1 exactly if 0 < z < 2: the sharpness may not exceed 2/η.
  ///
  /// - Reference: classical; as the edge of stability, J. Cohen et al., 2021, arXiv:2103.00065.
  public static let gradientDescent = StabilityTheory(
    optimizer: "gradient_descent", hyperparameters: [.learningRate],
    boundaryFormula: "η = 2/λ",
    updateMap: { curvature, values in
      .factor(1 - values[0] * curvature)
    },
    margin: { curvature, values in
      let z = values[0] * curvature
      return min(z, 2 - z)
    })
}
