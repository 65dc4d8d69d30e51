/// A shard's open file, with its index read and its checksum seen to hold.
///
/// Nothing else is known of the file, and everything in it may be wrong.
struct OpenShard: ~Copyable {
  let file: OpenFile
  /// The part of the file where chunks may lie.
  let extent: Range<Int>
  /// The index without its checksum; nil if the whole file is one chunk. Valid until the buffer it was
  /// read into is used again.
  let index: UnsafeRawBufferPointer?
  /// The entries of the chunks' ranges; nil if the file has none. Valid as long as the index.
  let ranges: UnsafeRawBufferPointer?
  /// What the shard says of whose it is; nil if it says nothing.
  let seal: UInt64?

  /// - Returns: nil if there is no such file.
  /// - Throws: `StoreError.damaged`, if the file is too short for an index or a checksum is wrong.
  init?(path: String, metadata: ArrayMetadata, buffer: ScratchBuffer) throws(StoreError) {
    guard let file = try OpenFile.reading(path) else { return nil }
    let size = try file.size()
    guard case .sharded(let codec) = metadata.codecs else {
      self.init(file: file, extent: 0..<size, index: nil, ranges: nil, seal: nil)
      return
    }
    let chunkCount = metadata.chunkGrid.reduce(1, *)
    let indexSize = ShardIndex.size(chunkCount: chunkCount, checksum: codec.indexChecksum)
    guard size >= indexSize else {
      throw .damaged(
        path: path, chunk: nil,
        problem: "it has \(size) bytes, fewer than its index of \(indexSize) bytes")
    }
    // What may be the ranges is read with the index that it lies before.
    let rangesSize =
      codec.indexLocation == .end
      ? ShardRanges.size(chunkCount: chunkCount, of: metadata.dataType, isSealed: true) ?? 0 : 0
    let bytes = try buffer.reserve(min(size, rangesSize + indexSize))
    try file.read(into: bytes, at: codec.indexLocation == .end ? size - bytes.count : 0)
    var index = UnsafeRawBufferPointer(rebasing: bytes.suffix(indexSize))
    do throws(ChunkDamage) {
      if codec.indexChecksum { index = try Crc32cCodec.checked(index) }
    } catch {
      throw .damaged(path: path, chunk: nil, problem: "index: \(error.problem)")
    }
    let extent = codec.indexLocation == .end ? 0..<size - indexSize : indexSize..<size

    // They fill what lies between the last chunk and the index; other gaps are other writers'.
    var (ranges, seal): (UnsafeRawBufferPointer?, UInt64?) = (nil, nil)
    let end = ShardIndex.end(of: index)
    for isSealed in [true, false] where rangesSize > 0 {
      let size = rangesSize - (isSealed ? 0 : ShardRanges.sealSize)
      guard end == UInt64(exactly: extent.upperBound - size) else { continue }
      let block = UnsafeRawBufferPointer(rebasing: bytes.dropLast(indexSize).suffix(size))
      do throws(ChunkDamage) {
        (ranges, seal) = try ShardRanges.checked(block, isSealed: isSealed)
      } catch {
        throw .damaged(path: path, chunk: nil, problem: "ranges of the chunks: \(error.problem)")
      }
    }
    self.init(file: file, extent: extent, index: index, ranges: ranges, seal: seal)
  }

  private init(
    file: consuming OpenFile, extent: Range<Int>, index: UnsafeRawBufferPointer?,
    ranges: UnsafeRawBufferPointer?, seal: UInt64?
  ) {
    self.file = file
    self.extent = extent
    self.index = index
    self.ranges = ranges
    self.seal = seal
  }

  /// Where a chunk's bytes lie in the file, checked against its size; nil if the chunk is missing.
  func range(of position: [Int], metadata: ArrayMetadata) throws(StoreError) -> Range<Int>? {
    let largest = metadata.chunkCodecs.largestCoded(metadata.byteCount(of: metadata.chunkShape))
    guard let index else {
      guard extent.count <= largest else {
        throw .damaged(
          path: file.path, chunk: nil,
          problem: "it has \(extent.count) bytes, where at most \(largest) make sense")
      }
      return extent
    }
    let number = rowMajorNumber(of: position, in: metadata.chunkGrid)
    do throws(ChunkDamage) {
      return try ShardIndex.range(of: number, in: index, within: extent, largest: largest)
    } catch {
      throw .damaged(path: file.path, chunk: position, problem: error.problem)
    }
  }
}
