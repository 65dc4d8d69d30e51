// Unsafe: `index` has 16 bytes for every chunk, and `chunk` is one of them; the callers compute both from
// metadata. What the words say is not trusted.

/// Where the chunks of a shard lie in its file: two 64-bit words per chunk, offset and length, in
/// row-major order of the chunks; both words are 2⁶⁴ − 1 for a chunk that is missing.
enum ShardIndex {
  static let wordSize = 8
  static let entrySize = 2 * wordSize
  static let missing = UInt64.max

  /// Bytes of the index of `chunkCount` chunks.
  static func size(chunkCount: Int, checksum: Bool) -> Int {
    chunkCount * entrySize + (checksum ? Crc32cCodec.size : 0)
  }

  static func store(
    offset: UInt64, length: UInt64, of chunk: Int, in index: UnsafeMutableRawBufferPointer
  ) {
    index.storeBytes(of: offset.littleEndian, toByteOffset: chunk * entrySize, as: UInt64.self)
    index.storeBytes(
      of: length.littleEndian, toByteOffset: chunk * entrySize + wordSize, as: UInt64.self)
  }

  /// Where a chunk lies, nil if it is missing. The file may say anything; what is returned lies
  /// inside `extent`, the part of the file that holds chunks, and has at most `largest` bytes.
  static func range(
    of chunk: Int, in index: UnsafeRawBufferPointer, within extent: Range<Int>, largest: Int
  ) throws(ChunkDamage) -> Range<Int>? {
    let position = chunk * entrySize
    let offset = UInt64(
      littleEndian: index.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    let length = UInt64(
      littleEndian: index.loadUnaligned(fromByteOffset: position + wordSize, as: UInt64.self))
    if offset == missing && length == missing { return nil }
    guard let start = Int(exactly: offset), let count = Int(exactly: length),
      extent.lowerBound <= start, start <= extent.upperBound, count <= extent.upperBound - start
    else {
      throw ChunkDamage(
        "the index places it at \(offset) with \(length) bytes, but chunks lie in "
          + "\(extent.lowerBound)..<\(extent.upperBound)")
    }
    guard count <= largest else {
      throw ChunkDamage("it claims \(count) bytes, where at most \(largest) make sense")
    }
    return start..<start + count
  }

  /// Where the last chunk ends; 0 if all are missing, and no place in any file if an entry lies.
  static func end(of index: UnsafeRawBufferPointer) -> UInt64 {
    var end: UInt64 = 0
    for position in stride(from: 0, to: index.count, by: entrySize) {
      let offset = UInt64(
        littleEndian: index.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let length = UInt64(
        littleEndian: index.loadUnaligned(fromByteOffset: position + wordSize, as: UInt64.self))
      if offset == missing && length == missing { continue }
      let (sum, overflow) = offset.addingReportingOverflow(length)
      end = max(end, overflow ? .max : sum)
    }
    return end
  }
}
