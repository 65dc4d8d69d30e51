import Foundation

extension NoiseModel.Distribution {
  /// E ln|p + qξ|; −∞ where it is 0 with positive probability.
  ///
  /// Of a two-point ξ that is ln√|p² − q²|, of a gaussian one
  ///
  ///     ln|q| + L(p/q),   L(x) = E ln|x + ξ|
  func meanLogarithm(_ p: Double, _ q: Double) -> Double {
    if q == 0 { return log(p.magnitude) }
    switch self {
    case .twoPoint: return (log((p - q).magnitude) + log((p + q).magnitude)) / 2
    case .gaussian: return log(q.magnitude) + Self.gaussianMeanLogarithm(p / q)
    }
  }

  /// L(x) = E ln|x + ξ| with a standard gaussian ξ.
  ///
  /// (x + ξ)² has the non-central χ² distribution, a mixture of χ² distributions of 1 + 2k degrees
  /// of freedom by Poisson weights of mean x²/2, and the mean logarithm of χ² is a digamma function:
  ///
  ///     L(x) = ½ Σₖ e^{−x²/2} (x²/2)ᵏ/k! (ψ(k + ½) + ln 2)
  ///          = −(γ + ln 2)/2 + ½ Σₖ e^{−x²/2} (x²/2)ᵏ/k! Hₖ,   Hₖ = Σ_{j<k} 1/(j + ½)
  ///
  /// in which nothing cancels. Far out, where that series is long, the asymptotic one (the moments
  /// of ξ in the expansion of ln|1 + ξ/x|):
  ///
  ///     L(x) ~ ln|x| − Σⱼ (2j − 1)!!/(2j x²ʲ)
  ///
  /// - Reference: N. L. Johnson, S. Kotz, N. Balakrishnan, Continuous Univariate Distributions 2,
  ///   1995, §29.3 (the mixture).
  static func gaussianMeanLogarithm(_ x: Double) -> Double {
    let square = x * x
    if square > 100 {
      var (term, sum) = (1.0, 0.0)
      for j in 1...30 {
        term *= Double(2 * j - 1) / square
        sum += term / Double(2 * j)
        if term < 1e-18 { break }
      }
      return log(x.magnitude) - sum
    }
    let eulerGamma = 0.577_215_664_901_532_86
    let mean = square / 2
    var (weight, harmonic, sum) = (exp(-mean), 0.0, 0.0)
    for k in 1...250 {
      weight *= mean / Double(k)
      harmonic += 1 / (Double(k) - 0.5)
      sum += weight * harmonic
      if Double(k) > mean, weight * harmonic < 1e-18 { break }
    }
    return (sum - eulerGamma - M_LN2) / 2
  }
}
