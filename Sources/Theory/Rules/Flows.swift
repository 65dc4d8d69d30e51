import SweepPlan

// A flow's map is its integrator's: n substeps δ = h/n of the classical Runge–Kutta method, on ẏ = Ay
// multiplication by R(δA)ⁿ.

extension StabilityTheory {
  /// The gradient flow ẋ = −F(x): x₊ = R(−z/n)ⁿ x, z = hλ.
  ///
  /// Stable exactly while 0 < z/n < 2.785293563405282 for real λ, and on the imaginary axis while
  /// |z|/n < 2√2.
  ///
  /// - Reference: E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 1996, §IV.2.
  public static let gradientFlow = StabilityTheory(
    optimizer: "flow.gradient", hyperparameters: [.timeStep, .substeps],
    boundaryFormula: "h = 2.7853 n/λ", complexBoundaryFormula: "|R(hλ/n)| = 1",
    updateMap: { eigenvalue, values in
      let count = substepCount(values[1])
      let factor = 1 + growth(-(values[0] / Double(count)) * eigenvalue)
      return .factor((1..<count).reduce(factor) { power, _ in power * factor })
    },
    margin: { eigenvalue, values in
      rungeKutta4.margin(eigenvalue, [values[0] / Double(substepCount(values[1])), 0])
    })

  /// The motion m ẍ + γẋ + F(x) = 0.
  ///
  ///     (x, v)₊ = R(δA)ⁿ (x, v)      A = ⎡    0      1  ⎤
  ///                                      ⎣ −λ/m   −γ/m  ⎦
  ///
  /// Stable exactly if |R(δμ)| < 1 for both eigenvalues μ of A, the roots of mμ² + γμ + λ = 0. Without
  /// friction these are ±iω, ω = √(λ/m), and |R(iy)|² = 1 − y⁶(8 − y²)/576: stable while 0 < δω < 2√2.
  ///
  /// - Reference: E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 1996, §IV.2.
  public static let heavyBallFlow = StabilityTheory(
    optimizer: "flow.heavy_ball", hyperparameters: [.timeStep, .mass, .friction, .substeps],
    boundaryFormula: "|R(hμ/n)| = 1", complexBoundaryFormula: "|R(hμ/n)| = 1",
    updateMap: { eigenvalue, values in
      let (h, mass, friction) = (values[0], values[1], values[2])
      let count = substepCount(values[3])
      let delta = h / Double(count)
      let step = SquareMatrix(
        0, Complex(delta), -(delta / mass) * eigenvalue, Complex(-delta * friction / mass))
      let one = SquareMatrix(1, 0, 0, 1)
      let substep = (1...4).reversed().reduce(one) { one + step * $0 / Double($1) }
      let whole = (1..<count).reduce(substep) { power, _ in power * substep }
      return .matrix(xx: whole.a, xv: whole.b, vx: whole.c, vv: whole.d)
    },
    margin: { eigenvalue, values in
      let (h, mass, friction) = (values[0], values[1], values[2])
      let delta = h / Double(substepCount(values[3]))
      let half = friction / mass / 2
      let root = (Complex(half * half) - eigenvalue / mass).squareRoot()
      return min(
        contraction(delta * (Complex(-half) + root)), contraction(delta * (Complex(-half) - root)))
    })
}

private func substepCount(_ value: Double) -> Int {
  value >= 1 && value < 1e6 ? Int(value) : 1
}

/// R(z) − 1
private func growth(_ z: Complex) -> Complex {
  z * (1 + z / 2 * (1 + z / 3 * (1 + z / 4)))
}

/// 1 − |R(z)|²
private func contraction(_ z: Complex) -> Double {
  if z.real == 0 {
    // Here all but the sixth power of a small z cancels.
    let square = z.imaginary * z.imaginary
    return square * square * square * (8 - square) / 576
  }
  let growth = growth(z)
  return -(2 * growth.real + growth.squaredMagnitude)
}

/// ⎡ a b ⎤
/// ⎣ c d ⎦
private struct SquareMatrix {
  let a, b, c, d: Complex

  init(_ a: Complex, _ b: Complex, _ c: Complex, _ d: Complex) {
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }

  static func + (p: SquareMatrix, q: SquareMatrix) -> SquareMatrix {
    SquareMatrix(p.a + q.a, p.b + q.b, p.c + q.c, p.d + q.d)
  }

  static func * (p: SquareMatrix, q: SquareMatrix) -> SquareMatrix {
    SquareMatrix(
      p.a * q.a + p.b * q.c, p.a * q.b + p.b * q.d, p.c * q.a + p.d * q.c,
      p.c * q.b + p.d * q.d)
  }

  static func / (p: SquareMatrix, q: Double) -> SquareMatrix {
    SquareMatrix(p.a / q, p.b / q, p.c / q, p.d / q)
  }
}
