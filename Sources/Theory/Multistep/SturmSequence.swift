/// Counts and finds the real roots of a polynomial, exactly.
///
///     p₀ = p     p₁ = p′     pᵢ₊₁ = −(pᵢ₋₁ mod pᵢ)
///
/// Between a and b, at neither of which p is 0, lie as many different roots as the sequence has more
/// changes of sign at a than at b.
///
/// - Reference: C. Sturm, 1835; J. Stoer, R. Bulirsch, Introduction to Numerical Analysis, 2002, §5.6.
struct SturmSequence {
  private let sequence: [PolynomialSign]

  init(_ polynomial: RationalPolynomial) {
    // Multiple roots once: bisection below needs changes of sign.
    let simple = polynomial.product { _ in true }.primitive
    var sequence = [simple, simple.derivative.primitive]
    while let last = sequence.last, last.degree > 0 {
      let rest = sequence[sequence.count - 2].primitiveRemainder(dividingBy: last)
      sequence.append((-1 as Rational) * rest)
    }
    self.sequence = sequence.map(PolynomialSign.init)
  }

  /// How many different roots lie in the open interval.
  func count(between a: Rational, _ b: Rational) -> Int {
    changes(at: a) - changes(at: b) - (sequence[0](at: b) == 0 ? 1 : 0)
  }

  /// The different roots in the open interval, ascending.
  func roots(between a: Rational, _ b: Rational) -> [RealRoot] {
    let count = count(between: a, b)
    guard count > 0 else { return [] }
    let isBounded = sequence[0](at: a) != 0 && sequence[0](at: b) != 0
    if count == 1, isBounded { return [root(between: a, b)] }
    let middle = (a + b) * Rational(1, over: 2)
    let here = sequence[0](at: middle) == 0 ? [RealRoot(middle)] : []
    return roots(between: a, middle) + here + roots(between: middle, b)
  }

  /// Changes of sign, zeros left out. Right of a root of p as at the root.
  private func changes(at x: Rational) -> Int {
    let signs = sequence.map { $0(at: x) }.filter { $0 != 0 }
    return zip(signs, signs.dropFirst()).count { $0 != $1 }
  }

  /// The only root, by bisection; the root itself where it is a fraction that is simple enough.
  private func root(between a: Rational, _ b: Rational) -> RealRoot {
    let polynomial = sequence[0]
    let sign = polynomial(at: a)
    var (low, high) = (a, b)
    for _ in 0..<RealRoot.bits {
      let middle = (low + high) * Rational(1, over: 2)
      let there = polynomial(at: middle)
      if there == 0 { return RealRoot(middle) }
      if there == sign { low = middle } else { high = middle }
    }
    for simple in Rational.convergents(of: low.double)
    where low <= simple && simple <= high && polynomial(at: simple) == 0 {
      return RealRoot(simple)
    }
    return RealRoot(near: low)
  }
}

/// The sign of a polynomial, from whole numbers: at x = p/q that of Σ aⱼ pʲ qⁿ⁻ʲ.
struct PolynomialSign {
  /// From the highest power down.
  private let coefficients: [BigInteger]

  init(_ polynomial: RationalPolynomial) {
    coefficients = polynomial.primitive.coefficients.reversed().map(\.numerator)
  }

  func callAsFunction(at x: Rational) -> Int {
    var (sum, power): (BigInteger, BigInteger) = (0, 1)
    for coefficient in coefficients {
      sum = sum * x.numerator + coefficient * power
      power = power * x.denominator
    }
    return sum.signum
  }
}

/// A real number: as a fraction, where it is one that was found.
package struct RealRoot: Hashable, Sendable {
  package let value: Double
  package let exact: Rational?
  /// The number itself, or a fraction that is nearer to it than 2⁻²⁹⁸; `nil` where only the value is
  /// known.
  let near: Rational?

  static var bits: Int { 300 }

  package init(_ exact: Rational) {
    value = exact.double
    self.exact = exact
    near = exact
  }

  init(near: Rational) {
    value = near.double
    exact = nil
    self.near = near
  }

  package init(_ value: Double) {
    self.value = value
    exact = nil
    near = nil
  }
}

extension RationalPolynomial {
  /// The value at a root of another polynomial, near which this one may be tiny; `nil` if it is 0 there.
  func nonzeroValue(at root: RealRoot) -> Rational? {
    guard let x = root.near else { return nil }
    let value = self(x)
    let rounding = root.exact == nil ? 0x1p-240 * size(at: root.value) : 0
    return value.double.magnitude <= rounding ? nil : value
  }
}
