extension ArrayMetadata {
  /// Shards along each dimension; those at the far edges may hang over the array.
  public var shardGrid: [Int] {
    zip(shape, shardShape).map { ($0 + $1 - 1) / $1 }
  }

  /// Whether there is such a shard.
  public func hasShard(at position: [Int]) -> Bool {
    position.count == shape.count && zip(position, shardGrid).allSatisfy { (0..<$1).contains($0) }
  }

  /// The index of the shard's first element.
  public func shardOrigin(at position: [Int]) -> [Int] {
    zip(position, shardShape).map { $0 * $1 }
  }

  /// The shape of the part of a shard that lies inside the array: what its buffer holds, row-major.
  public func clippedShardShape(at position: [Int]) -> [Int] {
    var clipped = shardOrigin(at: position)
    for axis in clipped.indices {
      clipped[axis] = max(0, min(shardShape[axis], shape[axis] - clipped[axis]))
    }
    return clipped
  }

  /// The stored object's name inside the array's directory: `c/0/3`.
  ///
  /// - Reference: https://zarr-specs.readthedocs.io/en/latest/v3/chunk-key-encodings/default/index.html
  public func shardKey(at position: [Int]) -> String {
    position.reduce("c") { "\($0)/\($1)" }
  }

  /// Bytes of the buffer of a shape.
  func byteCount(of shape: [Int]) -> Int { shape.reduce(dataType.size, *) }

  /// Chunks along each dimension of a shard.
  public var chunkGrid: [Int] { zip(shardShape, chunkShape).map { $0 / $1 } }
}
