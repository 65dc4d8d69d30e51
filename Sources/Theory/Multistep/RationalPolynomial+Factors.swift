extension RationalPolynomial {
  /// The greatest common divisor, with leading coefficient 1; 0 of two zeros.
  package static func gcd(_ a: Self, _ b: Self) -> Self {
    var (a, b) = (a.primitive, b.primitive)
    while !b.isZero { (a, b) = (b, a.primitiveRemainder(dividingBy: b)) }
    return a.monic
  }

  /// The remainder times a positive number: whole coefficients without common divisor, as both
  /// polynomials must have them. Fractions would be reduced at every operation.
  ///
  /// - Precondition: The divisor is not 0.
  func primitiveRemainder(dividingBy divisor: Self) -> Self {
    var rest = coefficients.map(\.numerator)
    let b = divisor.coefficients.map(\.numerator)
    guard let leading = b.last else { return self }
    let sign: BigInteger = leading.isNegative ? -1 : 1
    while rest.count >= b.count, let top = rest.popLast() {
      let factor = sign * top
      let shift = rest.count + 1 - b.count
      for i in rest.indices {
        rest[i] = sign * leading * rest[i]
        if i >= shift { rest[i] = rest[i] - factor * b[i - shift] }
      }
      // Else the coefficients would grow with every round.
      let content = rest.reduce(BigInteger(0), BigInteger.gcd)
      if content > 1 {
        rest = rest.map { $0.quotientAndRemainder(dividingBy: content).quotient }
      }
    }
    return Self(rest.map { Rational($0) })
  }

  /// The same roots with leading coefficient 1.
  package var monic: Self { isZero ? self : (1 / leading) * self }

  /// p = c · p₁ p₂² p₃³ ⋯ with factors whose roots are simple and differ from factor to factor: those
  /// of pᵢ are the roots of multiplicity i.
  ///
  /// - Returns: p₁, p₂, …, each with leading coefficient 1; none of a constant.
  /// - Reference: D. Y. Y. Yun, 1976, doi:10.1145/800205.806320.
  package var squareFreeFactors: [Self] {
    guard degree > 0 else { return [] }
    let derivative = derivative
    let common = Self.gcd(self, derivative)
    var (b, c) = (self / common, derivative / common)
    var d = c - b.derivative
    var factors: [Self] = []
    while b.degree > 0 {
      let factor = Self.gcd(b, d)
      factors.append(factor)
      (b, c) = (b / factor, d / factor)
      d = c - b.derivative
    }
    return factors
  }

  /// The product of the square-free factors of the chosen multiplicities.
  package func product(ofMultiplicities isChosen: (Int) -> Bool) -> Self {
    squareFreeFactors.enumerated().reduce(Self([1])) { product, factor in
      isChosen(factor.offset + 1) ? product * factor.element : product
    }
  }
}
