import SweepPlan

extension StabilityTheory {
  /// The velocity Verlet method on m ẍ + γẋ + F(x) = 0, friction half before and half after.
  ///
  ///     v½ = (1 − c/2) v − (h/2m) F(x)
  ///     x₊ = x + h v½
  ///     v₊ = (v½ − (h/2m) F(x₊)) / (1 + c/2),   c = hγ/m,  z = h²λ/m
  ///
  ///     x ⎡      1 − z/2                        h(1 − c/2)           ⎤
  ///     v ⎣ −(hλ/m)(1 − z/4)/(1 + c/2)   (1 − c/2)(1 − z/2)/(1 + c/2) ⎦
  ///
  /// The characteristic polynomial is the heavy ball's with β = (1 − c/2)/(1 + c/2) and
  /// w = z/(1 + c/2): for real λ stable exactly if c > 0 and 0 < z < 4, whatever the friction.
  /// Without friction the map is conservative, and its iterates are bounded for 0 < z < 4.
  ///
  /// - Reference: E. Hairer, C. Lubich, G. Wanner, Geometric Numerical Integration, 2006, §I.1.
  public static let velocityVerlet = StabilityTheory(
    optimizer: "velocity_verlet", hyperparameters: [.timeStep, .mass, .friction],
    boundaryFormula: "h = 2√(m/λ)",
    updateMap: { eigenvalue, values in
      let (h, mass, friction) = (values[0], values[1], values[2])
      let (half, z) = (h * friction / mass / 2, h * h / mass * eigenvalue)
      return .matrix(
        xx: 1 - z / 2, xv: Complex(h * (1 - half)),
        vx: -(h / mass) * eigenvalue * (1 - z / 4) / (1 + half),
        vv: (1 - half) / (1 + half) * (1 - z / 2))
    },
    margin: { eigenvalue, values in
      let (h, mass, friction) = (values[0], values[1], values[2])
      let half = h * friction / mass / 2
      return momentumMargin(
        h * h / mass * eigenvalue / (1 + half), momentum: (1 - half) / (1 + half))
    })
}
