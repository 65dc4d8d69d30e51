extension [UInt8] {
  mutating func append(littleEndian number: some FixedWidthInteger & UnsignedInteger) {
    for byte in 0..<number.bitWidth / 8 {
      append(UInt8(truncatingIfNeeded: number >> (8 * byte)))
    }
  }
}

extension ArraySlice<UInt8> {
  /// The number whose bytes, the least significant first, begin at a place counted from the slice's start.
  func littleEndian<Number: FixedWidthInteger & UnsignedInteger>(
    _: Number.Type, at place: Int
  ) -> Number {
    var number: Number = 0
    for byte in 0..<Number.bitWidth / 8 {
      number |= Number(self[startIndex + place + byte]) << (8 * byte)
    }
    return number
  }
}
