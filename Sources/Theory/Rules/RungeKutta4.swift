import SweepPlan

extension StabilityTheory {
  /// The classical Runge–Kutta method on ẋ = −F(x), and momentum over its direction g*.
  ///
  ///     x − η g* = R(z) x,   R(z) = 1 − z + z²/2 − z³/6 + z⁴/24,   z = ηλ
  ///     m ← β m + g*
  ///     x ← x − η m
  ///
  /// The heavy ball with w = 1 − R(z) in place of z. For real λ w stays below 0.73, so for β from
  /// −0.63 to 1 the boundary is w = 0, z = 2.785293563405282; without momentum stable on the
  /// imaginary axis while |z| < 2√2, since there |R|² = 1 − |z|⁶(8 − |z|²)/576.
  ///
  /// - Reference: E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 1996, §IV.2;
  ///   with momentum: B. Dherin et al., 2025, arXiv:2505.13397.
  public static let rungeKutta4 = StabilityTheory(
    optimizer: "runge_kutta_4",
    options: ["preconditioner": ["none"], "step_size": ["constant"]],
    hyperparameters: [.learningRate, .momentum], boundaryFormula: "η = 2.7853/λ",
    complexBoundaryFormula: "|R(ηλ)| = 1",
    updateMap: { eigenvalue, values in
      heavyBallMap(decrement(values[0] * eigenvalue), momentum: values[1])
    },
    margin: { eigenvalue, values in
      let (z, momentum) = (values[0] * eigenvalue, values[1])
      if z.real == 0, momentum == 0 {
        // Here all but the sixth power of a small z cancels.
        let square = z.imaginary * z.imaginary
        return square * square * square * (8 - square) / 576
      }
      return momentumMargin(decrement(z), momentum: momentum)
    })

  /// 1 − R(z)
  private static func decrement(_ z: Complex) -> Complex {
    z * (1 - z / 2 * (1 - z / 3 * (1 - z / 4)))
  }
}
