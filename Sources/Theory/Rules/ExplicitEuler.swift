import SweepPlan

extension StabilityTheory {
  /// Euler's method on m ẍ + γẋ + F(x) = 0.
  ///
  ///     v₊ = v − (h/m)(γv + F(x))    x ⎡    1      h   ⎤
  ///     x₊ = x + h v                 v ⎣ −hλ/m   1 − c ⎦    c = hγ/m,  z = h²λ/m
  ///
  /// p(μ) = μ² − (2 − c)μ + 1 − u with u = c − z. Real λ (Jury): u > 0, p(1) = z > 0 and
  /// p(−1) = 4 − 2c + z > 0 (which include u < 2); never without friction, since then each
  /// oscillation gains energy. Complex λ (Schur and Cohn): |2 − c||u| < 1 − |1 − u|².
  ///
  /// - Reference: E. Hairer, C. Lubich, G. Wanner, Geometric Numerical Integration, 2006, §I.1.
  public static let explicitEuler = StabilityTheory(
    optimizer: "explicit_euler", hyperparameters: [.timeStep, .mass, .friction],
    boundaryFormula: "h = γ/λ",
    updateMap: { eigenvalue, values in
      let (h, mass, friction) = (values[0], values[1], values[2])
      return .matrix(
        xx: 1, xv: Complex(h), vx: -(h / mass) * eigenvalue, vv: Complex(1 - h * friction / mass))
    },
    margin: { eigenvalue, values in
      let (h, mass, friction) = (values[0], values[1], values[2])
      let (c, z) = (h * friction / mass, h * h / mass * eigenvalue)
      if z.isReal { return min(c - z.real, z.real, 4 - 2 * c + z.real) }
      let u = Complex(c) - z
      return 2 * u.real - u.squaredMagnitude - (2 - c).magnitude * u.magnitude
    })
}
