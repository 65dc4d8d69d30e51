import Foundation

extension UpdateMap {
  /// A number of steps after which an iterate that starts with x = x₀, v = 0 has been seen beyond
  /// R = `amplification` · |x₀|: an upper bound, close for the slow escapes near a boundary. `nil`
  /// if no root lies outside the unit circle, or none that the start excites.
  ///
  /// By the theorem of Cayley and Hamilton, x obeys the recurrence of the characteristic
  /// polynomial, so with roots μ₁ ≠ μ₂, |μ₁| ≥ |μ₂|,
  ///
  ///     xₙ/x₀ = A μ₁ⁿ + B μ₂ⁿ,   A + B = 1,   A μ₁ + B μ₂ = x₁/x₀ = xx
  ///     A = (xx − μ₂)/(μ₁ − μ₂),   B = 1 − A.
  ///
  /// Real roots, the second inside or on the circle: |xₙ/x₀| ≥ |A||μ₁|ⁿ − |B|, hence
  ///
  ///     n = ln((R/|x₀| + |B|)/|A|) / ln|μ₁|.
  ///
  /// Both outside: once |B||μ₂|ⁿ is at most half of |A||μ₁|ⁿ,
  ///
  ///     n = max( ln(2R/(|x₀||A|)) / ln|μ₁|,  ln(2|B|/|A|) / ln|μ₁/μ₂| ).
  ///
  /// A complex pair ρe^{±iθ} has B = Ā, so xₙ/x₀ = 2|A|ρⁿ cos(nθ + φ). With θ' the angle to the
  /// nearer of the real half-axes (0 < θ' ≤ π/2) |cos| is that of a phase that advances by θ', and
  /// any ⌈π/θ'⌉ steps in a row hold one at which it is at least cos(θ'/2):
  ///
  ///     n = ln(R/(|x₀| 2|A| cos(θ'/2))) / ln ρ + ⌈π/θ'⌉.
  ///
  /// - Reference: S. Elaydi, An Introduction to Difference Equations, 2005, §2.3.
  func stepsToEscape(amplification: Double) -> Int? {
    guard amplification > 1 else { return 0 }
    let roots = eigenvalues
    let growth = log(spectralRadius)
    guard growth > 0, growth < .infinity else { return nil }
    guard case .matrix(let xx, _, _, _) = self else {
      return Self.steps(log(amplification) / growth)
    }
    let (first, second) = (roots[0], roots[1])
    if first.imaginary != 0 {
      let real = xx - first.real
      let amplitude =
        Eigenvalue(real: real, imaginary: first.imaginary).magnitude / (2 * first.imaginary)
      let angle = atan2(first.imaginary, first.real.magnitude)
      return Self.steps(
        log(amplification / (2 * amplitude * cos(angle / 2))) / growth,
        delay: (Double.pi / angle).rounded(.up))
    }
    let amplitude = (xx - second.real) / (first.real - second.real)
    let (a, b) = (amplitude.magnitude, (1 - amplitude).magnitude)
    if second.magnitude <= 1 {
      return Self.steps(log((amplification + b) / a) / growth)
    }
    return Self.steps(
      max(log(2 * amplification / a) / growth, log(2 * b / a) / (growth - log(second.magnitude))))
  }

  /// Whole steps, with one to spare for rounding; `nil` if there is no such number.
  private static func steps(_ bound: Double, delay: Double = 0) -> Int? {
    guard bound < 1e15, delay < 1e15 else { return nil }
    return Int(max(bound, 0).rounded(.up)) + Int(delay) + 1
  }
}
