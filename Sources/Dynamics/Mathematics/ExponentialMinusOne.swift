/// eˣ − 1 in every lane, from IEEE-exact operations: the same bits on every machine.
///
///     x = k ln 2 + r,   p = eʳ − 1 = r + r² T(r)   (`ReducedExponent`)
///     eˣ − 1 = 2ᵏ ((1 − 2⁻ᵏ) + p)
///
/// Each sum keeps what rounding took from it: the result is rounded about once. Where |x| is small,
/// k = 0: no digits cancel.
/// +∞ above ln of the largest number; −∞ gives −1, a NaN itself. Subnormals count as zero.
/// Error below one unit in the last place in float32, below 1¼ in float64
/// (`LaneFunctionAccuracyTests`).
extension LaneVector {
  @inline(__always) func exponentialMinusOne() -> Self {
    let c = Scalar.exponential
    // Below −64 the result is −1, which is what comes out at −64; above 64 there is no 2⁻ᵏ to see.
    let limit = Self(repeating: 64)
    let bounded = Self.select(self < -limit, -limit, self)
    let reduced = ReducedExponent(bounded)
    let one = Self(repeating: 1)
    let inverse = one.timesPowerOfTwo(Self(repeating: Scalar.integerShift) - reduced.k.value)
    let s = Self.select(limit < self, Self.zero, inverse)

    let r = reduced.r
    let tail = Self.fma(r * r, Scalar.exponentialMinusOneTail(r), reduced.rest)
    let p = r + tail
    let pRest = tail - (p - r)

    let above = one - s
    let n = above + p
    let nRest = (p - (n - above)) + (((one - above) - s) + pRest)
    let inRange = (n + nRest).timesPowerOfTwo(reduced.k.shifted)

    let result = Self.select(
      Self(repeating: c.highest) < self, Self(repeating: .infinity), inRange)
    return .select(self == self, result.magnitude.timesSign(of: self), self)
  }
}

extension Float {
  /// One power more than `exponentialTail`, whose error shows where 1 − 2⁻ᵏ and p cancel: this one's
  /// is 2⁻³³·¹.
  @inline(__always)
  static func exponentialMinusOneTail<Lanes: LaneVector>(_ r: Lanes) -> Lanes
  where Lanes.Scalar == Float {
    Lanes(repeating: 0x1.a25510p-13)
      .times(r, plus: 0x1.6d4cc6p-10)
      .times(r, plus: 0x1.110ffcp-7)
      .times(r, plus: 0x1.5554e8p-5)
      .times(r, plus: 0x1.555556p-3)
      .times(r, plus: 0x1p-1)
  }
}

extension Double {
  @inline(__always)
  static func exponentialMinusOneTail<Lanes: LaneVector>(_ r: Lanes) -> Lanes
  where Lanes.Scalar == Double {
    Lanes.Scalar.exponentialTail(r)
  }
}
