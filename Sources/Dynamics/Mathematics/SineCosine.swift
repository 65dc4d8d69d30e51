/// sin x and cos x in every lane, from IEEE-exact operations: the same bits on every machine.
///
///     |x| = q π/2 + r,   |r| ≤ π/4   (`ReducedAngle`);   z = r²
///     sin r = r + r z S(z),   cos r = 1 − z/2 + z² C(z)
///
/// and the last two bits of q say which of the two, with which sign. ±∞ gives NaN, a NaN itself.
/// Subnormals count as zero.
/// Error below one unit in the last place for every finite x (`LaneFunctionAccuracyTests`).
extension LaneVector {
  @inline(__always) func sine() -> Self { sineCosine().sine }

  @inline(__always) func cosine() -> Self { sineCosine().cosine }

  /// Both, for little more than the price of one.
  @inline(__always) func sineCosine() -> (sine: Self, cosine: Self) {
    let angle = ReducedAngle(magnitude)
    let r = angle.r
    let z = r * r
    let sine = r + .fma(r * z, Scalar.sineTail(z), angle.rest)

    let one = Self(repeating: 1)
    let half = Self(repeating: 0.5) * z
    let near = one - half
    let tail = Self.fma(z * z, Scalar.cosineTail(z), -(r * angle.rest))
    let cosine = near + (((one - near) - half) + tail)

    let isOdd = angle.quadrant.isBitSet(0)
    let forSine = Self.select(isOdd, cosine, sine)
    let forCosine = Self.select(isOdd, sine, cosine)
    let next = angle.quadrant + one
    return (
      orSpecial(.select(angle.quadrant.isBitSet(1), -forSine, forSine).timesSign(of: self)),
      orSpecial(.select(next.isBitSet(1), -forCosine, forCosine))
    )
  }

  @inline(__always) private func orSpecial(_ result: Self) -> Self {
    let special = Self.select(self == self, Self(repeating: .nan), self)
    return .select(magnitude < Self(repeating: .infinity), result, special)
  }
}

// The coefficients of S and C make the largest error least (Remez), relative to r for S: 2⁻²⁸·⁰ and
// 2⁻⁵⁸·⁰; absolute for C: 2⁻³³·¹ and 2⁻⁶⁴·¹.

extension Float {
  @inline(__always)
  static func sineTail<Lanes: LaneVector>(_ z: Lanes) -> Lanes where Lanes.Scalar == Float {
    Lanes(repeating: -0x1.995282p-13)
      .times(z, plus: 0x1.110776p-7)
      .times(z, plus: -0x1.555546p-3)
  }

  @inline(__always)
  static func cosineTail<Lanes: LaneVector>(_ z: Lanes) -> Lanes where Lanes.Scalar == Float {
    Lanes(repeating: 0x1.99e0eep-16)
      .times(z, plus: -0x1.6c0c1ap-10)
      .times(z, plus: 0x1.55554ap-5)
  }
}

extension Double {
  @inline(__always)
  static func sineTail<Lanes: LaneVector>(_ z: Lanes) -> Lanes where Lanes.Scalar == Double {
    Lanes(repeating: 0x1.5d910cd1acc25p-33)
      .times(z, plus: -0x1.ae5e608f678ep-26)
      .times(z, plus: 0x1.71de357234846p-19)
      .times(z, plus: -0x1.a01a019c0df0ap-13)
      .times(z, plus: 0x1.111111110f87dp-7)
      .times(z, plus: -0x1.5555555555549p-3)
  }

  @inline(__always)
  static func cosineTail<Lanes: LaneVector>(_ z: Lanes) -> Lanes where Lanes.Scalar == Double {
    Lanes(repeating: -0x1.8fa3c93fafcc9p-37)
      .times(z, plus: 0x1.1ee9d79bbef23p-29)
      .times(z, plus: -0x1.27e4f7ed090edp-22)
      .times(z, plus: 0x1.a01a019c8b2fp-16)
      .times(z, plus: -0x1.6c16c16c15003p-10)
      .times(z, plus: 0x1.555555555554bp-5)
  }
}
