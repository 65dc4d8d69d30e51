import SweepPlan

extension StabilityTheory {
  /// Implicit gradient descent: backward Euler, the proximal point method.
  ///
  ///     y = x − η F(y) = x/(1 + z),   z = ηλ
  ///
  /// |1 + z|² = 1 + 2 Re z + |z|² > 1: whatever η > 0 if Re λ ≥ 0. A real λ < 0 is stable again
  /// from η = −2/λ on: the iterates "converge" to a maximum.
  ///
  /// - Reference: E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 1996, §IV.3.
  public static let implicitGradientDescent = StabilityTheory(
    optimizer: "implicit_gradient_descent", hyperparameters: [.learningRate],
    boundaryFormula: "|1 + ηλ| = 1", complexBoundaryFormula: "|1 + ηλ| = 1",
    updateMap: { eigenvalue, values in
      .factor(1 / (1 + values[0] * eigenvalue))
    },
    margin: { eigenvalue, values in
      let z = values[0] * eigenvalue
      return 2 * z.real + z.squaredMagnitude
    })
}
