import Foundation

/// How much of the left half of the plane of hλ a method is stable in.
public enum StabilitySector: Sendable, Hashable {
  /// All of it: A-stable. At most of order 2, and implicit (G. Dahlquist, 1963,
  /// doi:10.1007/BF01963532).
  case halfPlane
  /// The sector |arg(−hλ)| < α, in degrees: A(α)-stable; α is the largest. 0 if it is the negative real
  /// axis alone.
  case sector(degrees: Double)
  /// Not even the negative real axis.
  case none

  public var degrees: Double? {
    switch self {
    case .halfPlane: 90
    case .sector(let degrees): degrees
    case .none: nil
    }
  }
}

extension MultistepMethod {
  /// A method that is stable on the negative real axis is stable left of the root locus. If Re hλ ≥ 0 on
  /// all of that, it is A-stable, which is decided with fractions. Else tan α is the least of
  ///
  ///     s |I| / −R,   R(c) < 0,
  ///
  /// at an end of the interval or where its derivative is 0:
  ///
  ///     −c I R + (1 − c²)(I′R − I R′) = 0
  public var stabilitySector: StabilitySector {
    guard let first = realIntervals.first, first.decays, first.from.value == -.infinity,
      first.to.value >= 0
    else { return .none }
    let locus = RootLocus(self)
    // Where R and I are both 0, the curve goes through infinity, or ρ and σ have a root in common.
    let shared = RationalPolynomial.gcd(locus.real, locus.imaginary)
    guard !shared.isZero else { return .none }
    let (r, i) = (locus.real / shared, locus.imaginary / shared)
    let c = RationalPolynomial.variable
    let turns =
      RationalPolynomial([1, 0, -1]) * (i.derivative * r - i * r.derivative) - c * (i * r)
    let partition = [locus.real, turns].filter { !$0.isZero }.flatMap {
      SturmSequence($0).roots(between: -1, 1)
    }
    let ends =
      [RealRoot(-1 as Rational)] + partition.sorted { $0.value < $1.value } + [
        RealRoot(1 as Rational)
      ]
    var least = 90.0
    for (a, b) in zip(ends, ends.dropFirst()) where b.value > a.value {
      let middle = a.value + (b.value - a.value) / 2
      guard let exact = Rational(exactly: middle), locus.real(exact).signum < 0 else { continue }
      least = min(least, Self.angle(r, i, at: a), Self.angle(r, i, at: b))
    }
    return locus.isNegativeSomewhere ? .sector(degrees: least) : .halfPlane
  }

  /// arctan s|I|/|R| in degrees; a right angle where R is 0, s being 0 or not.
  private static func angle(
    _ r: RationalPolynomial, _ i: RationalPolynomial, at c: RealRoot
  ) -> Double {
    guard let x = c.near, let real = r.nonzeroValue(at: c) else { return 90 }
    let sine = max(0, ((1 - x) * (1 + x)).double).squareRoot()
    return atan2(sine * i(x).double.magnitude, real.double.magnitude) * 180 / .pi
  }

  /// Whether the roots of ρ − hλσ go to 0 as hλ → −∞: σ = βₖζᵏ.
  public var dampsAtInfinity: Bool {
    sigma.degree == steps && sigma.coefficients.dropLast().allSatisfy(\.isZero)
  }

  /// A-stable, and what is infinitely stiff is gone after a step.
  public var isLStable: Bool { dampsAtInfinity && stabilitySector == .halfPlane }
}

extension RootLocus {
  /// Whether the curve enters the left half-plane: whether R changes sign or is negative in (−1, 1).
  var isNegativeSomewhere: Bool {
    guard !real.isZero else { return false }
    let changing = real.product { $0 % 2 == 1 }
    if SturmSequence(changing).count(between: -1, 1) > 0 { return true }
    // One sign but for zeros: that of any point that is none.
    let points = (0...real.degree).map { Rational(2 * $0 + 1, over: real.degree + 1) - 1 }
    return points.contains { real($0).signum < 0 }
  }
}
