import CLanes

#if LANES_64_BYTES
  typealias DoubleLanesStorage = SIMD8<Double>
  typealias DoubleLanesMaskStorage = SIMD8<Int64>
#elseif LANES_16_BYTES
  typealias DoubleLanesStorage = SIMD2<Double>
  typealias DoubleLanesMaskStorage = SIMD2<Int64>
#else
  typealias DoubleLanesStorage = SIMD4<Double>
  typealias DoubleLanesMaskStorage = SIMD4<Int64>
#endif

/// One machine vector of `Double`.
struct DoubleLanes: LaneVector {
  var storage: DoubleLanesStorage

  @inline(__always) init(_ storage: DoubleLanesStorage) { self.storage = storage }

  @inline(__always) static var laneCount: Int { DoubleLanesStorage.scalarCount }
  @inline(__always) init(repeating scalar: Double) {
    storage = DoubleLanesStorage(repeating: scalar)
  }
  @inline(__always) init(loading source: UnsafePointer<Double>) {
    storage = UnsafeRawPointer(source).loadUnaligned(as: DoubleLanesStorage.self)
  }
  @inline(__always) func store(to destination: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(destination).storeBytes(of: storage, as: DoubleLanesStorage.self)
  }

  @inline(__always) static func + (a: Self, b: Self) -> Self { Self(a.storage + b.storage) }
  @inline(__always) static func - (a: Self, b: Self) -> Self { Self(a.storage - b.storage) }
  @inline(__always) static func * (a: Self, b: Self) -> Self { Self(a.storage * b.storage) }
  @inline(__always) static func / (a: Self, b: Self) -> Self { Self(a.storage / b.storage) }
  @inline(__always) static prefix func - (a: Self) -> Self { Self(lanes_f64_negate(a.storage)) }

  @inline(__always) static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self {
    Self(lanes_f64_fma(a.storage, b.storage, c.storage))
  }
  @inline(__always) func squareRoot() -> Self { Self(lanes_f64_sqrt(storage)) }
  @inline(__always) var magnitude: Self { Self(lanes_f64_abs(storage)) }
  @inline(__always) static func largerMagnitude(_ a: Self, _ b: Self) -> Self {
    Self(lanes_f64_larger_magnitude(a.storage, b.storage))
  }

  @inline(__always) static func <= (a: Self, b: Self) -> Mask {
    Mask(storage: lanes_f64_le(a.storage, b.storage))
  }
  @inline(__always) static func < (a: Self, b: Self) -> Mask {
    Mask(storage: lanes_f64_lt(a.storage, b.storage))
  }
  @inline(__always) static func == (a: Self, b: Self) -> Mask {
    Mask(storage: lanes_f64_eq(a.storage, b.storage))
  }
  @inline(__always) static func select(_ mask: Mask, _ yes: Self, _ no: Self) -> Self {
    Self(lanes_f64_select(mask.storage, yes.storage, no.storage))
  }
  @inline(__always) static func put(
    _ value: UInt32, where mask: Mask, into entries: UnsafeMutablePointer<UInt32>
  ) {
    lanes_f64_put(mask.storage, value, entries)
  }

  @inline(__always) var exponent: Self { Self(lanes_f64_exponent(storage)) }
  @inline(__always) var significand: Self { Self(lanes_f64_significand(storage)) }

  @inline(__always) func timesPowerOfTwo(_ integer: Self) -> Self {
    Self(lanes_f64_times_power_of_two(storage, integer.storage))
  }
  @inline(__always) func timesSign(of other: Self) -> Self {
    Self(lanes_f64_times_sign(storage, other.storage))
  }
  @inline(__always) func isBitSet(_ i: Int) -> Mask {
    Mask(storage: lanes_f64_bit(storage, Int32(truncatingIfNeeded: i)))
  }

  /// All ones in a lane that is set, all zeros in one that is not.
  struct Mask: LaneMask {
    var storage: DoubleLanesMaskStorage

    @inline(__always) init(storage: DoubleLanesMaskStorage) { self.storage = storage }
    @inline(__always) init(repeating value: Bool) {
      storage = DoubleLanesMaskStorage(repeating: value ? -1 : 0)
    }
    @inline(__always) static func & (a: Self, b: Self) -> Self {
      Self(storage: a.storage & b.storage)
    }
    @inline(__always) static func | (a: Self, b: Self) -> Self {
      Self(storage: a.storage | b.storage)
    }
    @inline(__always) static prefix func ~ (a: Self) -> Self { Self(storage: ~a.storage) }
    @inline(__always) var isAnySet: Bool { lanes_f64_any(storage) }
    @inline(__always) var count: Int { lanes_f64_bits(storage).nonzeroBitCount }
    @inline(__always) subscript(lane: Int) -> Bool { storage[lane] != 0 }
  }
}
