/// Where the roots of a polynomial lie, as far as the recursion ρ(E)x = 0 cares: its solutions die
/// out, stay bounded, or some grow.
public enum RootCondition: String, Sendable, Hashable {
  /// All roots lie inside the unit circle.
  case inside
  /// None lies outside, and those on the circle are simple.
  case simpleOnCircle = "simple_on_circle"
  /// None lies outside, but one on the circle is multiple: solutions grow like powers.
  case multipleOnCircle = "multiple_on_circle"
  /// One lies outside: solutions grow exponentially.
  case outside

  /// Whether all solutions stay bounded.
  public var isMet: Bool { self == .inside || self == .simpleOnCircle }

  /// Decided with fractions, without rounding. Of the square-free factor pᵢ, whose roots are those of
  /// multiplicity i, the divisor
  ///
  ///     g = gcd(pᵢ(ζ), ζⁿpᵢ(1/ζ))
  ///
  /// has the roots on the circle and pairs r, 1/r. Without ±1 it is ζᵐq(ζ + 1/ζ), and the roots of q
  /// in (−2, 2), which Sturm counts, are those on the circle. What pᵢ has besides, the conditions of
  /// Schur and Cohn place.
  package init(_ polynomial: RationalPolynomial) {
    var condition = RootCondition.inside
    for (index, factor) in polynomial.squareFreeFactors.enumerated() where factor.degree > 0 {
      let paired = RationalPolynomial.gcd(factor, factor.reversed)
      guard Self.isInside(factor / paired), Self.isOnCircle(paired) else {
        self = .outside
        return
      }
      if paired.degree > 0 {
        condition =
          index > 0 || condition == .multipleOnCircle ? .multipleOnCircle : .simpleOnCircle
      }
    }
    self = condition
  }

  /// Whether all roots of a square-free polynomial that has 1/r with every root r lie on the circle.
  private static func isOnCircle(_ polynomial: RationalPolynomial) -> Bool {
    var rest = polynomial
    for end: Rational in [1, -1] where rest.degree > 0 && rest(end).isZero {
      rest = rest / RationalPolynomial([-end, 1])
    }
    guard rest.degree > 0 else { return true }
    // Σ aⱼζʲ = ζᵐ (aₘ + Σ aₘ₊ⱼ (ζʲ + ζ⁻ʲ)), and ζʲ + ζ⁻ʲ = 2Tⱼ((ζ + 1/ζ)/2)
    let half = rest.degree / 2
    let folded = (1...half).reduce(RationalPolynomial([rest[half]])) { sum, j in
      sum + (2 * rest[half + j]) * .chebyshev(j)
    }
    return SturmSequence(folded).count(between: -1, 1) == half
  }

  /// Whether all roots lie inside the circle: |a₀| < |aₙ|, and likewise for the polynomial of one
  /// degree less
  ///
  ///     (aₙ p(ζ) − a₀ ζⁿp(1/ζ)) / ζ
  ///
  /// - Reference: I. Schur, 1918; A. Cohn, 1922.
  private static func isInside(_ polynomial: RationalPolynomial) -> Bool {
    var p = polynomial.primitive
    while p.degree > 0 {
      guard p[0].magnitude < p.leading.magnitude else { return false }
      let reduced = p.leading * p - p[0] * p.reversed
      p = RationalPolynomial(Array(reduced.coefficients.dropFirst())).primitive
    }
    return true
  }
}

extension RationalPolynomial {
  /// Tₙ: cos nθ as a polynomial in cos θ.
  static func chebyshev(_ n: Int) -> RationalPolynomial { recurrence(n, first: variable) }

  /// Uₙ: sin (n + 1)θ / sin θ as a polynomial in cos θ.
  static func chebyshevSecondKind(_ n: Int) -> RationalPolynomial {
    recurrence(n, first: 2 * variable)
  }

  private static func recurrence(_ n: Int, first: RationalPolynomial) -> RationalPolynomial {
    var (last, next) = (RationalPolynomial([1]), first)
    for _ in 0..<n { (last, next) = (next, (2 * variable) * next - last) }
    return last
  }
}
