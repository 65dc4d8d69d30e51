/// The integer nearest to a number below 2ᵐ⁻² in magnitude, with m explicit bits in a significand.
struct NearestInteger<Lanes: LaneVector> {
  /// `Scalar.integerShift` + k: k in the lowest bits of the pattern.
  let shifted: Lanes

  /// k nearest to x · factor.
  @inline(__always) init(to x: Lanes, times factor: Lanes.Scalar) {
    shifted = .fma(x, Lanes(repeating: factor), Lanes(repeating: Lanes.Scalar.integerShift))
  }

  /// k as a real number.
  @inline(__always) var value: Lanes {
    shifted - Lanes(repeating: Lanes.Scalar.integerShift)
  }
}

extension LaneVector {
  /// self · x + c: one step of Horner's rule.
  @inline(__always) func times(_ x: Self, plus c: Scalar) -> Self {
    .fma(self, x, Self(repeating: c))
  }
}
