import SweepPlan

/// A parabola with ripples: the simplest function with fractal boundaries of stability.
///
///     f(x) = x² + ε cos(2πx/λ)      f′(x) = 2x − (2πε/λ) sin(2πx/λ)
///
/// f″ = 2 − (4π²ε/λ²) cos(2πx/λ): convex iff |ε|/λ² ≤ 1/(2π²) = 0.05066; then the only minimum is
/// f(0) = ε. In other units of length, (ε, λ, x) and (εb², λb, xb) behave alike.
struct RippledQuadratic<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "rippled_quadratic", summary: "A parabola with ripples.",
      equation: "f(x) = x² + ε cos(2πx/λ)",
      coefficients: [
        .scalar(
          Hyperparameter(
            name: "ripple", symbol: "ε", summary: "height of the ripples", defaultValue: 0.2)),
        .scalar(
          Hyperparameter(
            name: "wavelength", symbol: "λ", summary: "length of a ripple", defaultValue: 0.1)),
      ],
      dimensions: .listed(1...1), initialPoint: [1],
      known: "convex iff |ε|/λ² ≤ 1/(2π²) = 0.05066, with the minimum f(0) = ε then; curvatures "
        + "within 2 ± 4π²|ε|/λ²",
      source: "Y. Liu, 2024, arXiv:2406.13971")
  }

  private let ripple: Lanes
  /// 2π/λ
  private let waveNumber: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    ripple = parameters.next()
    waveNumber = Lanes(repeating: 2 * .pi) / parameters.next()
  }

  @inline(__always) func value(at x: Point<1, Lanes>) -> Lanes {
    .fma(x[0], x[0], ripple * (waveNumber * x[0]).cosine())
  }

  @inline(__always) func gradient(at x: Point<1, Lanes>) -> Point<1, Lanes> {
    let steepness = ripple * waveNumber
    return [.fma(Lanes(repeating: 2), x[0], -(steepness * (waveNumber * x[0]).sine()))]
  }

  @inline(__always)
  func hessianProduct(at x: Point<1, Lanes>, along v: Point<1, Lanes>) -> Point<1, Lanes> {
    let bend = ripple * waveNumber * waveNumber * (waveNumber * x[0]).cosine()
    return [(Lanes(repeating: 2) - bend) * v[0]]
  }
}
