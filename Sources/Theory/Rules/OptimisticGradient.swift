import SweepPlan

extension StabilityTheory {
  /// The optimistic gradient method, which extrapolates the field.
  ///
  ///     x ← x − 2η F(x) + η F(x₋)    x      ⎡ 1 − 2z  1 ⎤
  ///                                  ηF(x₋) ⎣   z     0 ⎦    z = ηλ
  ///
  /// p(μ) = μ² − (1 − 2z)μ − z. Real λ (Jury): |z| < 1, p(1) = z > 0, p(−1) = 2 − 3z > 0, so
  /// exactly if 0 < z < 2/3. Complex λ (Schur and Cohn): |z| < 1 and |1 − z − 2|z|²| < 1 − |z|², or
  ///
  ///     2 Re z + |z|² − 3|z|⁴ − 4|z|² Re z > 0,
  ///
  /// in the bilinear game ησ < 1/√3. What the first step takes for F(x₋) makes no difference.
  ///
  /// - Reference: A. Mokhtari et al., 2020, arXiv:1901.08511
  public static let optimisticGradient = StabilityTheory(
    optimizer: "optimistic_gradient", hyperparameters: [.learningRate],
    boundaryFormula: "η = 2/(3λ)",
    updateMap: { eigenvalue, values in
      let z = values[0] * eigenvalue
      return .matrix(xx: 1 - 2 * z, xv: 1, vx: z, vv: 0)
    },
    margin: { eigenvalue, values in
      let z = values[0] * eigenvalue
      let product = 1 - z.magnitude
      if z.isReal { return min(product, z.real, 2 - 3 * z.real) }
      let r = z.squaredMagnitude
      return min(product, 2 * z.real * (1 - 2 * r) + r * (1 - 3 * r))
    })
}
