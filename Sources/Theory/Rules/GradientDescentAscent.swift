import SweepPlan

extension StabilityTheory {
  /// Gradient descent–ascent, both players moving at once: gradient descent along the game's field.
  ///
  ///     x ← x − η F(x) = (1 − z) x,   z = ηλ
  ///
  /// |1 − z| < 1 exactly if η < 2 Re λ/|λ|²: never in the bilinear game, whose λ is imaginary.
  ///
  /// - Reference: G. Zhang, Y. Yu, 2020, arXiv:1908.05699
  public static let simultaneousGradientDescentAscent = StabilityTheory(
    optimizer: "gradient_descent_ascent", options: ["order": ["simultaneous"]],
    hyperparameters: [.learningRate], boundaryFormula: "η = 2/λ",
    complexBoundaryFormula: "|1 − ηλ| = 1",
    updateMap: { eigenvalue, values in
      .factor(1 - values[0] * eigenvalue)
    },
    margin: { eigenvalue, values in
      momentumMargin(values[0] * eigenvalue)
    })

  /// Gradient descent–ascent, the second player answering the first's new x₁.
  ///
  ///     x₁ ← x₁ − η F₁(x₁, x₂)    x₁ ⎡   1 − a          b      ⎤
  ///     x₂ ← x₂ − η F₂(x₁, x₂)    x₂ ⎣ −b(1 − a)  1 − a − b²   ⎦    a + ib = ηλ
  ///
  /// The determinant is (1 − a)², the trace 2(1 − a) − b²; p(1) = a² + b² and p(−1) = (2 − a)² −
  /// b², so for b ≠ 0 stable exactly if 0 < a < 2 and |b| < 2 − a. With a = 0, as in the bilinear
  /// game f = σx₁x₂, the map is conservative and its iterates bounded while ησ < 2. A real λ parts
  /// the players: the order makes no difference.
  ///
  /// - Reference: G. Zhang, Y. Yu, 2020, arXiv:1908.05699
  public static let alternatingGradientDescentAscent = StabilityTheory(
    optimizer: "gradient_descent_ascent", options: ["order": ["alternating"]],
    hyperparameters: [.learningRate], boundaryFormula: "η = 2/λ",
    complexBoundaryFormula: "η = 2/(Re λ + |Im λ|)", isRotationEquivariant: false,
    updateMap: { eigenvalue, values in
      let z = values[0] * eigenvalue
      if eigenvalue.isReal { return .factor(1 - z) }
      let (kept, b) = (1 - z.real, z.imaginary)
      return .plane(xx: kept, xy: b, yx: -b * kept, yy: kept - b * b)
    },
    margin: { eigenvalue, values in
      let z = values[0] * eigenvalue
      if eigenvalue.isReal { return momentumMargin(z) }
      let (a, b) = (z.real, z.imaginary.magnitude)
      return a == 0 ? min(b, 2 - b) : min(a, 2 - a - b)
    })
}
