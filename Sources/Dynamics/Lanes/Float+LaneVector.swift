import SweepPlan

/// One lane. This conformance defines the value of every cell.
extension Float: LaneVector {
  typealias Scalar = Float
  typealias Mask = Bool

  @inline(__always) static var laneCount: Int { 1 }
  @inline(__always) init(repeating scalar: Float) { self = scalar }
  @inline(__always) init(loading source: UnsafePointer<Float>) { self = source.pointee }
  @inline(__always) func store(to destination: UnsafeMutablePointer<Float>) {
    destination.pointee = self
  }

  @inline(__always) static func fma(_ a: Float, _ b: Float, _ c: Float) -> Float {
    c.addingProduct(a, b)
  }
  @inline(__always) static func largerMagnitude(_ a: Float, _ b: Float) -> Float {
    Float(bitPattern: max(a.magnitude.bitPattern, b.magnitude.bitPattern))
  }
  @inline(__always) static func select(_ mask: Bool, _ yes: Float, _ no: Float) -> Float {
    mask ? yes : no
  }
  @inline(__always) static func put(
    _ value: UInt32, where mask: Bool, into entries: UnsafeMutablePointer<UInt32>
  ) {
    if mask { entries.pointee = value }
  }

  @inline(__always) var exponent: Float {
    Float(Int32((bitPattern &+ (0x3f80_0000 - 0x3f35_04f3)) >> 23) - 127)
  }
  @inline(__always) var significand: Float {
    Float(bitPattern: ((bitPattern &+ (0x3f80_0000 - 0x3f35_04f3)) & ((1 << 23) - 1)) + 0x3f35_04f3)
  }

  @inline(__always) func timesPowerOfTwo(_ integer: Float) -> Float {
    Float(bitPattern: bitPattern &+ (integer.bitPattern &<< 23))
  }
  @inline(__always) func timesSign(of other: Float) -> Float {
    Float(bitPattern: bitPattern ^ (other.bitPattern & (1 << 31)))
  }
  @inline(__always) func isBitSet(_ i: Int) -> Bool { (bitPattern &>> UInt32(i)) & 1 != 0 }
}

extension Float: LaneScalar {
  static var precision: Precision { .float32 }
  @inline(__always) static var integerShift: Float { 0x1.8p23 }
  @inline(__always) var integer: Int { Int(self) }
}
