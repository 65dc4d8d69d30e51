/// Reads shards and regions. Keep one per thread: it reuses its decompressor and memory.
///
/// Files are not trusted: whatever they hold, the result is the elements that were written or
/// `StoreError.damaged`. (Without `crc32c` in its codecs, an array's damage may go unseen.)
public final class ShardDecoder {
  private let decompressor: ZstdDecompressor
  private let chunk = ScratchBuffer()
  private let index = ScratchBuffer()
  private let coded = ScratchBuffer()
  /// Bytes of chunks that were read from files, so far.
  public private(set) var bytesRead = 0

  public init() throws(StoreError) { decompressor = try ZstdDecompressor() }

  /// Reads the elements of a shard that lie inside the array.
  ///
  /// - Parameter bytes: filled with the elements, row-major, of shape
  ///   `array.metadata.clippedShardShape(at: position)`; fill values where nothing is stored.
  public func readShard(
    of array: ZarrArray, at position: [Int], into bytes: inout MutableRawSpan
  ) throws(StoreError) {
    try array.expectShard(at: position)
    try readRegion(
      of: array, origin: array.metadata.shardOrigin(at: position),
      shape: array.metadata.clippedShardShape(at: position), into: &bytes)
  }

  /// Reads a box of elements, and of the files only the chunks that the box touches.
  ///
  /// - Parameter bytes: filled with the elements, row-major, of shape `shape`; fill values where
  ///   nothing is stored.
  public func readRegion(
    of array: ZarrArray, origin: [Int], shape: [Int], into bytes: inout MutableRawSpan
  ) throws(StoreError) {
    try array.expectRegion(origin: origin, shape: shape)
    let needed = array.metadata.byteCount(of: shape)
    guard bytes.byteCount == needed else {
      throw .mismatch(
        path: array.path,
        problem: "a region of shape \(shape) has \(needed) bytes, but the buffer has "
          + "\(bytes.byteCount)")
    }
    let region = Box(origin: origin, extent: shape)
    try bytes.withUnsafeMutableBytes { (target) throws(StoreError) in
      try region.cells(of: array.metadata.shardShape).visit { (position) throws(StoreError) in
        try read(region, of: array, shard: position, into: target)
      }
    }
  }

  /// The ranges of a shard's chunks, row-major; nil if there is no such file or it has none.
  public func ranges(
    of array: ZarrArray, at position: [Int]
  ) throws(StoreError) -> [ChunkRange]? {
    try array.expectShard(at: position)
    guard let shard = try open(array, at: position), let entries = shard.ranges else { return nil }
    return (0..<entries.count / ShardRanges.entrySize).map {
      ShardRanges.range(of: $0, in: entries)
    }
  }

  /// What a look at the shard's index tells: whether it is there, its checksum holds and every chunk
  /// lies inside the file. An array that is not sharded has no index; its chunk is read and checked.
  public func state(of array: ZarrArray, at position: [Int]) throws(StoreError) -> ShardState {
    try examine(array, at: position, decoding: !array.metadata.isSharded) { _ in }
  }

  /// Reads and decodes the whole shard, checking everything that can be checked.
  ///
  /// - Parameter visit: Gets the elements of each chunk that is stored, fill values where it hangs over
  ///   the array's edge; of a shard that turns out to be damaged, those before the damage.
  public func verify(
    _ array: ZarrArray, at position: [Int], visit: (RawSpan) -> Void = { _ in }
  ) throws(StoreError) -> ShardState {
    try examine(array, at: position, decoding: true, visit)
  }

  private func examine(
    _ array: ZarrArray, at position: [Int], decoding: Bool, _ visit: (RawSpan) -> Void
  ) throws(StoreError) -> ShardState {
    try array.expectShard(at: position)
    let metadata = array.metadata
    do throws(StoreError) {
      guard let shard = try open(array, at: position) else { return .absent }
      if let seal = shard.seal, let own = array.sealNumber(at: position), seal != own {
        throw .damaged(
          path: shard.file.path, chunk: nil,
          problem: "it is whole, but of another place, another variable or another sweep")
      }
      let all = GridWalk(lower: position.map { _ in 0 }, upper: metadata.chunkGrid)
      try all.visit { (chunk) throws(StoreError) in
        let range = try shard.range(of: chunk, metadata: metadata)
        if let range, decoding {
          visit(try decode(chunk, at: range, of: shard, metadata).bytes)
        }
      }
      return .complete
    } catch .damaged(_, let chunk, let problem) {
      return .damaged(chunk.map { "chunk \($0): \(problem)" } ?? problem)
    }
  }

  private func open(
    _ array: ZarrArray, at position: [Int]
  ) throws(StoreError) -> OpenShard? {
    try OpenShard(
      path: array.shardPath(at: position), metadata: array.metadata, buffer: index)
  }

  /// Reads the part of a region that lies in one shard.
  private func read(
    _ region: Box, of array: ZarrArray, shard position: [Int],
    into target: UnsafeMutableRawBufferPointer
  ) throws(StoreError) {
    let metadata = array.metadata
    let shardBox = Box(origin: metadata.shardOrigin(at: position), extent: metadata.shardShape)
    let wanted = region.intersection(shardBox)
    func place(_ box: Box) -> BoxTarget {
      BoxTarget(bytes: target, shape: region.extent, origin: box.origin(from: region))
    }
    guard let shard = try open(array, at: position) else {
      fillBox(wanted.extent, of: place(wanted), with: metadata.fillValue)
      return
    }
    let chunkShape = metadata.chunkShape
    let inShard = Box(origin: wanted.origin(from: shardBox), extent: wanted.extent)
    try inShard.cells(of: chunkShape).visit { (chunk) throws(StoreError) in
      var chunkBox = Box(origin: shardBox.origin, extent: chunkShape)
      for axis in chunk.indices { chunkBox.origin[axis] += chunk[axis] * chunkShape[axis] }
      let part = wanted.intersection(chunkBox)
      guard let range = try shard.range(of: chunk, metadata: metadata) else {
        fillBox(part.extent, of: place(part), with: metadata.fillValue)
        return
      }
      let elements = try decode(chunk, at: range, of: shard, metadata)
      let source = BoxSource(
        bytes: elements, shape: chunkShape, origin: part.origin(from: chunkBox))
      copyBox(part.extent, from: source, to: place(part), elementSize: metadata.dataType.size)
    }
  }

  /// The elements of one chunk, row-major. Valid until the next call.
  private func decode(
    _ position: [Int], at range: Range<Int>, of shard: borrowing OpenShard,
    _ metadata: ArrayMetadata
  ) throws(StoreError) -> UnsafeRawBufferPointer {
    let bytes = try coded.reserve(range.count)
    try shard.file.read(into: bytes, at: range.lowerBound)
    bytesRead += range.count
    let elements = try chunk.reserve(metadata.byteCount(of: metadata.chunkShape))
    do throws(ChunkDamage) {
      try metadata.chunkCodecs.decode(
        UnsafeRawBufferPointer(bytes), into: elements, decompressor: decompressor)
    } catch {
      throw .damaged(path: shard.file.path, chunk: position, problem: error.problem)
    }
    return UnsafeRawBufferPointer(elements)
  }
}

@available(*, unavailable)
extension ShardDecoder: Sendable {}
