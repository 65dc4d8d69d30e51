import SweepPlan

extension StabilityTheory {
  /// Nesterov's momentum with constant β: the gradient is taken at x + βv.
  ///
  ///     v ← β v − z (x + β v)     x ⎡  q   βq ⎤
  ///     x ← x + v,   z = ηλ       v ⎣ −z   βq ⎦    q = 1 − z
  ///
  /// The characteristic polynomial p(μ) = μ² − (1 + β)q μ + βq has both roots inside the unit
  /// circle exactly if |p(0)| = |βq| < 1, p(1) = z > 0 and p(−1) = 1 + q + 2βq > 0 (the conditions
  /// of Schur and Cohn, here in Jury's form). For 0 ≤ β < 1 that is 0 < z < 2(1 + β)/(1 + 2β); a
  /// strip with β > 1 is stable too, while β(1 − z) < 1.
  ///
  /// - Reference: Y. E. Nesterov, 1983; this form: I. Sutskever et al., ICML 2013; its matrix:
  ///   L. Lessard, B. Recht, A. Packard, 2016, doi:10.1137/15M1009597.
  public static let nesterov = StabilityTheory(
    optimizer: "nesterov", hyperparameters: [.learningRate, .momentum],
    boundaryFormula: "η = 2(1 + β)/(λ(1 + 2β))",
    updateMap: { curvature, values in
      let (z, momentum) = (values[0] * curvature, values[1])
      let q = 1 - z
      return .matrix(xx: q, xv: momentum * q, vx: -z, vv: momentum * q)
    },
    margin: { curvature, values in
      let (z, momentum) = (values[0] * curvature, values[1])
      let q = 1 - z
      return min(1 - abs(momentum * q), z, 1 + q + 2 * momentum * q)
    })
}
