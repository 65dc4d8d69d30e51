// Unsafe: `entries` has `entrySize` bytes for every chunk, and `chunk` is one of them; the callers compute
// both from metadata.

/// What is known of a chunk's elements without decoding them.
public struct ChunkRange: Hashable, Sendable {
  /// The least of the elements that lie inside the array and are numbers; above `most` if none does.
  public let least: Double
  public let most: Double
  public let hasNaN: Bool

  public init(least: Double, most: Double, hasNaN: Bool) {
    self.least = least
    self.most = most
    self.hasNaN = hasNaN
  }

  /// Of no element.
  static let empty = ChunkRange(least: .infinity, most: -.infinity, hasNaN: false)
}

/// The ranges of a shard's chunks, in the shard's own file between the last chunk and the index: eight
/// bytes that say what it is; in those with a seal eight more, which say of what place and array; for every
/// chunk in row-major order least and most as `float64` and a byte, 1 if an element is NaN; and the CRC-32C
/// of all that.
///
/// Zarr's readers find chunks through the index and do not look there. Shards of other writers have no
/// ranges, nor those of types whose values `float64` does not hold.
enum ShardRanges {
  static let entrySize = 17
  static let sealSize = 8
  private static let mark = Array("sxranges".utf8)
  private static let sealedMark = Array("sxsealed".utf8)

  /// Bytes of the ranges of `chunkCount` chunks; nil if the type has none.
  static func size(chunkCount: Int, of type: DataType, isSealed: Bool) -> Int? {
    switch type {
    case .uint8, .uint32, .float32, .float64:
      mark.count + (isSealed ? sealSize : 0) + chunkCount * entrySize + Crc32cCodec.size
    case .uint64, .int64: nil
    }
  }

  /// Writes all that stands around the entries, of which every one is that of no element.
  ///
  /// - Returns: The entries.
  static func begin(
    _ bytes: UnsafeMutableRawBufferPointer, seal: UInt64?
  ) -> UnsafeMutableRawBufferPointer {
    bytes.copyBytes(from: seal == nil ? mark : sealedMark)
    if let seal {
      bytes.storeBytes(of: seal.littleEndian, toByteOffset: mark.count, as: UInt64.self)
    }
    let start = mark.count + (seal == nil ? 0 : sealSize)
    let entries = UnsafeMutableRawBufferPointer(
      rebasing: bytes[start..<bytes.count - Crc32cCodec.size])
    for chunk in 0..<entries.count / entrySize { store(.empty, of: chunk, in: entries) }
    return entries
  }

  /// Writes the checksum, when all entries are there.
  static func end(_ bytes: UnsafeMutableRawBufferPointer) {
    Crc32cCodec.append(to: bytes, after: bytes.count - Crc32cCodec.size)
  }

  static func store(
    _ range: ChunkRange, of chunk: Int, in entries: UnsafeMutableRawBufferPointer
  ) {
    let start = chunk * entrySize
    let (least, most) = (range.least.bitPattern.littleEndian, range.most.bitPattern.littleEndian)
    entries.storeBytes(of: least, toByteOffset: start, as: UInt64.self)
    entries.storeBytes(of: most, toByteOffset: start + 8, as: UInt64.self)
    entries[start + 16] = range.hasNaN ? 1 : 0
  }

  /// The entries and the seal, once what stands around them is seen to hold.
  static func checked(
    _ bytes: UnsafeRawBufferPointer, isSealed: Bool
  ) throws(ChunkDamage) -> (entries: UnsafeRawBufferPointer, seal: UInt64?) {
    let content = try Crc32cCodec.checked(bytes)
    guard content.starts(with: isSealed ? sealedMark : mark) else {
      throw ChunkDamage("they do not begin as they should")
    }
    guard isSealed else {
      return (UnsafeRawBufferPointer(rebasing: content[mark.count...]), nil)
    }
    let seal = content.loadUnaligned(fromByteOffset: mark.count, as: UInt64.self)
    let entries = UnsafeRawBufferPointer(rebasing: content[(mark.count + sealSize)...])
    return (entries, UInt64(littleEndian: seal))
  }

  static func range(of chunk: Int, in entries: UnsafeRawBufferPointer) -> ChunkRange {
    func number(_ offset: Int) -> Double {
      let bits = entries.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      return Double(bitPattern: UInt64(littleEndian: bits))
    }
    let start = chunk * entrySize
    return ChunkRange(
      least: number(start), most: number(start + 8), hasNaN: entries[start + 16] != 0)
  }
}
