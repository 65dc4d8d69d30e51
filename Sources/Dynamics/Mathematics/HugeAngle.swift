/// x = q π/2 + r + rest, |r| ≤ π/4, for a finite x ≥ 1, however large: Payne and Hanek's way.
///
/// x = m 2ᵉ with an integer m of 53 bits. Only x · 2/π modulo 4 matters, so those bits of 2/π are
/// left out that give multiples of 4. The next 192 suffice: no `Double` comes closer to a multiple
/// of π/2 than 2⁻⁶², and what they leave out is below 2⁻¹³⁷.
///
/// - Source: Payne and Hanek, "Radian reduction for trigonometric functions", SIGNUM Newsletter 18
///   (1983).
struct HugeAngle {
  /// q modulo 4.
  let quadrant: Int
  let r: Double
  let rest: Double

  @inline(never) init(_ x: Double) {
    let m = x.significandBitPattern | (1 << 52)
    // The bit of weight 2⁻ⁱ gives a multiple of 2ᵉ⁻ⁱ: those with i ≤ e − 2 go. e = exponent − 1075,
    // and the bit of weight 2⁻¹ is the table's bit 64.
    let first = Int(x.exponentBitPattern) - 1075 - 2 + 64
    let (high, middle, low) = (
      Self.bits(from: first), Self.bits(from: first + 64), Self.bits(from: first + 128)
    )

    // m · (those 192 bits) modulo 2¹⁹²: the uppermost two bits are q, the others a fraction.
    let lowProduct = m.multipliedFullWidth(by: low)
    let product =
      (UInt128(m &* high) &<< 64)
      &+ UInt128(m) &* UInt128(middle) &+ UInt128(lowProduct.high)
    let fraction = (product &<< 2) | UInt128(lowProduct.low &>> 62)
    // Rounded to the nearest q, the fraction is between −½ and ½.
    let isNegative = fraction &>> 127 != 0
    quadrant = (Int(truncatingIfNeeded: product &>> 126) + (isNegative ? 1 : 0)) & 3

    let zeros = (isNegative ? 0 &- fraction : fraction).leadingZeroBitCount
    let digits = (isNegative ? 0 &- fraction : fraction) &<< UInt128(zeros)
    let scale = Double(bitPattern: UInt64(1023 - 64 - zeros) << 52) * (isNegative ? -1 : 1)
    let upper = Double(UInt64(truncatingIfNeeded: digits &>> 75) << 11) * scale
    let lower = Double(UInt64(truncatingIfNeeded: digits &>> 11)) * scale * 0x1p-53
    let h = Double.angle.h
    let rough = upper * h.0
    let roughRest = (-rough).addingProduct(upper, h.0) + (upper * h.1 + lower * h.0)
    r = rough + roughRest
    rest = roughRest - (r - rough)
  }

  /// 64 bits of the table from bit i on.
  @inline(__always) private static func bits(from i: Int) -> UInt64 {
    let shift = UInt64(i & 63)
    let next = (twoOverPi[i >> 6 + 1] &>> 1) &>> (63 - shift)
    return twoOverPi[i >> 6] &<< shift | next
  }
}

/// 64 zeros, then the binary digits of 2/π.
private let twoOverPi: InlineArray<20, UInt64> = [
  0, 0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041, 0xfe51_63ab_debb_c561,
  0xb724_6e3a_424d_d2e0, 0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e, 0xe882_35f5_2ebb_4484,
  0xe99c_7026_b45f_7e41, 0x3991_d639_8353_39f4, 0x9c84_5f8b_bdf9_283b, 0x1ff8_97ff_de05_980f,
  0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7, 0x4f46_3f66_9e5f_ea2d, 0x7527_bac7_ebe5_f17b,
  0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab,
]
