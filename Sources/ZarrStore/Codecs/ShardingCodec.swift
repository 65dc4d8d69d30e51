/// Many chunks in one stored object, each coded by itself and found through an index.
///
///     {"name": "sharding_indexed", "configuration": {
///       "chunk_shape": [64, 64],
///       "codecs": [{"name": "bytes", …}, {"name": "zstd", …}, {"name": "crc32c"}],
///       "index_codecs": [{"name": "bytes", …}, {"name": "crc32c"}],
///       "index_location": "end"}}
///
/// We write the chunks in row-major order without gaps, their ranges (`ShardRanges`) and the index at the
/// end; we read any order.
///
/// - Reference: https://zarr-specs.readthedocs.io/en/latest/v3/codecs/sharding-indexed/index.html
public struct ShardingCodec: Hashable, Sendable {
  static let name = "sharding_indexed"

  /// Where a shard keeps its index.
  public enum IndexLocation: String, Hashable, Sendable { case start, end }

  /// Elements of a chunk along each dimension; divides the shard's shape.
  public let chunkShape: [Int]
  public let chunkCodecs: ChunkCodecs
  /// Whether the index carries a checksum.
  public let indexChecksum: Bool
  public let indexLocation: IndexLocation

  public init(chunkShape: [Int], chunkCodecs: ChunkCodecs = ChunkCodecs()) {
    self.chunkShape = chunkShape
    self.chunkCodecs = chunkCodecs
    indexChecksum = true
    indexLocation = .end
  }

  var json: JSONValue {
    let indexCodecs = ChunkCodecs(zstd: nil, checksum: indexChecksum)
    return NamedConfiguration.json(
      Self.name,
      [
        "chunk_shape": .array(chunkShape.map { JSONValue($0) }),
        "codecs": chunkCodecs.json,
        "index_codecs": indexCodecs.json,
        "index_location": .string(indexLocation.rawValue),
      ])
  }

  init(_ codec: NamedConfiguration, elementSize: Int) throws(StoreError) {
    let configuration = codec.configuration
    chunkShape = try configuration.member("chunk_shape").extents(least: 1)
    chunkCodecs = try ChunkCodecs(configuration.member("codecs"), elementSize: elementSize)

    let indexField = configuration.member("index_codecs")
    let indexCodecs = try ChunkCodecs(indexField, elementSize: ShardIndex.wordSize)
    guard indexCodecs.zstd == nil else {
      throw indexField.error(expected: "codecs of fixed size: 'bytes', then perhaps 'crc32c'")
    }
    indexChecksum = indexCodecs.checksum

    let location = configuration.member("index_location")
    if location.value == nil {
      indexLocation = .end
    } else if let known = IndexLocation(rawValue: try location.string()) {
      indexLocation = known
    } else {
      throw location.error(expected: "\"start\" or \"end\"")
    }
  }
}
