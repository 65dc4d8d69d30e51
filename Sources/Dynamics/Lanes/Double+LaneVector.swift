import SweepPlan

/// One lane. This conformance defines the value of every cell.
extension Double: LaneVector {
  typealias Scalar = Double
  typealias Mask = Bool

  @inline(__always) static var laneCount: Int { 1 }
  @inline(__always) init(repeating scalar: Double) { self = scalar }
  @inline(__always) init(loading source: UnsafePointer<Double>) { self = source.pointee }
  @inline(__always) func store(to destination: UnsafeMutablePointer<Double>) {
    destination.pointee = self
  }

  @inline(__always) static func fma(_ a: Double, _ b: Double, _ c: Double) -> Double {
    c.addingProduct(a, b)
  }
  @inline(__always) static func largerMagnitude(_ a: Double, _ b: Double) -> Double {
    Double(bitPattern: max(a.magnitude.bitPattern, b.magnitude.bitPattern))
  }
  @inline(__always) static func select(_ mask: Bool, _ yes: Double, _ no: Double) -> Double {
    mask ? yes : no
  }
  @inline(__always) static func put(
    _ value: UInt32, where mask: Bool, into entries: UnsafeMutablePointer<UInt32>
  ) {
    if mask { entries.pointee = value }
  }

  @inline(__always) var exponent: Double {
    Double(Int64((bitPattern &+ (0x3ff0_0000_0000_0000 - 0x3fe6_a09e_667f_3bcd)) >> 52) - 1023)
  }
  @inline(__always) var significand: Double {
    Double(
      bitPattern: ((bitPattern &+ (0x3ff0_0000_0000_0000 - 0x3fe6_a09e_667f_3bcd)) & ((1 << 52) - 1))
        + 0x3fe6_a09e_667f_3bcd)
  }

  @inline(__always) func timesPowerOfTwo(_ integer: Double) -> Double {
    Double(bitPattern: bitPattern &+ (integer.bitPattern &<< 52))
  }
  @inline(__always) func timesSign(of other: Double) -> Double {
    Double(bitPattern: bitPattern ^ (other.bitPattern & (1 << 63)))
  }
  @inline(__always) func isBitSet(_ i: Int) -> Bool { (bitPattern &>> UInt64(i)) & 1 != 0 }
}

extension Double: LaneScalar {
  static var precision: Precision { .float64 }
  @inline(__always) static var integerShift: Double { 0x1.8p52 }
  @inline(__always) var integer: Int { Int(self) }
}
