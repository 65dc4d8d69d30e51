extension ZarrArray {
  /// Writes one shard; see `ShardEncoder.write`.
  public func writeShard<Element: ArrayElement>(
    _ values: [Element], at position: [Int]
  ) throws(StoreError) {
    try ShardEncoder().write(values.span, to: self, at: position)
  }

  /// Writes all elements of an array that has a single shard, as coordinates do.
  public func write<Element: ArrayElement>(_ values: [Element]) throws(StoreError) {
    guard metadata.shardGrid.allSatisfy({ $0 == 1 }) else {
      throw .mismatch(
        path: path, problem: "has \(metadata.shardGrid) shards, write them one by one")
    }
    try writeShard(values, at: metadata.shape.map { _ in 0 })
  }

  /// The elements of one shard that lie inside the array, row-major.
  public func readShard<Element: ArrayElement>(
    _ type: Element.Type = Element.self, at position: [Int]
  ) throws(StoreError) -> [Element] {
    try expectShard(at: position)
    return try read(
      type, origin: metadata.shardOrigin(at: position),
      shape: metadata.clippedShardShape(at: position))
  }

  /// The elements of a box, row-major.
  public func read<Element: ArrayElement>(
    _ type: Element.Type = Element.self, origin: [Int], shape: [Int]
  ) throws(StoreError) -> [Element] {
    try expect(Element.dataType)
    try expectRegion(origin: origin, shape: shape)
    var values = [Element](repeating: .zero, count: shape.reduce(1, *))
    var elements = values.mutableSpan
    var bytes = elements.mutableBytes
    try ShardDecoder().readRegion(of: self, origin: origin, shape: shape, into: &bytes)
    return values
  }

  /// All elements, row-major.
  public func read<Element: ArrayElement>(
    _ type: Element.Type = Element.self
  ) throws(StoreError) -> [Element] {
    try read(type, origin: metadata.shape.map { _ in 0 }, shape: metadata.shape)
  }

  /// What a look at the shard's index tells; see `ShardDecoder.state`.
  public func shardState(at position: [Int]) throws(StoreError) -> ShardState {
    try ShardDecoder().state(of: self, at: position)
  }

  /// Reads and checks a whole shard; see `ShardDecoder.verify`.
  public func verifyShard(at position: [Int]) throws(StoreError) -> ShardState {
    try ShardDecoder().verify(self, at: position)
  }
}
