import Foundation

/// A fraction of whole numbers of any size, in lowest terms.
package struct Rational: Hashable, Sendable {
  package let numerator: BigInteger
  /// Positive.
  package let denominator: BigInteger

  /// - Precondition: The denominator is not 0.
  package init(_ numerator: BigInteger, over denominator: BigInteger = 1) {
    precondition(!denominator.isZero, "a fraction over zero")
    let divisor = BigInteger.gcd(numerator, denominator)
    let sign: BigInteger = denominator.isNegative ? -1 : 1
    self.numerator = (sign * numerator).quotientAndRemainder(dividingBy: divisor).quotient
    self.denominator = (sign * denominator).quotientAndRemainder(dividingBy: divisor).quotient
  }

  package init(_ numerator: Int, over denominator: Int) {
    self.init(BigInteger(numerator), over: BigInteger(denominator))
  }

  /// Exactly the number; `nil` unless it is finite.
  package init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    let significand = BigInteger(Int(value.significand * 0x1p52))
    let exponent = value == 0 ? 0 : Int(value.exponent) - 52
    let sign: BigInteger = value < 0 ? -1 : 1
    self =
      exponent >= 0
      ? Rational((sign * significand).timesPowerOfTwo(exponent))
      : Rational(sign * significand, over: BigInteger(1).timesPowerOfTwo(-exponent))
  }

  package var isZero: Bool { numerator.isZero }
  package var signum: Int { numerator.signum }
  package var magnitude: Rational { signum < 0 ? -self : self }

  /// The nearest number but for one unit in the last place: 64 digits of the quotient are rounded.
  package var double: Double {
    let shift = 65 + denominator.bitWidth - numerator.bitWidth
    let numerator = shift > 0 ? numerator.magnitude.timesPowerOfTwo(shift) : numerator.magnitude
    let denominator = shift < 0 ? denominator.timesPowerOfTwo(-shift) : denominator
    let quotient = numerator.quotientAndRemainder(dividingBy: denominator).quotient
    let value = quotient.limbs.reversed().reduce(0.0) { $0 * 0x1p32 + Double($1) }
    return (signum < 0 ? -1 : 1) * scalbn(value, -shift)
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self.init(BigInteger(value)) }
}

extension Rational: Comparable {
  package static func < (a: Rational, b: Rational) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }
}

extension Rational {
  package static prefix func - (a: Rational) -> Rational {
    Rational(-a.numerator, over: a.denominator)
  }

  package static func + (a: Rational, b: Rational) -> Rational {
    Rational(
      a.numerator * b.denominator + b.numerator * a.denominator,
      over: a.denominator * b.denominator)
  }

  package static func - (a: Rational, b: Rational) -> Rational { a + -b }

  package static func * (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.numerator, over: a.denominator * b.denominator)
  }

  /// - Precondition: b ≠ 0.
  package static func / (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.denominator, over: a.denominator * b.numerator)
  }
}
