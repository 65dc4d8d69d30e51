/// A method of the textbooks under its name.
public struct NamedMethod: Sendable {
  public let name: String
  public let summary: String
  public let method: MultistepMethod
}

extension NamedMethod {
  /// The largest k of a family.
  static let familyLimit = 8

  /// - Reference: Hairer, Nørsett, Wanner, §III.1.
  public static let all: [NamedMethod] =
    [
      make("implicit_euler", "Backward Euler: the field at the new iterate", [1, -1], [1, 0]),
      make("trapezoidal", "The mean of the field at both iterates", [1, -1], [half, half]),
      make(
        "explicit_midpoint", "The leapfrog: the field between old and new", [1, 0, -1], [2, 0]),
      make(
        "milne_simpson", "Simpson's rule: order 4 with 2 steps, and only weakly stable",
        [1, 0, -1], [third, 4 * third, third]),
    ]
    + (1...familyLimit).map { k in
      family("adams_bashforth_\(k)", "explicit, order \(k)", adamsBashforth(k))
    }
    + (1...familyLimit).map { k in
      family("adams_moulton_\(k)", "implicit, order \(k + 1)", adamsMoulton(k))
    }
    + (1...familyLimit).map { k in
      family(
        "bdf_\(k)", "backward differentiation, order \(k)" + (k > 6 ? ", not zero-stable" : ""),
        backwardDifferentiation(k))
    }

  private static let half = Rational(1, over: 2)
  private static let third = Rational(1, over: 3)

  private static func make(
    _ name: String, _ summary: String, _ rho: [Rational], _ sigma: [Rational]
  ) -> NamedMethod {
    family(
      name, summary, (RationalPolynomial(rho.reversed()), RationalPolynomial(sigma.reversed())))
  }

  private static func family(
    _ name: String, _ summary: String, _ polynomials: (RationalPolynomial, RationalPolynomial)
  ) -> NamedMethod {
    NamedMethod(
      name: name, summary: summary,
      method: MultistepMethod(dividing: polynomials.0, polynomials.1))
  }

  /// The field's interpolation at k old iterates, integrated over the step:
  ///
  ///     xₙ₊₁ = xₙ + h Σ γⱼ ∇ʲFₙ,  j < k     γₘ + γₘ₋₁/2 + … + γ₀/(m + 1) = 1
  private static func adamsBashforth(_ k: Int) -> (RationalPolynomial, RationalPolynomial) {
    (power(k) - power(k - 1), differences(top: k - 1, weights(count: k) { _ in 1 }))
  }

  /// The same with the new iterate among k + 1:
  ///
  ///     xₙ₊₁ = xₙ + h Σ γⱼ ∇ʲFₙ₊₁,  j ≤ k     γₘ + γₘ₋₁/2 + … + γ₀/(m + 1) = 0 for m > 0
  private static func adamsMoulton(_ k: Int) -> (RationalPolynomial, RationalPolynomial) {
    (power(k) - power(k - 1), differences(top: k, weights(count: k + 1) { $0 == 0 ? 1 : 0 }))
  }

  /// The slope at the new iterate of the interpolation through it and k others:
  ///
  ///     Σ ∇ʲxₙ₊₁/j = h Fₙ₊₁,  0 < j ≤ k
  private static func backwardDifferentiation(
    _ k: Int
  ) -> (RationalPolynomial, RationalPolynomial) {
    (differences(top: k, [0] + (1...k).map { Rational(1, over: $0) }), power(k))
  }

  private static func weights(count: Int, _ sum: (Int) -> Rational) -> [Rational] {
    var weights: [Rational] = []
    for m in 0..<count {
      weights.append(
        weights.enumerated().reduce(sum(m)) {
          $0 - $1.element / Rational(m + 1 - $1.offset, over: 1)
        }
      )
    }
    return weights
  }

  /// Σ wⱼ∇ʲ at the iterate of a power of ζ: ∇ = (ζ − 1)/ζ.
  private static func differences(top: Int, _ weights: [Rational]) -> RationalPolynomial {
    weights.enumerated().reduce(RationalPolynomial.zero) { sum, weight in
      let difference = (0..<weight.offset).reduce(power(top - weight.offset)) { product, _ in
        product * RationalPolynomial([-1, 1])
      }
      return sum + weight.element * difference
    }
  }

  private static func power(_ n: Int) -> RationalPolynomial {
    RationalPolynomial([Rational](repeating: 0, count: n) + [1])
  }
}
