import SweepPlan

extension StabilityTheory {
  /// Newton's method with a step size.
  ///
  ///     x ← x − η J⁻¹ F(x) = (1 − η) x
  ///
  /// whatever the eigenvalue, as long as it is not 0: exactly if 0 < η < 2.
  ///
  /// - Reference: classical; J. Nocedal, S. J. Wright, Numerical Optimization, 2006, §3.3.
  public static let newton = StabilityTheory(
    optimizer: "newton", hyperparameters: [.learningRate], boundaryFormula: "η = 2",
    complexBoundaryFormula: "η = 2",
    updateMap: { _, values in
      .factor(Complex(1 - values[0]))
    },
    margin: { _, values in
      momentumMargin(Complex(values[0]))
    })
}
