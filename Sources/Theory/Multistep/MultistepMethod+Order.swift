extension MultistepMethod {
  /// Whether solutions of ρ(E)x = 0 stay bounded (Dahlquist's condition): without it the method does
  /// not converge, whatever its order.
  public var rootCondition: RootCondition { RootCondition(rho) }

  /// Whether 1 is the only root of ρ on the unit circle.
  public var isStronglyStable: Bool {
    let (factor, rest) = rho.quotientAndRemainder(dividingBy: RationalPolynomial([-1, 1]))
    return rest.isZero && RootCondition(factor) == .inside
  }

  /// ρ(1) = 0 and ρ′(1) = σ(1): constants stay, and straight lines have the right slope.
  public var isConsistent: Bool { rho(1).isZero && stepStretch == 1 }

  /// σ(1)/ρ′(1): in steps of this times h the method is consistent. `nil` if it is not with any: if
  /// constants do not stay, or 1 is a multiple root of ρ, or the stretch would be 0.
  package var stepStretch: Rational? {
    let slope = rho.derivative(1)
    guard rho(1).isZero, !slope.isZero, !sigma(1).isZero else { return nil }
    return sigma(1) / slope
  }

  /// The constants of the local error, C₀ = ρ(1), C₁ = ρ′(1) − σ(1) and
  ///
  ///     C_q = Σ αⱼ j^q/q! − Σ βⱼ j^(q−1)/(q−1)!
  package func errorCoefficient(_ q: Int) -> Rational {
    func sum(_ polynomial: RationalPolynomial, _ power: Int) -> Rational {
      polynomial.coefficients.enumerated().reduce(0) { sum, term in
        let base = Rational(BigInteger(term.offset))
        return sum
          + (0..<power).reduce(term.element) { product, i in
            product * base / Rational(i + 1, over: 1)
          }
      }
    }
    return q == 0 ? rho(1) : sum(rho, q) - sum(sigma, q - 1)
  }

  /// The largest p with C₀ = … = C_p = 0; 0 if the method is not consistent. A k-step method has at
  /// most order 2k.
  public var order: Int {
    (0...(2 * steps + 1)).first { !errorCoefficient($0).isZero }.map { max($0 - 1, 0) } ?? 0
  }

  /// C = C_(p+1)/σ(1), which does not depend on how the method is scaled; `nil` if it is not consistent,
  /// or if 1 is a root of σ.
  ///
  /// - Reference: Hairer, Nørsett, Wanner, §III.2, equation (2.13).
  package var errorConstant: Rational? {
    guard isConsistent, !sigma(1).isZero else { return nil }
    return errorCoefficient(order + 1) / sigma(1)
  }
}
