import SweepPlan

/// Several cells' values of one quantity, advanced together: the only arithmetic that kernels use.
///
/// Goals, in this order:
/// 1. The same bits at every width. Each operation is one IEEE-exact operation per lane: nothing is
///    reassociated, approximated or contracted; `fma` is fused because it is written.
/// 2. Speed. Conforming types wrap one machine vector, or `Twice` another; all operations inline.
///
/// `Float` and `Double` conform as vectors of one lane. They define what a cell's value is.
protocol LaneVector: BitwiseCopyable, Sendable {
  associatedtype Scalar: LaneScalar
  associatedtype Mask: LaneMask

  static var laneCount: Int { get }

  init(repeating scalar: Scalar)
  /// Lane i from `source[i]`; no alignment is asked for.
  init(loading source: UnsafePointer<Scalar>)
  /// Lane i to `destination[i]`.
  func store(to destination: UnsafeMutablePointer<Scalar>)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  /// a · b + c, rounded once.
  static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self
  func squareRoot() -> Self
  var magnitude: Self { get }
  /// The larger of |a| and |b|; NaN if either is.
  static func largerMagnitude(_ a: Self, _ b: Self) -> Self

  static func <= (a: Self, b: Self) -> Mask
  static func < (a: Self, b: Self) -> Mask
  static func == (a: Self, b: Self) -> Mask
  /// `yes` in the lanes of `mask`, `no` elsewhere.
  static func select(_ mask: Mask, _ yes: Self, _ no: Self) -> Self

  /// `entries[i] = value` in the lanes of `mask`.
  static func put(
    _ value: UInt32, where mask: Mask, into entries: UnsafeMutablePointer<UInt32>)

  /// k, for a positive normal value s · 2ᵏ with s in [√½, √2).
  var exponent: Self { get }
  /// s, for a positive normal value s · 2ᵏ with s in [√½, √2).
  var significand: Self { get }

  /// self · 2ᵏ for `integer` = `Scalar.integerShift` + k, where self and the product are normal
  /// numbers. Elsewhere any bits, but those of this lane only.
  func timesPowerOfTwo(_ integer: Self) -> Self
  /// −self in the lanes where `other` has its sign bit set.
  func timesSign(of other: Self) -> Self
  /// Whether bit i of a lane's bit pattern is set.
  func isBitSet(_ i: Int) -> Mask
}

/// Which lanes.
protocol LaneMask: Sendable {
  init(repeating value: Bool)
  static func & (a: Self, b: Self) -> Self
  static func | (a: Self, b: Self) -> Self
  static prefix func ~ (a: Self) -> Self
  var isAnySet: Bool { get }
  /// How many lanes are set.
  var count: Int { get }
  subscript(lane: Int) -> Bool { get }
}

/// The element of a vector: `Float` or `Double`.
protocol LaneScalar: BinaryFloatingPoint, Sendable, LaneVector where Scalar == Self, Mask == Bool {
  static var precision: Precision { get }
  /// 3 · 2ᵐ⁻¹ with m explicit bits in a significand: x plus this, for |x| < 2ᵐ⁻², is rounded to the
  /// integer nearest to x, which then stands in the lowest bits of the pattern.
  static var integerShift: Self { get }
  /// Of a number that is finite and small enough: without its fraction. The standard library's way
  /// from any floating-point type takes a hundred instructions.
  var integer: Int { get }
  /// What the polynomials of `Mathematics/` need to know of the format.
  static var logarithm: LogarithmCoefficients<Self> { get }
  static var exponential: ExponentialCoefficients<Self> { get }
  static var hyperbolicTangentLimit: Self { get }
  static var angle: AngleCoefficients<Self> { get }
  /// The parts of `ReducedAngle` for a huge number.
  var hugeAngle: (quadrant: Self, r: Self, rest: Self) { get }
  /// The parts of R of `naturalLogarithm`, T of `exponential` and of `exponentialMinusOne`, S and C
  /// of `sineCosine`.
  static func logarithmOdd<Lanes: LaneVector>(_ w: Lanes) -> Lanes where Lanes.Scalar == Self
  static func logarithmEven<Lanes: LaneVector>(_ w: Lanes) -> Lanes where Lanes.Scalar == Self
  static func exponentialTail<Lanes: LaneVector>(_ r: Lanes) -> Lanes where Lanes.Scalar == Self
  static func exponentialMinusOneTail<Lanes: LaneVector>(_ r: Lanes) -> Lanes
  where Lanes.Scalar == Self
  static func sineTail<Lanes: LaneVector>(_ z: Lanes) -> Lanes where Lanes.Scalar == Self
  static func cosineTail<Lanes: LaneVector>(_ z: Lanes) -> Lanes where Lanes.Scalar == Self
}

extension LaneVector {
  @inline(__always) static var zero: Self { Self(repeating: 0) }
}
