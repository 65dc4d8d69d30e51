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
    let (sine, cosine) = ReducedAngle(magnitude).sineCosine
    return (orSpecial(sine.timesSign(of: self)), orSpecial(cosine))
  }

  /// sin 2πx and cos 2πx for 0 ≤ x ≤ 1, both to less than one unit in the last place.
  @inline(__always) func sineCosineOfTurns() -> (sine: Self, cosine: Self) {
    ReducedAngle(turns: self).sineCosine
  }

  @inline(__always) private func orSpecial(_ result: Self) -> Self {
    let special = Self.select(self == self, Self(repeating: .nan), self)
    return .select(magnitude < Self(repeating: .infinity), result, special)
  }
}

extension ReducedAngle {
  @inline(__always) fileprivate var sineCosine: (sine: Lanes, cosine: Lanes) {
    let z = r * r
    let sine = r + .fma(r * z, Lanes.Scalar.sineTail(z), rest)

    let one = Lanes(repeating: 1)
    let half = Lanes(repeating: 0.5) * z
    let near = one - half
    let tail = Lanes.fma(z * z, Lanes.Scalar.cosineTail(z), -(r * rest))
    let cosine = near + (((one - near) - half) + tail)

    let isOdd = quadrant.isBitSet(0)
    let forSine = Lanes.select(isOdd, cosine, sine)
    let forCosine = Lanes.select(isOdd, sine, cosine)
    let next = quadrant + one
    return (
      .select(quadrant.isBitSet(1), -forSine, forSine),
      .select(next.isBitSet(1), -forCosine, forCosine)
    )
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
