import Foundation

/// How often one of two is ahead of the other, ties left out, and what chance would give.
public struct SignTest: Sendable, Hashable {
  public let ahead: Int
  public let behind: Int

  public init(ahead: Int, behind: Int) {
    self.ahead = ahead
    self.behind = behind
  }

  var count: Int { ahead + behind }

  /// The share in which it is ahead; NaN if nothing but ties.
  public var share: Double { Double(ahead) / Double(count) }

  /// Between which shares the true one lies with 95 % certainty; `nil` if nothing but ties.
  public var interval: ClosedRange<Double>? {
    count > 0 ? wilsonInterval(Double(ahead), of: Double(count)) : nil
  }

  /// How probable at least such an imbalance is, to either side, if both are as likely to be ahead:
  ///
  ///     p = min(1, 2 Σ_{i ≤ min} C(n, i) / 2ⁿ)
  public var probability: Double {
    let n = Double(count)
    var sum = 0.0
    for index in 0...min(ahead, behind) {
      let i = Double(index)
      let logarithm: Double = lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1)
      sum += exp(logarithm - n * log(2))
    }
    return min(1, 2 * sum)
  }
}
