import Foundation

extension UpdateMap {
  /// A number of steps after which an iterate that starts at x₀ with v₀ has been seen beyond
  /// |x| = R: an upper bound, close for the slow escapes near a boundary. `nil` if no root lies
  /// outside the unit circle, or none that the start excites.
  ///
  /// By the theorem of Cayley and Hamilton, x obeys the recurrence of the characteristic
  /// polynomial, so with roots μ₁ ≠ μ₂, |μ₁| ≥ |μ₂|,
  ///
  ///     xₙ = A μ₁ⁿ + B μ₂ⁿ,   A + B = x₀,   A μ₁ + B μ₂ = x₁
  ///     A = (x₁ − μ₂x₀)/(μ₁ − μ₂),   B = x₀ − A.
  ///
  /// The second root inside or on the circle: |xₙ| ≥ |A||μ₁|ⁿ − |B|, hence
  ///
  ///     n = ln((R + |B|)/|A|) / ln|μ₁|.
  ///
  /// Both outside: once |B||μ₂|ⁿ is at most half of |A||μ₁|ⁿ,
  ///
  ///     n = max( ln(2R/|A|) / ln|μ₁|,  ln(2|B|/|A|) / ln|μ₁/μ₂| ).
  ///
  /// A conjugate pair ρe^{±iθ} of a real map has B = Ā, so xₙ = 2|A|ρⁿ cos(nθ + φ). With θ' the
  /// angle to the nearer of the real half-axes (0 < θ' ≤ π/2) |cos| is that of a phase that
  /// advances by θ', and any ⌈π/θ'⌉ steps in a row hold one at which it is at least cos(θ'/2):
  ///
  ///     n = ln(R/(2|A| cos(θ'/2))) / ln ρ + ⌈π/θ'⌉.
  ///
  /// Of a plane, x is the first coordinate.
  ///
  /// - Reference: S. Elaydi, An Introduction to Difference Equations, 2005, §2.3.
  func stepsToEscape(from x: Complex, v: Complex, beyond radius: Double) -> Int? {
    guard x.magnitude <= radius else { return 0 }
    let growth = log(spectralRadius)
    guard growth > 0, growth < .infinity else { return nil }
    let roots = eigenvalues
    guard roots.count == 2 else { return Self.steps(log(radius / x.magnitude) / growth) }
    let (first, second) = (roots[0], roots[1])
    var (x0, x1) = (x, step(x: x, v: v).x)
    if case .plane = self { (x0, x1) = (Complex(x0.real), Complex(x1.real)) }

    let amplitude = (x1 - second * x0) / (first - second)
    let (a, b) = (amplitude.magnitude, (x0 - amplitude).magnitude)
    if !first.isReal, second == Complex(first.real, -first.imaginary) {
      let angle = atan2(first.imaginary.magnitude, first.real.magnitude)
      return Self.steps(
        log(radius / (2 * a * cos(angle / 2))) / growth,
        delay: (Double.pi / angle).rounded(.up))
    }
    if second.magnitude <= 1 {
      return Self.steps(log((radius + b) / a) / growth)
    }
    return Self.steps(
      max(log(2 * radius / a) / growth, log(2 * b / a) / (growth - log(second.magnitude))))
  }

  /// Whole steps, with one to spare for rounding; `nil` if there is no such number.
  private static func steps(_ bound: Double, delay: Double = 0) -> Int? {
    guard bound < 1e15, delay < 1e15 else { return nil }
    return Int(max(bound, 0).rounded(.up)) + Int(delay) + 1
  }
}
