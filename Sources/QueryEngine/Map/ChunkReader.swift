// Unsafe: fills the memory of `LastingBuffer`s, each as long as the shape that is read.

import ResultStore
import SweepPlan
import ZarrStore

/// Reads chunks of a table, and keeps the last ones.
final class ChunkReader {
  /// Cells along each axis.
  private let shape: [Int]
  private let chunkShape: [Int]
  private let chunkStrides: [Int]
  private let sources: [CellSource]
  private let verdict: ZarrArray
  private let decoder: ShardDecoder

  private var cache = ChunkCache(limit: ChunkReader.leastCache)
  private var placesByShape: [[Int]: ChunkPlaces] = [:]
  private var isTileThere: [[Int]: Bool] = [:]
  private var ranges: [RangesKey: [ChunkRange]?] = [:]

  /// Columns that were decoded: what tests count.
  private(set) var decodedColumns = 0

  init(
    axes shape: [Int], chunkShape: [Int], chunkStrides: [Int], sources: [CellSource],
    verdict: ZarrArray
  ) throws(StoreError) {
    self.shape = shape
    self.chunkShape = chunkShape
    self.chunkStrides = chunkStrides
    self.sources = sources
    self.verdict = verdict
    decoder = try ShardDecoder()
  }

  private static var leastCache: Int { 8 << 20 }
  private static var mostTiles: Int { 1 << 14 }

  /// Makes room for what scans visit again and again, in bytes.
  func reserve(_ bytes: Int) { cache.limit += bytes }

  /// The chunk of a row-major number.
  func chunk(_ number: Int) -> CellChunk {
    if let chunk = cache.chunk(number) { return chunk }
    var rest = number
    var origin = chunkShape
    for (axis, stride) in chunkStrides.enumerated() {
      origin[axis] *= rest / stride
      rest %= stride
    }
    let extents = shape.indices.map { min(chunkShape[$0], shape[$0] - origin[$0]) }
    let chunk = CellChunk(
      number: number, origin: origin, places: places(extents),
      isMissing: !isThere(tileOf: origin), sourceCount: sources.count)
    cache.insert(chunk)
    return chunk
  }

  private func places(_ shape: [Int]) -> ChunkPlaces {
    if let places = placesByShape[shape] { return places }
    let places = ChunkPlaces(shape: shape)
    placesByShape[shape] = places
    return places
  }

  /// A tile is done when the shard of its verdicts is there.
  private func isThere(tileOf origin: [Int]) -> Bool {
    let tile = zip(origin, verdict.metadata.shardShape).map { $0 / $1 }
    if let isThere = isTileThere[tile] { return isThere }
    if isTileThere.count >= Self.mostTiles { isTileThere = [:] }
    let isThere = verdict.hasShardFile(at: tile)
    isTileThere[tile] = isThere
    return isThere
  }

  /// A column of a chunk whose tile is there, by cell.
  func column(_ source: Int, of chunk: CellChunk) throws(StoreError) -> LastingBuffer {
    if let column = chunk.columns[source] { return column }
    let column = try read(sources[source], chunk.origin, chunk.places.shape)
    decodedColumns += 1
    chunk.columns[source] = column
    cache.grow(by: column.bytes.count)
    return column
  }

  private func read(
    _ source: CellSource, _ origin: [Int], _ shape: [Int]
  ) throws(StoreError) -> LastingBuffer {
    switch source.layer {
    case .only, .bySeed: return try region(of: source, origin, shape)
    case .at(let layer): return try region(of: source, origin + [layer], shape + [1])
    case .packedBySeed:
      let perByte = SeedRule.seedsPerByte
      let (seed, seeds) = (origin[origin.count - 1], shape[shape.count - 1])
      let first = seed / perByte
      let bytes = (seed + seeds + perByte - 1) / perByte - first
      let packed = try region(
        of: source, origin.dropLast() + [first], shape.dropLast() + [bytes])
      let column = LastingBuffer(byteCount: shape.reduce(1, *))
      let verdicts = column.elements(of: UInt8.self)
      withExtendedLifetime(packed) {
        for number in verdicts.indices {
          let (cell, offset) = (number / seeds, number % seeds + seed - first * perByte)
          let byte = packed.bytes[cell * bytes + offset / perByte]
          verdicts[number] = byte >> UInt8(2 * (offset % perByte)) & 3
        }
      }
      return column
    }
  }

  private func region(
    of source: CellSource, _ origin: [Int], _ shape: [Int]
  ) throws(StoreError) -> LastingBuffer {
    let array = source.array
    let shard = zip(origin, array.metadata.shardShape).map { $0 / $1 }
    guard array.hasShardFile(at: shard) else {
      throw .damaged(
        path: array.shardPath(at: shard), chunk: nil,
        problem: "it is missing, though its verdict is there")
    }
    let column = LastingBuffer(byteCount: shape.reduce(source.type.size, *))
    var bytes = MutableRawSpan(_unsafeBytes: column.bytes)
    try decoder.readRegion(of: array, origin: origin, shape: shape, into: &bytes)
    return column
  }
}

extension ChunkReader {
  private struct RangesKey: Hashable {
    let variable: Variable
    let shard: [Int]
  }

  /// Within what a source's numbers lie in a chunk whose tile is there; nil if the store does not say.
  func range(of source: Int, in chunk: CellChunk) throws(StoreError) -> ChunkRange? {
    let source = sources[source]
    let metadata = source.array.metadata
    var origin = chunk.origin
    switch source.layer {
    case .only, .bySeed: break
    case .at(let layer): origin.append(layer)
    case .packedBySeed: return nil
    }
    guard metadata.chunkShape.starts(with: chunkShape) else { return nil }
    let shard = zip(origin, metadata.shardShape).map { $0 / $1 }
    guard let ranges = try ranges(RangesKey(variable: source.variable, shard: shard), source.array)
    else { return nil }
    var number = 0
    for (axis, count) in metadata.chunkGrid.enumerated() {
      let place = origin[axis] % metadata.shardShape[axis] / metadata.chunkShape[axis]
      number = number * count + place
    }
    return ranges[number]
  }

  private func ranges(
    _ key: RangesKey, _ array: ZarrArray
  ) throws(StoreError) -> [ChunkRange]? {
    if let ranges = ranges[key] { return ranges }
    if ranges.count >= Self.mostTiles { ranges = [:] }
    let found = try decoder.ranges(of: array, at: key.shard)
    ranges[key] = found
    return found
  }
}
