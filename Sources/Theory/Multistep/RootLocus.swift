import Foundation

/// Where ρ(ζ) − hλ σ(ζ) has a root on the unit circle: hλ = ρ(ζ)/σ(ζ), ζ = e^{iθ}. The curve bounds
/// the region of absolute stability. With c = cos θ and s = sin θ
///
///     ρ(ζ) σ(1/ζ) = R(c) + i s I(c)     σ(ζ) σ(1/ζ) = S(c)     hλ = (R + i s I)/S
///
/// - Reference: E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 1996, §V.1.
struct RootLocus {
  let real: RationalPolynomial
  let imaginary: RationalPolynomial
  let denominator: RationalPolynomial
  let method: MultistepMethod

  init(_ method: MultistepMethod) {
    self.method = method
    (real, imaginary) = Self.product(method.rho, method.sigma)
    denominator = Self.product(method.sigma, method.sigma).real
  }

  /// p(ζ) q(1/ζ) = Σ dₘζᵐ: real part Σ dₘTₘ(c), imaginary part s Σ dₘUₘ₋₁(c).
  private static func product(
    _ p: RationalPolynomial, _ q: RationalPolynomial
  ) -> (real: RationalPolynomial, imaginary: RationalPolynomial) {
    func difference(_ m: Int) -> Rational {
      q.coefficients.enumerated().reduce(0) { $0 + p[$1.offset + m] * $1.element }
    }
    var real = RationalPolynomial([difference(0)])
    var imaginary = RationalPolynomial.zero
    for m in stride(from: 1, through: max(p.degree, q.degree), by: 1) {
      let (up, down) = (difference(m), difference(-m))
      real = real + (up + down) * .chebyshev(m)
      imaginary = imaginary + (up - down) * .chebyshevSecondKind(m - 1)
    }
    return (real, imaginary)
  }

  /// hλ at θ; not finite where σ is 0.
  func point(_ angle: Double) -> Complex {
    let zeta = Complex(cos(angle), sin(angle))
    return method.rho.value(at: zeta) / method.sigma.value(at: zeta)
  }
}

extension RationalPolynomial {
  func value(at z: Complex) -> Complex {
    coefficients.reversed().reduce(0) { $0 * z + Complex($1.double) }
  }
}
