import Foundation

/// Values of hλ on an axis of the plane for which the method is absolutely stable.
public struct StableInterval: Sendable, Hashable {
  /// −∞ where it has no end.
  package let from: RealRoot
  /// +∞ where it has no end.
  package let to: RealRoot
  /// Whether solutions die out inside; else they stay bounded.
  public let decays: Bool
}

extension MultistepMethod {
  /// Of ρ(ζ) − hλσ(ζ); a root is infinite where its leading coefficient vanishes.
  package func rootCondition(at hLambda: Rational) -> RootCondition {
    let polynomial = rho - hLambda * sigma
    return polynomial.degree < steps ? .outside : RootCondition(polynomial)
  }

  /// The open intervals of real hλ in which ρ − hλσ meets the root condition.
  ///
  /// They end where the root locus meets the axis: at ζ = ±1 and at the roots of I; if the locus lies on
  /// the axis, also where it turns. Between two such values the answer is the same, and is decided with
  /// fractions in the middle.
  public var realIntervals: [StableInterval] {
    let locus = RootLocus(self)
    let turns =
      locus.real.derivative * locus.denominator - locus.real * locus.denominator.derivative
    let cosines = cosines(where: locus.imaginary, else: turns)
    let ends = [RealRoot(1 as Rational), RealRoot(-1 as Rational)] + cosines
    let crossings = ends.compactMap { quotient(locus.real, locus.denominator, at: $0) }
    return intervals(crossings, condition: rootCondition(at:))
  }

  /// The open intervals of y ≥ 0 with hλ = ±iy in which ρ − hλσ meets the root condition. Its roots and
  /// their conjugates are those of
  ///
  ///     ρ² + y²σ²
  public var imaginaryIntervals: [StableInterval] {
    let locus = RootLocus(self)
    let (i, s) = (locus.imaginary, locus.denominator)
    let sine = RationalPolynomial([1, 0, -1])
    // Where (1 − c²) I²/S² turns.
    let turns =
      sine * (i.derivative * s - i * s.derivative) - RationalPolynomial.variable * (i * s)
    let cosines = cosines(where: locus.real, else: turns)
    let squares = cosines.compactMap { quotient(sine * (i * i), s * s, at: $0) }
    let crossings = [RealRoot(0 as Rational)] + squares.map(\.squareRoot)
    // What ρ and σ share would be counted twice.
    let shared = commonFactor
    let always = RootCondition(shared)
    guard always.isMet else { return [] }
    let (p, q) = (rho / shared, sigma / shared)
    return intervals(crossings) { RootCondition(p * p + ($0 * $0) * (q * q)) }
      .filter { $0.to.value > 0 }
      .map { StableInterval(from: $0.from, to: $0.to, decays: $0.decays && always == .inside) }
  }

  /// c in (−1, 1) where the polynomial is 0, or if it is 0 everywhere, where the other is.
  private func cosines(
    where polynomial: RationalPolynomial, else other: RationalPolynomial
  ) -> [RealRoot] {
    let chosen = polynomial.isZero ? other : polynomial
    return chosen.isZero ? [] : SturmSequence(chosen).roots(between: -1, 1)
  }

  private func quotient(
    _ numerator: RationalPolynomial, _ denominator: RationalPolynomial, at c: RealRoot
  ) -> RealRoot? {
    let common = RationalPolynomial.gcd(numerator, denominator)
    let (numerator, denominator) =
      common.isZero ? (numerator, denominator) : (numerator / common, denominator / common)
    guard let divisor = denominator.nonzeroValue(at: c) else { return nil }
    guard let dividend = numerator.nonzeroValue(at: c) else { return RealRoot(0 as Rational) }
    let value = dividend / divisor
    return c.exact == nil ? RealRoot(value.double) : RealRoot(value)
  }

  private func intervals(
    _ crossings: [RealRoot], condition: (Rational) -> RootCondition
  ) -> [StableInterval] {
    /// Fractions are one if they are equal; what is rounded, if it is as near as rounding.
    func areOne(_ a: RealRoot, _ b: RealRoot) -> Bool {
      if a.exact != nil && b.exact != nil { return a.value == b.value }
      return b.value - a.value <= 1e-14 * max(a.value.magnitude, b.value.magnitude)
    }
    var ends: [RealRoot] = []
    for crossing in crossings.sorted(by: { $0.value < $1.value }) {
      if let last = ends.last, areOne(last, crossing) {
        if last.exact == nil { ends[ends.count - 1] = crossing }
      } else {
        ends.append(crossing)
      }
    }
    let limits = [RealRoot(-.infinity)] + ends + [RealRoot(.infinity)]
    var found: [StableInterval] = []
    for (a, b) in zip(limits, limits.dropFirst()) {
      let state = condition(Self.between(a, b))
      guard state.isMet else { continue }
      let decays = state == .inside
      if let last = found.last, last.to.value == a.value, last.decays == decays,
        let shared = a.exact, condition(shared) == state
      {
        found[found.count - 1] = StableInterval(from: last.from, to: b, decays: decays)
      } else {
        found.append(StableInterval(from: a, to: b, decays: decays))
      }
    }
    return found
  }

  /// A fraction inside the interval, simple if one is near the middle.
  private static func between(_ a: RealRoot, _ b: RealRoot) -> Rational {
    let middle =
      switch (a.value.isFinite, b.value.isFinite) {
      case (true, true): a.value + (b.value - a.value) / 2
      case (true, false): a.value + 1 + abs(a.value)
      case (false, true): b.value - 1 - abs(b.value)
      case (false, false): 0.0
      }
    let width = b.value - a.value
    let simple = Rational.convergents(of: middle).first {
      abs($0.double - middle) < 0.25 * min(width, 1 + abs(middle))
    }
    return simple ?? Rational(exactly: middle) ?? 0
  }
}

extension RealRoot {
  /// √x of x ≥ 0; a fraction where the root is one.
  fileprivate var squareRoot: RealRoot {
    let root = value.squareRoot()
    let exact = exact.flatMap { exact in
      Rational.convergents(of: root).first { $0 * $0 == exact }
    }
    return exact.map { RealRoot($0) } ?? RealRoot(root)
  }
}
