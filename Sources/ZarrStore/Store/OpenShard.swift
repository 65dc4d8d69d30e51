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

  /// - Returns: nil if there is no such file.
  /// - Throws: `StoreError.damaged`, if the file is too short for an index or the checksum is wrong.
  init?(path: String, metadata: ArrayMetadata, buffer: ScratchBuffer) throws(StoreError) {
    guard let file = try OpenFile.reading(path) else { return nil }
    let size = try file.size()
    guard case .sharded(let codec) = metadata.codecs else {
      self.init(file: file, extent: 0..<size, index: nil)
      return
    }
    let indexSize = ShardIndex.size(
      chunkCount: metadata.chunkGrid.reduce(1, *), checksum: codec.indexChecksum)
    guard size >= indexSize else {
      throw .damaged(
        path: path, chunk: nil,
        problem: "it has \(size) bytes, fewer than its index of \(indexSize) bytes")
    }
    let bytes = try buffer.reserve(indexSize)
    var index = UnsafeRawBufferPointer(bytes)
    switch codec.indexLocation {
    case .end: try file.read(into: bytes, at: size - indexSize)
    case .start: try file.read(into: bytes, at: 0)
    }
    do throws(ChunkDamage) {
      if codec.indexChecksum { index = try Crc32cCodec.checked(index) }
    } catch {
      throw .damaged(path: path, chunk: nil, problem: "index: \(error.problem)")
    }
    let extent = codec.indexLocation == .end ? 0..<size - indexSize : indexSize..<size
    self.init(file: file, extent: extent, index: index)
  }

  private init(file: consuming OpenFile, extent: Range<Int>, index: UnsafeRawBufferPointer?) {
    self.file = file
    self.extent = extent
    self.index = index
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
