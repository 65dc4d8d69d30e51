/// What an array's `zarr.json` says: shape, element type, how it is cut into shards and coded.
///
/// A *shard* is a stored object; a *chunk* is the smallest unit that is compressed and read. (The
/// specification says chunk and inner chunk.) Where the array is not sharded the two are the same.
///
/// - Reference: https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html#array-metadata
public struct ArrayMetadata: Hashable, Sendable {
  /// Elements along each dimension; the last varies fastest. At least one dimension.
  public let shape: [Int]
  /// Elements of a shard along each dimension. Shards at the array's far edges hang over it.
  public let shardShape: [Int]
  public let fillValue: FillValue
  public let codecs: ArrayCodecs
  /// One name per dimension (or nil for a dimension without), or nil if none is named.
  public let dimensionNames: [String?]?
  public let attributes: [String: JSONValue]

  public var dataType: DataType { fillValue.dataType }

  /// Elements of a chunk along each dimension.
  public var chunkShape: [Int] {
    if case .sharded(let codec) = codecs { codec.chunkShape } else { shardShape }
  }

  public var isSharded: Bool {
    if case .sharded = codecs { true } else { false }
  }

  /// How the bytes of one chunk are coded.
  var chunkCodecs: ChunkCodecs {
    switch codecs {
    case .sharded(let codec): codec.chunkCodecs
    case .whole(let chunkCodecs): chunkCodecs
    }
  }

  /// - Throws: `StoreError.metadata`, if the shapes do not fit one another or are too large.
  public init(
    shape: [Int], shardShape: [Int], fillValue: FillValue,
    codecs: ArrayCodecs = .whole(ChunkCodecs()), dimensionNames: [String?]? = nil,
    attributes: [String: JSONValue] = [:]
  ) throws(StoreError) {
    try self.init(
      shape: shape, shardShape: shardShape, fillValue: fillValue, codecs: codecs,
      dimensionNames: dimensionNames, attributes: attributes, path: "array metadata")
  }

  init(
    shape: [Int], shardShape: [Int], fillValue: FillValue, codecs: ArrayCodecs,
    dimensionNames: [String?]?, attributes: [String: JSONValue], path: String
  ) throws(StoreError) {
    self.shape = shape
    self.shardShape = shardShape
    self.fillValue = fillValue
    self.codecs = codecs
    self.dimensionNames = dimensionNames
    self.attributes = attributes
    try check(path: path)
  }
}

extension ArrayMetadata {
  /// The largest chunk and the largest shard, in bytes: what a hostile file can make a reader allocate.
  static let largestChunk = 1 << 30
  static let mostChunks = 1 << 22

  private func check(path: String) throws(StoreError) {
    func error(_ field: String, _ found: String, _ expected: String) -> StoreError {
      .metadata(path: path, field: field, found: found, expected: expected)
    }
    func isProduct(_ extents: [Int], atMost limit: Int) -> Bool {
      var product = 1
      for extent in extents {
        let (next, overflow) = product.multipliedReportingOverflow(by: extent)
        if overflow || next > limit { return false }
        product = next
      }
      return true
    }
    guard !shape.isEmpty else {
      throw error("shape", "no dimension", "1 dimension or more")
    }
    guard shape.allSatisfy({ $0 >= 0 }), isProduct(shape, atMost: .max / 8) else {
      throw error("shape", "\(shape)", "extents of 0 or more whose product is below 2^60")
    }
    let grid = "chunk_grid.configuration.chunk_shape"
    guard shardShape.count == shape.count, shardShape.allSatisfy({ $0 > 0 }) else {
      throw error(grid, "\(shardShape)", "\(shape.count) positive extents, as shape is \(shape)")
    }
    guard isProduct(shardShape, atMost: .max / 16) else {
      throw error(grid, "\(shardShape)", "extents whose product is below 2^59")
    }
    guard chunkShape.count == shape.count, chunkShape.allSatisfy({ $0 > 0 }),
      zip(shardShape, chunkShape).allSatisfy({ $0 % $1 == 0 })
    else {
      throw error(
        "codecs[0].configuration.chunk_shape", "\(chunkShape)",
        "positive extents that divide those of the shard, \(shardShape)")
    }
    guard isProduct(chunkShape, atMost: Self.largestChunk / dataType.size) else {
      throw error("chunk shape", "\(chunkShape)", "chunks of at most \(Self.largestChunk) bytes")
    }
    guard isProduct(zip(shardShape, chunkShape).map { $0 / $1 }, atMost: Self.mostChunks) else {
      throw error(
        "chunk shape", "\(chunkShape) in shards of \(shardShape)",
        "at most \(Self.mostChunks) chunks in a shard")
    }
    if let dimensionNames, dimensionNames.count != shape.count {
      throw error("dimension_names", "\(dimensionNames.count) names", "\(shape.count), one each")
    }
  }
}
