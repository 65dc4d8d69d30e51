/// ln x in every lane, from IEEE-exact operations: the same bits on every machine.
///
///     x = s · 2ᵏ, s in [√½, √2);   f = s − 1;   q = f / (2 + f);   z = q²
///     ln x = k ln 2 + f − (f²/2 − q (f²/2 + R(z))),   R(z) = Σ cᵢ zⁱ ≈ (ln(1 + f) − 2q) / q
///
/// Zero gives −∞, a negative number NaN, +∞ and NaN themselves. Subnormals count as zero.
/// Error below one unit in the last place (`LaneFunctionAccuracyTests`).
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
    let r = z * Scalar.logarithmOdd(w) + w * Scalar.logarithmEven(w)
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
}

/// ln 2 in two parts, of which the high one times any exponent is exact.
struct LogarithmCoefficients<Scalar: Sendable>: Sendable {
  let highLn2: Scalar
  let lowLn2: Scalar
}

// R(z) = z · odd(z²) + z² · even(z²): c₀ is the first of `logarithmOdd`, c₁ of `logarithmEven`.

extension Float {
  @inline(__always) static var logarithm: LogarithmCoefficients<Float> {
    LogarithmCoefficients(highLn2: 0x1.62e3p-1, lowLn2: 0x1.2fefa2p-17)
  }

  @inline(__always)
  static func logarithmOdd<Lanes: LaneVector>(_ w: Lanes) -> Lanes where Lanes.Scalar == Float {
    Lanes(repeating: 0x91e9ee.0p-25).times(w, plus: 0xaaaaaa.0p-24)
  }

  @inline(__always)
  static func logarithmEven<Lanes: LaneVector>(_ w: Lanes) -> Lanes where Lanes.Scalar == Float {
    Lanes(repeating: 0xf89e26.0p-26).times(w, plus: 0xccce13.0p-25)
  }
}

extension Double {
  @inline(__always) static var logarithm: LogarithmCoefficients<Double> {
    LogarithmCoefficients(highLn2: 0x1.62e42feep-1, lowLn2: 0x1.a39ef35793c76p-33)
  }

  @inline(__always)
  static func logarithmOdd<Lanes: LaneVector>(_ w: Lanes) -> Lanes where Lanes.Scalar == Double {
    Lanes(repeating: 0x1.2f112df3e5244p-3)
      .times(w, plus: 0x1.7466496cb03dep-3)
      .times(w, plus: 0x1.2492494229359p-2)
      .times(w, plus: 0x1.5555555555593p-1)
  }

  @inline(__always)
  static func logarithmEven<Lanes: LaneVector>(_ w: Lanes) -> Lanes where Lanes.Scalar == Double {
    Lanes(repeating: 0x1.39a09d078c69fp-3)
      .times(w, plus: 0x1.c71c51d8e78afp-3)
      .times(w, plus: 0x1.999999997fa04p-2)
  }
}
