import Foundation

/// Random numbers that are the same in every run.
///
/// - Reference: G. L. Steele, D. Lea, C. H. Flood, 2014, doi:10.1145/2660193.2660195
package struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Uniform in (0, 1).
  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

  /// Standard gaussian.
  ///
  /// - Reference: G. E. P. Box, M. E. Muller, 1958, doi:10.1214/aoms/1177706645
  mutating func gaussian() -> Double {
    (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// χ² with k > 0 degrees of freedom: twice a gamma variable of shape k/2.
  ///
  /// - Reference: G. Marsaglia, W. W. Tsang, 2000, doi:10.1145/358407.358414
  mutating func chiSquare(_ degrees: Double) -> Double {
    if degrees < 2 {
      // Γ(a) = Γ(a + 1) U^{1/a}
      return chiSquare(degrees + 2) * pow(uniform(), 2 / degrees)
    }
    let d = degrees / 2 - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = gaussian()
      let t = 1 + c * x
      guard t > 0 else { continue }
      let v = t * t * t
      if log(uniform()) < x * x / 2 + d - d * v + d * log(v) { return 2 * d * v }
    }
  }
}
