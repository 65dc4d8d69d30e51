/// An array of unsigned bytes in the format of MNIST's files:
///
///     00 00 08 r | d₁ … dᵣ, each of 4 bytes, the highest first | d₁ · … · dᵣ bytes, the last index fastest
///
/// 08 says unsigned bytes, the only elements that are read. Nothing is believed of a header but what
/// bytes then bear out.
///
/// - Source: Y. LeCun, C. Cortes and C. J. C. Burges, The MNIST database, "File formats"
package struct IDXArray: Sendable {
  package let dimensions: [Int]
  package let bytes: [UInt8]

  /// More elements than any such data set has.
  static var elementLimit: Int { 1 << 30 }

  /// Reads a file.
  ///
  /// - Parameter rank: How many dimensions it may have.
  package init(file path: String, rank: ClosedRange<Int>) throws(DataError) {
    let stream = try ByteStream(path)
    let start = try stream.read(4)
    let dimensions = try Self.dimensions(start, stream, rank)
    let count = try Self.elementCount(dimensions, path)
    bytes = try stream.read(count)
    let shape = dimensions.map { "\($0)" }.joined(separator: " × ")
    guard bytes.count == count else {
      throw DataError(
        "\(quotedPath(path)) ends after \(bytes.count) of the \(shape) = \(count) bytes that its header "
          + "tells; it is cut off, so fetch it again")
    }
    guard try stream.read(1).isEmpty else {
      throw DataError(
        "\(quotedPath(path)) goes on after the \(shape) = \(count) bytes that its header tells; expected "
          + "it to end there, so fetch it again")
    }
    self.dimensions = dimensions
  }

  private static func dimensions(
    _ start: [UInt8], _ stream: ByteStream, _ rank: ClosedRange<Int>
  ) throws(DataError) -> [Int] {
    let name = quotedPath(stream.path)
    guard start.count == 4, start[0] == 0, start[1] == 0 else {
      let shown = start.map(hexadecimal).joined(separator: " ")
      throw DataError(
        "\(name) begins with \(shown.isEmpty ? "nothing" : shown); expected 00 00 08, as files in "
          + "MNIST's format (IDX) do")
    }
    guard start[2] == 0x08 else {
      throw DataError(
        "\(name) has elements of type \(hexadecimal(start[2]))\(typeName(start[2])), in byte 2; "
          + "expected 08, unsigned bytes; write it anew as those")
    }
    guard rank.contains(Int(start[3])) else {
      throw DataError(
        "\(name) has \(counted(Int(start[3]), "dimension")), in byte 3; expected "
          + "\(countedRange(rank, "dimension")); images and labels may be the wrong way round")
    }
    let bytes = try stream.read(4 * Int(start[3]))
    guard bytes.count == 4 * Int(start[3]) else {
      throw DataError("\(name) ends in its header; it is cut off, so fetch it again")
    }
    return stride(from: 0, to: bytes.count, by: 4).map { first in
      bytes[first..<first + 4].reduce(0) { $0 << 8 | Int($1) }
    }
  }

  private static func elementCount(
    _ dimensions: [Int], _ path: String
  ) throws(DataError) -> Int {
    var count = 1
    for (index, dimension) in dimensions.enumerated() {
      guard dimension > 0 else {
        throw DataError(
          "\(quotedPath(path)) has a dimension of 0, in byte \(4 + 4 * index); expected 1 or more")
      }
      let (product, overflows) = count.multipliedReportingOverflow(by: dimension)
      guard !overflows, product <= elementLimit else {
        let shape = dimensions.map { "\($0)" }.joined(separator: " × ")
        throw DataError(
          "\(quotedPath(path)) tells of \(shape) elements, from byte 4 on; expected at most "
            + "\(elementLimit); it may be damaged, so fetch it again")
      }
      count = product
    }
    return count
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private static func typeName(_ type: UInt8) -> String {
    switch type {
    case 0x09: " (signed bytes)"
    case 0x0b: " (16-bit integers)"
    case 0x0c: " (32-bit integers)"
    case 0x0d: " (float32)"
    case 0x0e: " (float64)"
    default: ""
    }
  }
}

extension IDXArray {
  /// How an array is written, without packing.
  static func file(_ dimensions: [Int], _ bytes: [UInt8]) -> [UInt8] {
    let header = dimensions.flatMap { dimension in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: dimension >> $0) }
    }
    return [0, 0, 0x08, UInt8(truncatingIfNeeded: dimensions.count)] + header + bytes
  }
}
