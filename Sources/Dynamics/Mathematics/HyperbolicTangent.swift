/// tanh x in every lane, from IEEE-exact operations: the same bits on every machine.
///
///     e⁻²ˡˣˡ = s (1 + p),   s = 2ᵏ,   p = eʳ − 1   (`ReducedExponent`)
///     |tanh x| = n / d,   n = (1 − s) − sp,   d = (1 + s) + sp
///
/// Each sum keeps what rounding took from it, and the quotient is corrected by them: the result is
/// rounded about once. Where |x| is small, s = 1 and n = −p: no digits cancel.
/// ±∞ gives ±1, a NaN itself. Subnormals count as zero.
/// Error below one unit in the last place (`LaneFunctionAccuracyTests`).
extension LaneVector {
  @inline(__always) func hyperbolicTangent() -> Self {
    // Beyond `limit` the result is 1, which is what comes out at `limit`.
    let limit = Self(repeating: Scalar.hyperbolicTangentLimit)
    let bounded = Self.select(limit < magnitude, limit, magnitude)
    let reduced = ReducedExponent(Self(repeating: -2) * bounded)
    let one = Self(repeating: 1)
    let s = one.timesPowerOfTwo(reduced.k.shifted)

    let r = reduced.r
    let tail = Self.fma(r * r, Scalar.exponentialTail(r), reduced.rest)
    let p = r + tail
    let sp = s * p
    let spRest = s * (tail - (p - r))

    let below = one - s
    let n = below - sp
    let nRest = ((below - n) - sp) + (((one - below) - s) - spRest)
    let above = one + s
    let d = above + sp
    let dRest = (sp - (d - above)) + ((s - (above - one)) + spRest)

    let inverse = one / d
    let q = n * inverse
    let missing = Self.fma(-q, d, n) + Self.fma(-q, dRest, nRest)
    let result = Self.fma(missing, inverse, q).timesSign(of: self)
    return .select(self == self, result, self)
  }
}

extension Float {
  /// tanh x rounds to 1 from 9.02 on.
  @inline(__always) static var hyperbolicTangentLimit: Float { 9.5 }
}

extension Double {
  /// tanh x rounds to 1 from 19.07 on.
  @inline(__always) static var hyperbolicTangentLimit: Double { 19.5 }
}
