/// eˣ in every lane, from IEEE-exact operations: the same bits on every machine.
///
///     x = k ln 2 + r,   |r| ≤ ½ ln 2
///     eˣ = 2ᵏ (1 + r (1 + r T(r))),   T(r) = Σ cᵢ rⁱ ≈ (eʳ − 1 − r) / r²
///
/// +∞ above ln of the largest number, 0 where eˣ would be subnormal; a NaN gives itself. Subnormals
/// count as zero.
/// Error below one unit in the last place (`LaneFunctionAccuracyTests`).
extension LaneVector {
  @inline(__always) func exponential() -> Self {
    let c = Scalar.exponential
    let reduced = ReducedExponent(self)
    let r = reduced.r
    let power = Scalar.exponentialTail(r).times(r, plus: 1).times(r, plus: 1)
    let inRange = power.timesPowerOfTwo(reduced.k.shifted)

    let orZero = Self.select(self < Self(repeating: c.lowest), Self.zero, inRange)
    let orInfinity = Self.select(
      Self(repeating: c.highest) < self, Self(repeating: .infinity), orZero)
    return .select(self == self, orInfinity, self)
  }
}

/// x = k ln 2 + r + rest, |r| ≤ ½ ln 2, for an x between `lowest` and `highest`.
///
/// Cody and Waite's way: ln 2 = `ln2` + `ln2Rest`, and x − k · `ln2` is exact, as a number of no
/// more bits than x has.
struct ReducedExponent<Lanes: LaneVector> {
  let k: NearestInteger<Lanes>
  let r: Lanes
  private let coarse: Lanes

  @inline(__always) init(_ x: Lanes) {
    let c = Lanes.Scalar.exponential
    k = NearestInteger(to: x, times: c.inverseLn2)
    coarse = .fma(k.value, Lanes(repeating: -c.ln2), x)
    r = .fma(k.value, Lanes(repeating: -c.ln2Rest), coarse)
  }

  /// What rounding took from r.
  @inline(__always) var rest: Lanes {
    .fma(k.value, Lanes(repeating: -Lanes.Scalar.exponential.ln2Rest), coarse - r)
  }
}

/// What eˣ needs to know of a format besides T.
struct ExponentialCoefficients<Scalar: Sendable>: Sendable {
  let inverseLn2: Scalar
  let ln2: Scalar
  let ln2Rest: Scalar
  /// The least x whose eˣ is normal, the largest whose eˣ is finite.
  let lowest: Scalar
  let highest: Scalar
}

// The coefficients of T make the largest relative error of eʳ least (Lawson's iteration on 80
// points, coefficients rounded one after another and the rest fitted anew): 2⁻²⁸·⁰ and 2⁻⁵⁷·³.

extension Float {
  @inline(__always) static var exponential: ExponentialCoefficients<Float> {
    ExponentialCoefficients(
      inverseLn2: 0x1.715476p0, ln2: 0x1.62e43p-1, ln2Rest: -0x1.05c61p-29,
      lowest: -0x1.5d589ep6, highest: 0x1.62e42ep6)
  }

  @inline(__always)
  static func exponentialTail<Lanes: LaneVector>(_ r: Lanes) -> Lanes where Lanes.Scalar == Float {
    Lanes(repeating: 0x1.6b7a1cp-10)
      .times(r, plus: 0x1.123056p-7)
      .times(r, plus: 0x1.55567ep-5)
      .times(r, plus: 0x1.5554a2p-3)
      .times(r, plus: 0x1p-1)
  }
}

extension Double {
  @inline(__always) static var exponential: ExponentialCoefficients<Double> {
    ExponentialCoefficients(
      inverseLn2: 0x1.71547652b82fep0, ln2: 0x1.62e42fefa39efp-1, ln2Rest: 0x1.abc9e3b39803fp-56,
      lowest: -0x1.6232bdd7abcd2p9, highest: 0x1.62e42fefa39efp9)
  }

  @inline(__always)
  static func exponentialTail<Lanes: LaneVector>(_ r: Lanes) -> Lanes where Lanes.Scalar == Double {
    Lanes(repeating: 0x1.ad22546b87796p-26)
      .times(r, plus: 0x1.289fa9f5989c4p-22)
      .times(r, plus: 0x1.71df54544d6f6p-19)
      .times(r, plus: 0x1.a019ab107c9a2p-16)
      .times(r, plus: 0x1.a01a011c4febep-13)
      .times(r, plus: 0x1.6c16c17ccb5fbp-10)
      .times(r, plus: 0x1.11111111288bcp-7)
      .times(r, plus: 0x1.55555555531f1p-5)
      .times(r, plus: 0x1.5555555555501p-3)
      .times(r, plus: 0x1p-1)
  }
}
