import CLanes

#if LANES_64_BYTES
  typealias FloatLanesStorage = SIMD16<Float>
  typealias FloatLanesMaskStorage = SIMD16<Int32>
#elseif LANES_16_BYTES
  typealias FloatLanesStorage = SIMD4<Float>
  typealias FloatLanesMaskStorage = SIMD4<Int32>
#else
  typealias FloatLanesStorage = SIMD8<Float>
  typealias FloatLanesMaskStorage = SIMD8<Int32>
#endif

/// One machine vector of `Float`.
struct FloatLanes: LaneVector {
  var storage: FloatLanesStorage

  @inline(__always) init(_ storage: FloatLanesStorage) { self.storage = storage }

  @inline(__always) static var laneCount: Int { FloatLanesStorage.scalarCount }
  @inline(__always) init(repeating scalar: Float) { storage = FloatLanesStorage(repeating: scalar) }
  @inline(__always) init(loading source: UnsafePointer<Float>) {
    storage = UnsafeRawPointer(source).loadUnaligned(as: FloatLanesStorage.self)
  }
  @inline(__always) func store(to destination: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(destination).storeBytes(of: storage, as: FloatLanesStorage.self)
  }

  @inline(__always) static func + (a: Self, b: Self) -> Self { Self(a.storage + b.storage) }
  @inline(__always) static func - (a: Self, b: Self) -> Self { Self(a.storage - b.storage) }
  @inline(__always) static func * (a: Self, b: Self) -> Self { Self(a.storage * b.storage) }
  @inline(__always) static func / (a: Self, b: Self) -> Self { Self(a.storage / b.storage) }
  @inline(__always) static prefix func - (a: Self) -> Self { Self(lanes_f32_negate(a.storage)) }

  @inline(__always) static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self {
    Self(lanes_f32_fma(a.storage, b.storage, c.storage))
  }
  @inline(__always) func squareRoot() -> Self { Self(lanes_f32_sqrt(storage)) }
  @inline(__always) var magnitude: Self { Self(lanes_f32_abs(storage)) }
  @inline(__always) static func largerMagnitude(_ a: Self, _ b: Self) -> Self {
    Self(lanes_f32_larger_magnitude(a.storage, b.storage))
  }

  @inline(__always) static func <= (a: Self, b: Self) -> Mask {
    Mask(storage: lanes_f32_le(a.storage, b.storage))
  }
  @inline(__always) static func < (a: Self, b: Self) -> Mask {
    Mask(storage: lanes_f32_lt(a.storage, b.storage))
  }
  @inline(__always) static func == (a: Self, b: Self) -> Mask {
    Mask(storage: lanes_f32_eq(a.storage, b.storage))
  }
  @inline(__always) static func select(_ mask: Mask, _ yes: Self, _ no: Self) -> Self {
    Self(lanes_f32_select(mask.storage, yes.storage, no.storage))
  }
  @inline(__always) static func put(
    _ value: UInt32, where mask: Mask, into entries: UnsafeMutablePointer<UInt32>
  ) {
    lanes_f32_put(mask.storage, value, entries)
  }

  @inline(__always) var exponent: Self { Self(lanes_f32_exponent(storage)) }
  @inline(__always) var significand: Self { Self(lanes_f32_significand(storage)) }

  @inline(__always) func timesPowerOfTwo(_ integer: Self) -> Self {
    Self(lanes_f32_times_power_of_two(storage, integer.storage))
  }
  @inline(__always) func timesSign(of other: Self) -> Self {
    Self(lanes_f32_times_sign(storage, other.storage))
  }
  @inline(__always) func isBitSet(_ i: Int) -> Mask {
    Mask(storage: lanes_f32_bit(storage, Int32(truncatingIfNeeded: i)))
  }

  /// All ones in a lane that is set, all zeros in one that is not.
  struct Mask: LaneMask {
    var storage: FloatLanesMaskStorage

    @inline(__always) init(storage: FloatLanesMaskStorage) { self.storage = storage }
    @inline(__always) init(repeating value: Bool) {
      storage = FloatLanesMaskStorage(repeating: value ? -1 : 0)
    }
    @inline(__always) static func & (a: Self, b: Self) -> Self {
      Self(storage: a.storage & b.storage)
    }
    @inline(__always) static func | (a: Self, b: Self) -> Self {
      Self(storage: a.storage | b.storage)
    }
    @inline(__always) static prefix func ~ (a: Self) -> Self { Self(storage: ~a.storage) }
    @inline(__always) var isAnySet: Bool { lanes_f32_any(storage) }
    @inline(__always) var count: Int { lanes_f32_bits(storage).nonzeroBitCount }
    @inline(__always) subscript(lane: Int) -> Bool { storage[lane] != 0 }
  }
}
