/// One mode of a quadratic under a rule that reads one gradient in a step, at a point that is
/// linear in its state w = (x, v):
///
///     w ← M₀w + d g        M₀ = ⎡ 1  b ⎤      d = ⎡ dₓ ⎤      r = ⎡ 1  ⎤
///     g = a r·w                 ⎣ 0  e ⎦          ⎣ dᵥ ⎦          ⎣ rᵥ ⎦
///
/// In words: without a gradient a resting iterate rests; d is the rule's answer to a unit
/// gradient; the gradient is read at x + rᵥv. The update map is affine in the curvature a,
///
///     M(a) = M₀ + a d rᵀ,
///
/// so that M₀ and d rᵀ are read off from it. For the heavy ball b = e = β, d = (−η, −η), rᵥ = 0,
/// for Nesterov's look-ahead the same with rᵥ = β, for gradient descent all are 0 but dₓ = −η.
///
/// Noise enters where the gradient does, so everything that theory says of second moments comes
/// from the answer to one unit of white noise in the gradient, `gain`.
struct NoisyMode: Sendable {
  /// λ, the mean of a.
  let curvature: Double
  let b: Double
  let e: Double
  let dx: Double
  let dv: Double
  let rv: Double

  /// The rules of which this is true.
  static let optimizers: Set<String> = [
    "gradient_descent", "heavy_ball", "nesterov", "optimistic_gradient", "explicit_euler",
    "symplectic_euler",
  ]

  init(_ theory: StabilityTheory, curvature: Double, _ hyperparameters: [Double]) {
    // A curvature so large that 1 is nothing beside ηa: rounding spares the digits of d.
    let large = 0x1p100
    let resting = Self.entries(theory.updateMap(0.0, hyperparameters))
    let driven = Self.entries(theory.updateMap(large, hyperparameters))
    let slope = (driven - resting) / large
    self.curvature = curvature
    (b, e) = (resting[1], resting[3])
    (dx, dv) = (slope[0], slope[2])
    rv = dx != 0 ? slope[1] / dx : dv != 0 ? slope[3] / dv : 0
  }

  var isFinite: Bool { [curvature, b, e, dx, dv, rv].allSatisfy(\.isFinite) }

  private static func entries(_ map: UpdateMap) -> SIMD4<Double> {
    switch map {
    case .factor(let factor): SIMD4(factor.real, 0, 0, 0)
    case .matrix(let xx, let xv, let vx, let vv): SIMD4(xx.real, xv.real, vx.real, vv.real)
    case .plane(let xx, let xy, let yx, let yy): SIMD4(xx, xy, yx, yy)
    }
  }

  // MARK: - The mean map M̄ = M(λ), with characteristic polynomial p(μ) = μ² − Tμ + Δ

  /// T = 1 + e + λ r·d
  var trace: Double { 1 + e + curvature * answer }

  /// Δ = e + λ k
  var determinant: Double { e + curvature * delayedAnswer }

  /// r·d: what a unit gradient does to the point where the next gradient is read.
  var answer: Double { dx + rv * dv }

  /// k = rᵀ adj(M₀) d
  private var delayedAnswer: Double { e * dx + (rv - b) * dv }

  /// The spectral radius of M̄.
  var meanRadius: Double {
    let discriminant = trace * trace / 4 - determinant
    return discriminant < 0
      ? determinant.squareRoot() : trace.magnitude / 2 + discriminant.squareRoot()
  }

  /// p(1) = λ (k − r·d), as a product: exact to the last digits for the smallest steps.
  private var stiffness: Double { curvature * -((1 - e) * dx + b * dv) }

  // MARK: - Noise

  /// What white noise of variance 1 in the gradient does to some number c·w in the long run: the
  /// sum of the squares of the answers to one gust,
  ///
  ///     G(c) = Σₖ (cᵀ M̄ᵏ d)² = ((n₁² + n₀²)(1 + Δ) + 2n₁n₀T) / ((1 − Δ) p(1) p(−1)),
  ///     n₁ = c·d,   n₀ = −cᵀ adj(M̄) d,
  ///
  /// in which cᵀ(μ − M̄)⁻¹d = (n₁μ + n₀)/p(μ). The adjugate at M̄ is that at M₀, in both numbers
  /// that are asked for.
  ///
  /// - Reference: E. I. Jury, Theory and Application of the z-Transform Method, 1964, §4.
  struct Gain {
    let numerator: Double
    /// Positive where the mean map is stable.
    let denominator: Double

    var value: Double { numerator / denominator }
  }

  /// G(r), of the point where the gradient is read.
  var readGain: Gain { gain(answer, -delayedAnswer) }

  /// G of the iterate x.
  var iterateGain: Gain { gain(dx, b * dv - e * dx) }

  private func gain(_ n1: Double, _ n0: Double) -> Gain {
    let (t, delta) = (trace, determinant)
    return Gain(
      numerator: (n1 * n1 + n0 * n0) * (1 + delta) + 2 * n1 * n0 * t,
      denominator: (1 - delta) * stiffness * (1 + t + delta))
  }

  /// G(r) if every step also divided all squares by μ, that is, for the map M̄/√μ:
  ///
  ///     G(μ) = ((n₁²μ + n₀²)(μ + Δ) + 2n₁n₀Tμ) / ((μ − Δ)((μ + Δ)² − μT²))
  ///
  /// It falls with μ from the square of M̄'s spectral radius on; `nil` below.
  func readGain(dividedBy mu: Double) -> Double? {
    let (t, delta, n1, n0) = (trace, determinant, answer, -delayedAnswer)
    let root = mu.squareRoot()
    guard mu > delta.magnitude, mu + delta > root * t.magnitude else { return nil }
    let numerator = (n1 * n1 * mu + n0 * n0) * (mu + delta) + 2 * n1 * n0 * t * mu
    return numerator / ((mu - delta) * (mu + delta - root * t) * (mu + delta + root * t))
  }
}
