/// from^(1−w) · to^w for w = numerator/denominator in [0, 1), by square roots alone.
///
/// `exp` and `log` of the system's library differ between machines in the last bit, and a cell's
/// value must not. With w = 0.b₁b₂b₃… in binary, (to/from)^w is the product of (to/from)^(2⁻ᵏ) over
/// the bits that are set, and each factor is the square root of the one before: IEEE-exact
/// operations only. The bits come from long division, so w is never rounded; 80 of them are enough
/// for the widest ratio of doubles. Carried in double-double, the result is within one unit in the
/// last place.
///
/// `from` and `to` have the same sign and are not zero.
func geometricMean(
  _ from: Double, _ to: Double, numerator: Int, denominator: Int
) -> Double {
  var factor = DoubleDouble(quotient: to, from)
  var product = DoubleDouble(high: from, low: 0)
  var rest = numerator
  for _ in 0..<80 where rest > 0 {
    factor = factor.squareRoot()
    rest *= 2
    if rest >= denominator {
      product = product * factor
      rest -= denominator
    }
  }
  return product.high + product.low
}

/// An unevaluated sum of two doubles, |low| at most half a unit in the last place of high.
private struct DoubleDouble {
  var high: Double
  var low: Double

  init(high: Double, low: Double) {
    self.high = high + low
    self.low = low - (self.high - high)
  }

  /// a / b, with the remainder that the rounding left.
  init(quotient a: Double, _ b: Double) {
    let quotient = a / b
    self.init(high: quotient, low: a.addingProduct(-quotient, b) / b)
  }

  /// √(h + l) ≈ r + (h − r² + l) / 2r with r = √h.
  func squareRoot() -> DoubleDouble {
    let root = high.squareRoot()
    return DoubleDouble(high: root, low: (high.addingProduct(-root, root) + low) / (2 * root))
  }

  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = a.high * b.high
    let error = (-product).addingProduct(a.high, b.high)
    return DoubleDouble(high: product, low: error + (a.high * b.low + a.low * b.high))
  }
}
