import SweepPlan

extension StabilityTheory {
  /// The proximal gradient method. Where the objective has no penalty, its proximal map leaves the
  /// point alone, and the method is gradient descent.
  ///
  ///     x ← x − η F(x) = (1 − z) x,   z = ηλ
  ///
  /// - Reference: N. Parikh, S. Boyd, Proximal Algorithms, 2014, doi:10.1561/2400000003, §4.2.
  public static let proximalGradient = StabilityTheory(
    optimizer: "proximal_gradient", hyperparameters: [.learningRate],
    boundaryFormula: "η = 2/λ", complexBoundaryFormula: "|1 − ηλ| = 1",
    updateMap: { eigenvalue, values in
      .factor(1 - values[0] * eigenvalue)
    },
    margin: { eigenvalue, values in
      momentumMargin(values[0] * eigenvalue)
    })
}
