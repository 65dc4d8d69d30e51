import SweepPlan

extension StabilityTheory {
  /// Nesterov's momentum with constant β: the gradient is taken at x + βv.
  ///
  ///     v ← β v − η F(x + β v)    x ⎡  q   βq ⎤
  ///     x ← x + v,   z = ηλ       v ⎣ −z   βq ⎦    q = 1 − z
  ///
  /// - Reference: Y. E. Nesterov, 1983; this form: I. Sutskever et al., ICML 2013; its matrix:
  ///   L. Lessard, B. Recht, A. Packard, 2016, doi:10.1137/15M1009597.
  public static let nesterov = StabilityTheory(
    optimizer: "nesterov", options: ["form": ["look_ahead"], "momentum_rule": ["constant"]],
    hyperparameters: [.learningRate, .momentum], boundaryFormula: "η = 2(1 + β)/(λ(1 + 2β))",
    updateMap: { eigenvalue, values in
      let (z, momentum) = (values[0] * eigenvalue, values[1])
      let q = 1 - z
      return .matrix(xx: q, xv: momentum * q, vx: -z, vv: momentum * q)
    },
    margin: { eigenvalue, values in
      nesterovMargin(values[0] * eigenvalue, momentum: values[1])
    })

  /// The same at the point looked at, y = x + βv, which then is the iterate.
  ///
  ///     v ← β v + F(y)                    y  ⎡ 1 − z − βz  −β² ⎤
  ///     y ← y − η (F(y) + β v),  z = ηλ   ηv ⎣     z        β  ⎦
  ///
  /// Another matrix with the characteristic polynomial of the first.
  ///
  /// - Reference: PyTorch, torch.optim.SGD with `nesterov=True`.
  public static let accumulatedNesterov = StabilityTheory(
    optimizer: "nesterov", options: ["form": ["accumulated"], "momentum_rule": ["constant"]],
    hyperparameters: [.learningRate, .momentum], boundaryFormula: "η = 2(1 + β)/(λ(1 + 2β))",
    updateMap: { eigenvalue, values in
      let (z, momentum) = (values[0] * eigenvalue, values[1])
      return .matrix(
        xx: 1 - z - momentum * z, xv: Complex(-momentum * momentum), vx: z, vv: Complex(momentum))
    },
    margin: { eigenvalue, values in
      nesterovMargin(values[0] * eigenvalue, momentum: values[1])
    })

  /// The characteristic polynomial p(μ) = μ² − (1 + β)q μ + βq with real q = 1 − z has both roots
  /// inside the unit circle exactly if |p(0)| = |βq| < 1, p(1) = z > 0 and p(−1) = 1 + q + 2βq > 0
  /// (the conditions of Schur and Cohn, here in Jury's form). For 0 ≤ β < 1 that is
  /// 0 < z < 2(1 + β)/(1 + 2β); a strip with β > 1 is stable too, while β(1 − z) < 1.
  ///
  /// With complex q Schur and Cohn ask for |βq| < 1 and |1 + β||q||1 − βq| < 1 − β²|q|². In
  /// e = 1 − |q|² = 2 Re z − |z|² the difference of the squares of the last two is
  ///
  ///     2β²(1 − β²)e + β⁴e² − (1 + β)²(2β(1 − e) Re z − β²(1 − e)e − (1 − β)²e)
  ///
  /// in which nothing is subtracted from 1, so the signs of small margins are right.
  private static func nesterovMargin(_ z: Complex, momentum: Double) -> Double {
    let q = 1 - z
    let product = 1 - momentum.magnitude * q.magnitude
    if z.isReal { return min(product, z.real, 1 + q.real + 2 * momentum * q.real) }
    let e = 2 * z.real - z.squaredMagnitude
    let square = momentum * momentum
    let (less, more) = (1 - momentum, 1 + momentum)
    let bracket = (1 - e) * (2 * momentum * z.real - square * e) - less * less * e
    return min(
      product, 2 * square * less * more * e + square * square * e * e - more * more * bracket)
  }
}
