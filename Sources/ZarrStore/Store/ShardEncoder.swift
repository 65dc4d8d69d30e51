/// Turns buffers of elements into shards. Keep one per thread: it reuses its compressor and memory.
///
/// Warm, it allocates nothing that grows with the data.
/// The bytes depend on the elements, the metadata and libzstd's version only, not on earlier shards.
public final class ShardEncoder {
  private let compressor: ZstdCompressor
  private let chunk = ScratchBuffer()
  private let index = ScratchBuffer()
  private let ranges = ScratchBuffer()
  private let output = ScratchBuffer()

  public init() throws(StoreError) { compressor = try ZstdCompressor() }

  /// Encodes one shard and writes its file, whole or not at all.
  ///
  /// - Parameters:
  ///   - values: the shard's elements inside the array, row-major, of shape
  ///     `array.metadata.clippedShardShape(at: position)`.
  ///   - position: the shard's place in `array.metadata.shardGrid`.
  public func write<Element: ArrayElement>(
    _ values: Span<Element>, to array: ZarrArray, at position: [Int]
  ) throws(StoreError) {
    try array.expect(Element.dataType)
    try write(bytes: values.bytes, to: array, at: position)
  }

  /// The same for elements given as their bytes.
  ///
  /// - Parameter check: Asked just before the file gets its name; if it throws, nothing is there.
  public func write(
    bytes: RawSpan, to array: ZarrArray, at position: [Int],
    after check: () throws(StoreError) -> Void = {}
  ) throws(StoreError) {
    try bytes.withUnsafeBytes { (values) throws(StoreError) in
      let shard = try encode(values, of: array, at: position)
      try array.store(shard, at: position, after: check)
    }
  }

  /// Encodes one shard without writing it, and returns a copy of its bytes.
  public func encode(
    bytes: RawSpan, of array: ZarrArray, at position: [Int]
  ) throws(StoreError) -> [UInt8] {
    try bytes.withUnsafeBytes { (values) throws(StoreError) in
      Array(try encode(values, of: array, at: position))
    }
  }

  // Unsafe below: every buffer comes from a caller's span or a `ScratchBuffer`. Room for coded chunks is
  // reserved beforehand: `ChunkCodecs.bound` bytes for each chunk that touches the array.

  /// The result is valid until the next call.
  private func encode(
    _ values: UnsafeRawBufferPointer, of array: ZarrArray, at position: [Int]
  ) throws(StoreError) -> UnsafeRawBufferPointer {
    try array.expectShard(at: position)
    let metadata = array.metadata
    let shape = metadata.clippedShardShape(at: position)
    guard values.count == metadata.byteCount(of: shape) else {
      throw .mismatch(
        path: array.path,
        problem: "shard \(position) of shape \(shape) takes \(metadata.byteCount(of: shape)) bytes,"
          + " but \(values.count) were given")
    }
    switch metadata.codecs {
    case .whole(let codecs): return try encodeWhole(values, shape: shape, metadata, codecs)
    case .sharded(let codec):
      guard codec.indexLocation == .end else {
        throw .mismatch(
          path: array.path, problem: "has shard indexes at the start; we write them at the end only"
        )
      }
      return try encodeShard(
        values, shape: shape, metadata, codec, seal: array.sealNumber(at: position))
    }
  }

  private func encodeWhole(
    _ values: UnsafeRawBufferPointer, shape: [Int], _ metadata: ArrayMetadata, _ codecs: ChunkCodecs
  ) throws(StoreError) -> UnsafeRawBufferPointer {
    let origin = [Int](repeating: 0, count: shape.count)
    let source = BoxSource(bytes: values, shape: shape, origin: origin)
    let padded = try gather(source, metadata: metadata)
    let bytes = try output.reserve(codecs.bound(padded.count))
    let count = try codecs.encode(padded, into: bytes, compressor: compressor)
    return UnsafeRawBufferPointer(rebasing: bytes[..<count])
  }

  private func encodeShard(
    _ values: UnsafeRawBufferPointer, shape: [Int], _ metadata: ArrayMetadata,
    _ codec: ShardingCodec, seal: UInt64?
  ) throws(StoreError) -> UnsafeRawBufferPointer {
    let grid = metadata.chunkGrid
    let inside = zip(shape, codec.chunkShape).map { ($0 + $1 - 1) / $1 }
    let chunkBound = codec.chunkCodecs.bound(metadata.byteCount(of: codec.chunkShape))
    let entries = try index.reserve(grid.reduce(ShardIndex.entrySize, *))
    entries.initializeMemory(as: UInt8.self, repeating: 0xFF)  // every chunk missing
    let indexSize = entries.count + (codec.indexChecksum ? Crc32cCodec.size : 0)
    let rangesSize = ShardRanges.size(
      chunkCount: grid.reduce(1, *), of: metadata.dataType, isSealed: seal != nil)
    var rangesBytes: UnsafeMutableRawBufferPointer?
    if let rangesSize { rangesBytes = try ranges.reserve(rangesSize) }
    let rangeEntries = rangesBytes.map { ShardRanges.begin($0, seal: seal) }
    let bytes = try output.reserve(
      inside.reduce(chunkBound, *) + (rangesSize ?? 0) + indexSize)

    var end = 0
    let walk = GridWalk(lower: shape.map { _ in 0 }, upper: inside)
    try walk.visit { (position) throws(StoreError) in
      let origin = zip(position, codec.chunkShape).map { $0 * $1 }
      let source = BoxSource(bytes: values, shape: shape, origin: origin)
      let chunk = try gather(source, metadata: metadata)
      let number = rowMajorNumber(of: position, in: grid)
      if let rangeEntries {
        let range = chunkRange(
          of: chunk, type: metadata.dataType, shape: codec.chunkShape,
          extent: source.extent(of: codec.chunkShape))
        ShardRanges.store(range, of: number, in: rangeEntries)
      }
      if isFilled(chunk, with: metadata.fillValue) { return }
      let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[end...])
      let count = try codec.chunkCodecs.encode(chunk, into: rest, compressor: compressor)
      ShardIndex.store(
        offset: UInt64(end), length: UInt64(count), of: number, in: entries)
      end += count
    }

    if let rangesBytes {
      ShardRanges.end(rangesBytes)
      bytes[end...].copyBytes(from: rangesBytes)
      end += rangesBytes.count
    }

    bytes[end...].copyBytes(from: entries)
    if codec.indexChecksum {
      let tail = UnsafeMutableRawBufferPointer(rebasing: bytes[end..<end + indexSize])
      Crc32cCodec.append(to: tail, after: entries.count)
    }
    return UnsafeRawBufferPointer(rebasing: bytes[..<(end + indexSize)])
  }

  /// One chunk's elements in a row, with fill values where the chunk hangs over the array's edge.
  private func gather(
    _ source: BoxSource, metadata: ArrayMetadata
  ) throws(StoreError) -> UnsafeRawBufferPointer {
    let shape = metadata.chunkShape
    let bytes = try chunk.reserve(metadata.byteCount(of: shape))
    let extent = source.extent(of: shape)
    if extent != shape { fillBytes(bytes, with: metadata.fillValue) }
    let target = BoxTarget(bytes: bytes, shape: shape, origin: shape.map { _ in 0 })
    copyBox(extent, from: source, to: target, elementSize: metadata.dataType.size)
    return UnsafeRawBufferPointer(bytes)
  }
}

@available(*, unavailable)
extension ShardEncoder: Sendable {}
