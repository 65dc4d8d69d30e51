/// A linear multistep method for ẋ = F(x), on a gradient flow F = −∇f:
///
///     Σ αⱼ xₙ₊ⱼ = h Σ βⱼ F(xₙ₊ⱼ)     ρ(ζ) = Σ αⱼζʲ     σ(ζ) = Σ βⱼζʲ,   j = 0 … k
///
/// kept with αₖ = 1. On ẋ = λx its solutions are those of the polynomial ρ(ζ) − hλ σ(ζ).
///
/// - Reference: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 1993,
///   ch. III; E. Hairer, G. Wanner, II, 1996, ch. V.
public struct MultistepMethod: Sendable, Hashable {
  package let rho: RationalPolynomial
  package let sigma: RationalPolynomial

  /// The most steps that are taken: beyond these no method in use is stable.
  public static let stepLimit = 12

  /// - Parameters:
  ///   - rho: From the highest power down; the first is not 0.
  ///   - sigma: From the highest power down, not longer than `rho` unless by zeros.
  package init(rho: [Rational], sigma: [Rational]) throws(MultistepError) {
    guard let first = rho.first, !first.isZero else { throw .leadingZero }
    guard rho.count > 1 else { throw .noStep }
    guard rho.count <= Self.stepLimit + 1 else { throw .tooManySteps(rho.count - 1) }
    let top = RationalPolynomial(sigma.reversed())
    guard top.degree < rho.count else {
      throw .sigmaTooLong(rho: rho.count - 1, sigma: top.degree)
    }
    guard !top.isZero else { throw .noGradient }
    self.rho = (1 / first) * RationalPolynomial(rho.reversed())
    self.sigma = (1 / first) * top
  }

  /// Of polynomials that are known to make a method.
  init(dividing rho: RationalPolynomial, _ sigma: RationalPolynomial) {
    (self.rho, self.sigma) = (rho.monic, (1 / rho.leading) * sigma)
  }

  /// Reads coefficients as users type them, `1,-4/3,1/3`; decimals are fractions, exactly.
  public init(rho: String, sigma: String) throws(MultistepError) {
    try self.init(
      rho: try Self.coefficients(rho, "rho"), sigma: try Self.coefficients(sigma, "sigma"))
  }

  private static func coefficients(
    _ text: String, _ name: String
  ) throws(MultistepError) -> [Rational] {
    var list: [Rational] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let word = part.filter { $0 != " " }
      guard let number = Rational(text: word) else {
        throw .notANumber(polynomial: name, text: word)
      }
      list.append(number)
    }
    return list
  }

  /// k: how many iterates before the new one there may be.
  public var steps: Int { rho.degree }

  /// Whether F is not taken at the new iterate.
  public var isExplicit: Bool { sigma.degree < rho.degree }

  /// What ρ and σ have in common; of degree 0 for most methods. Without it the method has fewer steps
  /// and the same regular solutions.
  package var commonFactor: RationalPolynomial { .gcd(rho, sigma) }

  /// The same iterates counted in steps of another length: h times `factor`.
  package func withStep(times factor: Rational) -> MultistepMethod {
    MultistepMethod(dividing: rho, (1 / factor) * sigma)
  }
}
