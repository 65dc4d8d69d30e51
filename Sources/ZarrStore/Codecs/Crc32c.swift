// Unsafe: reads the caller's bytes by address, exactly as many as there are, at any alignment.

import CStoreShims

/// The CRC-32C (Castagnoli) checksum: polynomial 0x1EDC6F41, reflected, complemented before and after.
///
/// Of "123456789" it is 0xE3069283. The processor's instruction does it where there is one.
///
/// - Reference: RFC 3720, appendix B.4
public func crc32c(_ bytes: RawSpan) -> UInt32 {
  bytes.withUnsafeBytes { crc32c($0) }
}

func crc32c(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
  guard hasInstruction, let start = bytes.baseAddress else { return crc32cPortable(bytes) }
  return ~crc32c_instruction_advance(
    ~0, start.assumingMemoryBound(to: UInt8.self), bytes.count)
}

private let hasInstruction = crc32c_instruction_available()

/// The same without the instruction: eight table look-ups for eight bytes ("slicing by 8").
package func crc32cPortable(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
  tables.withUnsafeBufferPointer { table in
    func entry(_ slice: Int, _ word: UInt64, _ byte: UInt64) -> UInt32 {
      table[slice << 8 | Int(truncatingIfNeeded: (word >> (byte * 8)) & 0xFF)]
    }
    var state: UInt32 = ~0
    var offset = 0
    while bytes.count - offset >= 8 {
      let word =
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        ^ UInt64(state)
      let low = entry(7, word, 0) ^ entry(6, word, 1) ^ entry(5, word, 2) ^ entry(4, word, 3)
      let high = entry(3, word, 4) ^ entry(2, word, 5) ^ entry(1, word, 6) ^ entry(0, word, 7)
      state = low ^ high
      offset += 8
    }
    for byte in bytes[offset...] {
      state = table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ (state >> 8)
    }
    return ~state
  }
}

/// Eight tables of 256: `tables[256 k + b]` is the remainder of byte b followed by k zero bytes.
private let tables: [UInt32] = {
  let polynomial: UInt32 = 0x82F6_3B78
  var tables = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? polynomial ^ (value >> 1) : value >> 1
    }
  }
  for position in 256..<2048 {
    let previous = tables[position - 256]
    tables.append(tables[Int(previous & 0xFF)] ^ (previous >> 8))
  }
  return tables
}()
