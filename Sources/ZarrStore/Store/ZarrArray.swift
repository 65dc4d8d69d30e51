/// An array on disk: a directory with a `zarr.json` and, under `c/`, one file per shard.
///
/// A value; it holds no open file and may go to any thread. Shards are written by a `ShardEncoder` and
/// read by a `ShardDecoder`; the methods here make one for the call.
public struct ZarrArray: Hashable, Sendable {
  /// The array's directory.
  public let path: String
  public let metadata: ArrayMetadata
  /// What its shards are marked with, if they are.
  var seal: Seal?

  /// The array that a directory would hold with these metadata, whatever its own say.
  package init(path: String, metadata: ArrayMetadata) {
    self.path = path
    self.metadata = metadata
  }

  /// Creates the array, or finds the same one there, created by another process perhaps.
  ///
  /// - Throws: `StoreError.conflict`, if there is an array with other metadata.
  public static func create(
    at path: String, _ metadata: ArrayMetadata
  ) throws(StoreError) -> ZarrArray {
    try createDirectories(path)
    let array = ZarrArray(path: path, metadata: metadata)
    if try createMetadata(metadata.json, in: path) { return array }
    let present = try open(at: path)
    guard present.metadata == metadata else {
      throw .conflict(
        path: path, problem: "there is an array with other metadata; choose another store")
    }
    return array
  }

  /// Opens an array that is there.
  public static func open(at path: String) throws(StoreError) -> ZarrArray {
    let metadata = try readMetadata(in: path)
    return ZarrArray(
      path: path, metadata: try ArrayMetadata(parsing: metadata, path: metadataPath(in: path)))
  }

  /// The file of a shard.
  public func shardPath(at position: [Int]) -> String {
    "\(path)/\(metadata.shardKey(at: position))"
  }

  /// Whether there is a file of the shard, whatever is in it.
  public func hasShardFile(at position: [Int]) -> Bool { isFile(shardPath(at: position)) }

  /// Removes a shard's file, if it is there; its elements have the fill value from then on.
  public func removeShard(at position: [Int]) throws(StoreError) {
    try expectShard(at: position)
    try removeFile(shardPath(at: position))
  }

  /// Writes the file of a shard, creating directories inside the array's own.
  ///
  /// - Parameter check: Asked just before the file gets its name.
  func store(
    _ bytes: UnsafeRawBufferPointer, at position: [Int], after check: () throws(StoreError) -> Void
  ) throws(StoreError) {
    let file = shardPath(at: position)
    do throws(StoreError) {
      try AtomicFile.write(bytes, to: file, after: check)
    } catch  where error.isNoSuchFile {
      try check()
      let key = metadata.shardKey(at: position).split(separator: "/")
      try createDirectories(key.dropLast(), below: path)
      try AtomicFile.write(bytes, to: file, after: check)
    }
  }

  func expect(_ dataType: DataType) throws(StoreError) {
    guard metadata.dataType == dataType else {
      throw .mismatch(
        path: path,
        problem: "holds \(metadata.dataType.rawValue), but \(dataType.rawValue) was asked for")
    }
  }

  func expectShard(at position: [Int]) throws(StoreError) {
    guard metadata.hasShard(at: position) else {
      throw .mismatch(
        path: path, problem: "has no shard \(position), its grid is \(metadata.shardGrid)")
    }
  }

  func expectRegion(origin: [Int], shape: [Int]) throws(StoreError) {
    let whole = metadata.shape
    guard origin.count == whole.count, shape.count == whole.count,
      whole.indices.allSatisfy({ axis in
        origin[axis] >= 0 && shape[axis] >= 0 && origin[axis] <= whole[axis]
          && shape[axis] <= whole[axis] - origin[axis]
      })
    else {
      throw .mismatch(
        path: path,
        problem: "has shape \(whole); a region of shape \(shape) at \(origin) is not inside")
    }
  }
}
