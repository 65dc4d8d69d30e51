/// |x| = q π/2 + r + rest, |r| ≤ π/4 (or a hair more), for a finite |x|.
///
/// Up to `limit` Cody and Waite's way: π/2 = h₀ + h₁ + h₂, each with as many bits as the format has.
/// |x| − q h₀ is exact, as a number of no more bits than |x| has; q h₁ and the difference keep what
/// rounding takes from them. Beyond `limit`: `HugeAngle`.
struct ReducedAngle<Lanes: LaneVector> {
  /// q modulo 4 in the lowest two bits of the pattern; a number that can be counted on by 1.
  private(set) var quadrant: Lanes
  private(set) var r: Lanes
  private(set) var rest: Lanes

  @inline(__always) init(_ magnitude: Lanes) {
    let c = Lanes.Scalar.angle
    let nearest = NearestInteger(to: magnitude, times: c.twoOverPi)
    let q = nearest.value
    let coarse = Lanes.fma(q, Lanes(repeating: -c.h.0), magnitude)
    let qh = q * Lanes(repeating: c.h.1)
    let qhRest = Lanes.fma(q, Lanes(repeating: c.h.1), -qh)
    quadrant = nearest.shifted
    r = coarse - qh
    rest = ((coarse - r) - qh) - Lanes.fma(q, Lanes(repeating: c.h.2), qhRest)

    // Infinity is not an angle, and lanes that diverged shall not cost time.
    let isHuge =
      (Lanes(repeating: c.limit) < magnitude) & (magnitude < Lanes(repeating: .infinity))
    if isHuge.isAnySet { self = withHuge(magnitude) }
  }

  /// 2πx for 0 ≤ x ≤ 1: the remainder of quarter turns is exact.
  @inline(__always) init(turns x: Lanes) {
    let h = Lanes.Scalar.angle.h
    let nearest = NearestInteger(to: x, times: 4)
    let quarters = Lanes.fma(x, Lanes(repeating: 4), -nearest.value)
    quadrant = nearest.shifted
    r = quarters * Lanes(repeating: h.0)
    rest = .fma(
      quarters, Lanes(repeating: h.1), .fma(quarters, Lanes(repeating: h.0), -r))
  }

  /// Reduces the huge ones among the lanes anew, one by one.
  @inline(never) private func withHuge(_ magnitude: Lanes) -> Self {
    var (angle, magnitude) = (self, magnitude)
    Self.replaceHuge(&magnitude, &angle.quadrant, &angle.r, &angle.rest)
    return angle
  }

  /// Lane i of a vector is the i-th scalar in its memory (see `Trajectory+Lanes.swift`).
  @inline(__always) private static func replaceHuge(
    _ magnitude: UnsafeRawPointer, _ quadrant: UnsafeMutableRawPointer,
    _ r: UnsafeMutableRawPointer, _ rest: UnsafeMutableRawPointer
  ) {
    typealias Scalar = Lanes.Scalar
    for lane in 0..<Lanes.laneCount {
      let offset = lane * MemoryLayout<Scalar>.stride
      let x = magnitude.load(fromByteOffset: offset, as: Scalar.self)
      guard Scalar.angle.limit < x, x < .infinity else { continue }
      let angle = x.hugeAngle
      quadrant.storeBytes(
        of: Scalar.integerShift + angle.quadrant, toByteOffset: offset, as: Scalar.self)
      r.storeBytes(of: angle.r, toByteOffset: offset, as: Scalar.self)
      rest.storeBytes(of: angle.rest, toByteOffset: offset, as: Scalar.self)
    }
  }
}

/// What the reduction needs to know of a format.
struct AngleCoefficients<Scalar: Sendable>: Sendable {
  let twoOverPi: Scalar
  /// π/2 in three parts.
  let h: (Scalar, Scalar, Scalar)
  /// Up to here q is so small that rounding x · 2/π cannot miss it by much.
  let limit: Scalar
}

extension Float {
  @inline(__always) static var angle: AngleCoefficients<Float> {
    AngleCoefficients(
      twoOverPi: 0x1.45f306p-1, h: (0x1.921fb6p0, -0x1.777a5cp-25, -0x1.ee59dap-50), limit: 0x1p17)
  }

  var hugeAngle: (quadrant: Float, r: Float, rest: Float) {
    let angle = HugeAngle(Double(self))
    let r = Float(angle.r)
    return (Float(angle.quadrant), r, Float(angle.r - Double(r)))
  }
}

extension Double {
  @inline(__always) static var angle: AngleCoefficients<Double> {
    AngleCoefficients(
      twoOverPi: 0x1.45f306dc9c883p-1,
      h: (0x1.921fb54442d18p0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110), limit: 0x1p30)
  }

  var hugeAngle: (quadrant: Double, r: Double, rest: Double) {
    let angle = HugeAngle(self)
    return (Double(angle.quadrant), angle.r, angle.rest)
  }
}
