import SweepPlan

extension StabilityTheory {
  /// Polyak's heavy ball.
  ///
  ///     v ← β v − z x             x ⎡ 1 − z  β ⎤
  ///     x ← x + v,   z = ηλ       v ⎣  −z    β ⎦
  ///
  /// The characteristic polynomial p(μ) = μ² − (1 + β − z)μ + β has both roots inside the unit
  /// circle exactly if |p(0)| = |β| < 1, p(1) = z > 0 and p(−1) = 2(1 + β) − z > 0 (the conditions
  /// of Schur and Cohn, here in Jury's form).
  ///
  /// - Reference: B. T. Polyak, 1964, doi:10.1016/0041-5553(64)90137-5
  public static let heavyBall = StabilityTheory(
    optimizer: "heavy_ball", hyperparameters: [.learningRate, .momentum],
    boundaryFormula: "η = 2(1 + β)/λ",
    updateMap: { curvature, values in
      let (z, momentum) = (values[0] * curvature, values[1])
      return .matrix(xx: 1 - z, xv: momentum, vx: -z, vv: momentum)
    },
    margin: { curvature, values in
      let (z, momentum) = (values[0] * curvature, values[1])
      return min(1 - abs(momentum), z, 2 * (1 + momentum) - z)
    })
}
