/// A polynomial with exact coefficients.
package struct RationalPolynomial: Hashable, Sendable {
  /// From the constant term up; none of the zero polynomial, and the last is not 0.
  package let coefficients: [Rational]

  /// - Parameter coefficients: From the constant term up.
  package init(_ coefficients: [Rational]) {
    var coefficients = coefficients
    while coefficients.last?.isZero == true { coefficients.removeLast() }
    self.coefficients = coefficients
  }

  package static let zero = RationalPolynomial([])
  package static let variable = RationalPolynomial([0, 1])

  package var isZero: Bool { coefficients.isEmpty }
  /// −1 of the zero polynomial.
  package var degree: Int { coefficients.count - 1 }
  package var leading: Rational { coefficients.last ?? 0 }

  /// Coefficient of a power, 0 beyond the degree.
  package subscript(power: Int) -> Rational {
    coefficients.indices.contains(power) ? coefficients[power] : 0
  }

  package func callAsFunction(_ x: Rational) -> Rational {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  package func value(at x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1.double }
  }

  /// The sum of the terms' magnitudes: what the value's rounding is a share of.
  package func size(at x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x.magnitude + $1.double.magnitude }
  }

  package func sign(at x: Rational) -> Int { PolynomialSign(self)(at: x) }

  package var derivative: RationalPolynomial {
    RationalPolynomial(
      coefficients.enumerated().dropFirst().map { Rational(BigInteger($0)) * $1 })
  }

  /// xⁿ p(1/x): the roots are the reciprocals.
  package var reversed: RationalPolynomial { RationalPolynomial(coefficients.reversed()) }

  /// The same roots and the same signs with whole coefficients that have no common divisor.
  package var primitive: RationalPolynomial {
    guard !isZero else { return self }
    let multiple = coefficients.reduce(BigInteger(1)) { multiple, coefficient in
      let divisor = BigInteger.gcd(multiple, coefficient.denominator)
      return (multiple * coefficient.denominator).quotientAndRemainder(dividingBy: divisor).quotient
    }
    let divisor = coefficients.reduce(BigInteger(0)) { divisor, coefficient in
      BigInteger.gcd(divisor, (coefficient * Rational(multiple)).numerator)
    }
    return Rational(multiple, over: divisor) * self
  }

  package static func + (a: Self, b: Self) -> Self {
    Self((0..<max(a.coefficients.count, b.coefficients.count)).map { a[$0] + b[$0] })
  }

  package static func - (a: Self, b: Self) -> Self { a + (-1 as Rational) * b }

  package static func * (a: Rational, b: Self) -> Self { Self(b.coefficients.map { a * $0 }) }

  package static func * (a: Self, b: Self) -> Self {
    guard !a.isZero, !b.isZero else { return zero }
    var product = [Rational](repeating: 0, count: a.coefficients.count + b.coefficients.count - 1)
    for (i, x) in a.coefficients.enumerated() where !x.isZero {
      for (j, y) in b.coefficients.enumerated() { product[i + j] = product[i + j] + x * y }
    }
    return Self(product)
  }

  /// - Precondition: The divisor is not 0.
  package func quotientAndRemainder(
    dividingBy divisor: Self
  ) -> (quotient: Self, remainder: Self) {
    precondition(!divisor.isZero, "division by the zero polynomial")
    guard degree >= divisor.degree else { return (.zero, self) }
    var rest = coefficients
    var quotient = [Rational](repeating: 0, count: degree - divisor.degree + 1)
    for i in quotient.indices.reversed() {
      let factor = rest[i + divisor.degree] / divisor.leading
      quotient[i] = factor
      for (j, coefficient) in divisor.coefficients.enumerated() {
        rest[i + j] = rest[i + j] - factor * coefficient
      }
    }
    return (Self(quotient), Self(rest))
  }

  package static func / (a: Self, b: Self) -> Self {
    a.quotientAndRemainder(dividingBy: b).quotient
  }
}
