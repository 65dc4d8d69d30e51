/// Two vectors as one of twice the lanes: independent chains of operations that hide each other's
/// latency. Four machine vectors per variable do so on AVX-512.
struct Twice<Half: LaneVector>: LaneVector {
  typealias Scalar = Half.Scalar

  var low: Half
  var high: Half

  @inline(__always) init(_ low: Half, _ high: Half) {
    self.low = low
    self.high = high
  }

  @inline(__always) static var laneCount: Int { 2 * Half.laneCount }
  @inline(__always) init(repeating scalar: Scalar) {
    self.init(Half(repeating: scalar), Half(repeating: scalar))
  }
  @inline(__always) init(loading source: UnsafePointer<Scalar>) {
    self.init(Half(loading: source), Half(loading: source + Half.laneCount))
  }
  @inline(__always) func store(to destination: UnsafeMutablePointer<Scalar>) {
    low.store(to: destination)
    high.store(to: destination + Half.laneCount)
  }

  @inline(__always) static func + (a: Self, b: Self) -> Self {
    Self(a.low + b.low, a.high + b.high)
  }
  @inline(__always) static func - (a: Self, b: Self) -> Self {
    Self(a.low - b.low, a.high - b.high)
  }
  @inline(__always) static func * (a: Self, b: Self) -> Self {
    Self(a.low * b.low, a.high * b.high)
  }
  @inline(__always) static func / (a: Self, b: Self) -> Self {
    Self(a.low / b.low, a.high / b.high)
  }
  @inline(__always) static prefix func - (a: Self) -> Self { Self(-a.low, -a.high) }

  @inline(__always) static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self {
    Self(.fma(a.low, b.low, c.low), .fma(a.high, b.high, c.high))
  }
  @inline(__always) func squareRoot() -> Self { Self(low.squareRoot(), high.squareRoot()) }
  @inline(__always) var magnitude: Self { Self(low.magnitude, high.magnitude) }
  @inline(__always) static func largerMagnitude(_ a: Self, _ b: Self) -> Self {
    Self(.largerMagnitude(a.low, b.low), .largerMagnitude(a.high, b.high))
  }

  @inline(__always) static func <= (a: Self, b: Self) -> Mask {
    Mask(low: a.low <= b.low, high: a.high <= b.high)
  }
  @inline(__always) static func < (a: Self, b: Self) -> Mask {
    Mask(low: a.low < b.low, high: a.high < b.high)
  }
  @inline(__always) static func == (a: Self, b: Self) -> Mask {
    Mask(low: a.low == b.low, high: a.high == b.high)
  }
  @inline(__always) static func select(_ mask: Mask, _ yes: Self, _ no: Self) -> Self {
    Self(.select(mask.low, yes.low, no.low), .select(mask.high, yes.high, no.high))
  }
  @inline(__always) static func put(
    _ value: UInt32, where mask: Mask, into entries: UnsafeMutablePointer<UInt32>
  ) {
    Half.put(value, where: mask.low, into: entries)
    Half.put(value, where: mask.high, into: entries + Half.laneCount)
  }

  @inline(__always) var exponent: Self { Self(low.exponent, high.exponent) }
  @inline(__always) var significand: Self { Self(low.significand, high.significand) }

  @inline(__always) func timesPowerOfTwo(_ integer: Self) -> Self {
    Self(low.timesPowerOfTwo(integer.low), high.timesPowerOfTwo(integer.high))
  }
  @inline(__always) func timesSign(of other: Self) -> Self {
    Self(low.timesSign(of: other.low), high.timesSign(of: other.high))
  }
  @inline(__always) func isBitSet(_ i: Int) -> Mask {
    Mask(low: low.isBitSet(i), high: high.isBitSet(i))
  }

  struct Mask: LaneMask {
    var low: Half.Mask
    var high: Half.Mask

    @inline(__always) init(low: Half.Mask, high: Half.Mask) {
      self.low = low
      self.high = high
    }
    @inline(__always) init(repeating value: Bool) {
      self.init(low: Half.Mask(repeating: value), high: Half.Mask(repeating: value))
    }
    @inline(__always) static func & (a: Self, b: Self) -> Self {
      Self(low: a.low & b.low, high: a.high & b.high)
    }
    @inline(__always) static func | (a: Self, b: Self) -> Self {
      Self(low: a.low | b.low, high: a.high | b.high)
    }
    @inline(__always) static prefix func ~ (a: Self) -> Self { Self(low: ~a.low, high: ~a.high) }
    @inline(__always) var isAnySet: Bool { (low | high).isAnySet }
    @inline(__always) var count: Int { low.count + high.count }
    @inline(__always) subscript(lane: Int) -> Bool {
      lane < Half.laneCount ? low[lane] : high[lane - Half.laneCount]
    }
  }
}
