// Unsafe: buffers of the caller. `append` needs four bytes of room behind `count`; `checked` needs nothing.

/// Bytes to the same bytes followed by their CRC-32C, four bytes, least significant first.
///
///     {"name": "crc32c"}
///
/// - Reference: https://zarr-specs.readthedocs.io/en/latest/v3/codecs/crc32c/index.html
enum Crc32cCodec {
  static let name = "crc32c"
  /// Bytes it adds.
  static let size = 4

  static var json: JSONValue { NamedConfiguration.json(name) }

  /// Writes the checksum of the first `count` bytes of `buffer` behind them.
  static func append(to buffer: UnsafeMutableRawBufferPointer, after count: Int) {
    let sum = crc32c(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    buffer.storeBytes(of: sum.littleEndian, toByteOffset: count, as: UInt32.self)
  }

  /// The bytes before the checksum, once it is seen to hold.
  static func checked(
    _ buffer: UnsafeRawBufferPointer
  ) throws(ChunkDamage) -> UnsafeRawBufferPointer {
    guard buffer.count >= size else {
      throw ChunkDamage("\(buffer.count) bytes are too few to hold a checksum")
    }
    let content = UnsafeRawBufferPointer(rebasing: buffer.dropLast(size))
    let stored = UInt32(
      littleEndian: buffer.loadUnaligned(fromByteOffset: content.count, as: UInt32.self))
    let found = crc32c(content)
    guard found == stored else {
      throw ChunkDamage("its bytes have checksum \(hex(found)), but \(hex(stored)) was stored")
    }
    return content
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
