import SweepPlan

extension StabilityTheory {
  /// The symplectic Euler method on m ẍ + γẋ + F(x) = 0.
  ///
  ///     v₊ = v − (h/m)(γv + F(x))    x ⎡ 1 − z   h(1 − c) ⎤
  ///     x₊ = x + h v₊                v ⎣ −hλ/m    1 − c   ⎦    c = hγ/m,  z = h²λ/m
  ///
  /// In (x, hv) it is the heavy ball with η = h²/m and β = 1 − c. Without friction the map is
  /// conservative, and its iterates are bounded for 0 < z < 4.
  ///
  /// - Reference: E. Hairer, C. Lubich, G. Wanner, Geometric Numerical Integration, 2006, §VI.3.
  public static let symplecticEuler = StabilityTheory(
    optimizer: "symplectic_euler", hyperparameters: [.timeStep, .mass, .friction],
    boundaryFormula: "h²λ = 4m − 2hγ",
    updateMap: { eigenvalue, values in
      let (h, mass, friction) = (values[0], values[1], values[2])
      let kept = 1 - h * friction / mass
      return .matrix(
        xx: 1 - h * h / mass * eigenvalue, xv: Complex(h * kept), vx: -(h / mass) * eigenvalue,
        vv: Complex(kept))
    },
    margin: { eigenvalue, values in
      let (h, mass, friction) = (values[0], values[1], values[2])
      return momentumMargin(h * h / mass * eigenvalue, momentum: 1 - h * friction / mass)
    })
}
