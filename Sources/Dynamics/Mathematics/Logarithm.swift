/// ln x in every lane, from IEEE-exact operations: the same bits on every machine.
///
///     x = s · 2ᵏ, s in [√½, √2);   f = s − 1;   q = f / (2 + f);   z = q²
///     ln x = k ln 2 + f − (f²/2 − q (f²/2 + R(z))),   R(z) = Σ cᵢ zⁱ ≈ (ln(1 + f) − 2q) / q
///
/// Zero gives −∞, a negative number NaN, +∞ and NaN themselves. Subnormals count as zero.
/// Error below one unit in the last place (`LogarithmTests`).
///
/// - Source: the reduction and the minimax coefficients are those of FreeBSD's msun (e_log.c,
///   e_logf.c).
extension LaneVector {
  @inline(__always) func naturalLogarithm() -> Self {
    let c = Scalar.logarithm
    let k = exponent
    let f = significand - Self(repeating: 1)
    let q = f / (Self(repeating: 2) + f)
    let z = q * q
    let w = z * z
    let odd = z * polynomial(w, c.odd)
    let even = w * polynomial(w, c.even)
    let r = odd + even
    let halfSquare = Self(repeating: 0.5) * f * f
    let tail = Self.fma(q, halfSquare + r, k * Self(repeating: c.lowLn2))
    let finite = Self.fma(k, Self(repeating: c.highLn2), f - (halfSquare - tail))

    let smallest = Self(repeating: .leastNormalMagnitude)
    let infinity = Self(repeating: .infinity)
    let belowOne = Self.select(self < Self.zero, Self(repeating: .nan), -infinity)
    let isOrdinary = (smallest <= self) & (self < infinity)
    let special = Self.select(infinity <= self, infinity, belowOne)
    return .select(isOrdinary, finite, .select(self == self, special, self))
  }

  /// c₀ + c₁ w + c₂ w² + c₃ w³ by Horner's rule.
  @inline(__always) private func polynomial(
    _ w: Self, _ c: (Scalar, Scalar, Scalar, Scalar)
  ) -> Self {
    var sum = Self(repeating: c.3)
    sum = .fma(sum, w, Self(repeating: c.2))
    sum = .fma(sum, w, Self(repeating: c.1))
    return .fma(sum, w, Self(repeating: c.0))
  }
}

/// What ln needs to know of a format: ln 2 in two parts, of which the high one times any exponent
/// is exact, and R's coefficients, alternately in `odd` and `even`.
struct LogarithmCoefficients<Scalar: Sendable>: Sendable {
  let highLn2: Scalar
  let lowLn2: Scalar
  let odd: (Scalar, Scalar, Scalar, Scalar)
  let even: (Scalar, Scalar, Scalar, Scalar)
}

extension Float {
  @inline(__always) static var logarithm: LogarithmCoefficients<Float> {
    LogarithmCoefficients(
      highLn2: 0x1.62e3p-1, lowLn2: 0x1.2fefa2p-17,
      odd: (0xaaaaaa.0p-24, 0x91e9ee.0p-25, 0, 0),
      even: (0xccce13.0p-25, 0xf89e26.0p-26, 0, 0))
  }
}

extension Double {
  @inline(__always) static var logarithm: LogarithmCoefficients<Double> {
    LogarithmCoefficients(
      highLn2: 0x1.62e42feep-1, lowLn2: 0x1.a39ef35793c76p-33,
      odd: (0x1.5555555555593p-1, 0x1.2492494229359p-2, 0x1.7466496cb03dep-3, 0x1.2f112df3e5244p-3),
      even: (0x1.999999997fa04p-2, 0x1.c71c51d8e78afp-3, 0x1.39a09d078c69fp-3, 0))
  }
}
