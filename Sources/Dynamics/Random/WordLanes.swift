#if LANES_64_BYTES
  typealias WordLanesStorage = SIMD16<UInt64>
#elseif LANES_16_BYTES
  typealias WordLanesStorage = SIMD4<UInt64>
#else
  typealias WordLanesStorage = SIMD8<UInt64>
#endif

/// Two machine vectors, whose independent multiplications hide each other's latency.
struct WordLanes: WordVector {
  private var storage: WordLanesStorage

  @inline(__always) private init(_ storage: WordLanesStorage) { self.storage = storage }

  @inline(__always) static var laneCount: Int { WordLanesStorage.scalarCount }
  @inline(__always) init(repeating word: UInt32) {
    storage = WordLanesStorage(repeating: UInt64(word))
  }
  /// Lane i from `source[i]`; no alignment is asked for.
  @inline(__always) init(loading source: UnsafePointer<UInt64>) {
    storage = UnsafeRawPointer(source).loadUnaligned(as: WordLanesStorage.self)
  }
  /// Lane i to `destination[i]`.
  @inline(__always) func store(to destination: UnsafeMutablePointer<UInt64>) {
    UnsafeMutableRawPointer(destination).storeBytes(of: storage, as: WordLanesStorage.self)
  }
  /// 1 + k 2⁻⁵² to `destination[i]`, with k the uppermost 52 of the 64 bits of lane i.
  @inline(__always) func storeFraction(to destination: UnsafeMutablePointer<Double>) {
    let patterns = storage &>> 12 | 0x3ff0_0000_0000_0000
    UnsafeMutableRawPointer(destination).storeBytes(of: patterns, as: WordLanesStorage.self)
  }

  @inline(__always) static func ^ (a: Self, b: Self) -> Self { Self(a.storage ^ b.storage) }
  @inline(__always) func times(_ factor: UInt32) -> Self {
    Self((storage & 0xffff_ffff) &* WordLanesStorage(repeating: UInt64(factor)))
  }
  @inline(__always) var upper: Self { Self(storage &>> 32) }
  @inline(__always) func joined(upper other: Self) -> Self {
    Self(storage & 0xffff_ffff | other.storage &<< 32)
  }
}
