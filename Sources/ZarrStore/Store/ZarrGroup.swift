/// A group on disk: a directory with a `zarr.json`, and arrays in directories below.
public struct ZarrGroup: Hashable, Sendable {
  /// The group's directory.
  public let path: String
  public let metadata: GroupMetadata

  /// Creates the group, unless one is there already: whoever comes first writes the metadata.
  ///
  /// - Returns: the group with the metadata that are on disk now, and whether this call wrote them. If
  ///   not, it is for the caller to compare.
  public static func create(
    at path: String, _ metadata: GroupMetadata
  ) throws(StoreError) -> (group: ZarrGroup, created: Bool) {
    try createDirectories(path)
    if try createMetadata(metadata.json, in: path) {
      return (ZarrGroup(path: path, metadata: metadata), true)
    }
    return (try open(at: path), false)
  }

  /// Opens a group that is there.
  public static func open(at path: String) throws(StoreError) -> ZarrGroup {
    let bytes = try readMetadata(in: path)
    return ZarrGroup(
      path: path, metadata: try GroupMetadata(parsing: bytes, path: metadataPath(in: path)))
  }

  /// The directory of a member.
  public func memberPath(_ name: String) -> String { "\(path)/\(name)" }

  /// Creates or finds an array of the group; see `ZarrArray.create`.
  public func createArray(
    _ name: String, _ metadata: ArrayMetadata
  ) throws(StoreError) -> ZarrArray {
    try expectName(name)
    return try ZarrArray.create(at: memberPath(name), metadata)
  }

  public func array(_ name: String) throws(StoreError) -> ZarrArray {
    try expectName(name)
    return try ZarrArray.open(at: memberPath(name))
  }

  /// The names of the members that have metadata, sorted.
  public func memberNames() throws(StoreError) -> [String] {
    var names: [String] = []
    for name in try directoryEntries(path) ?? [] where !name.hasPrefix(".") {
      if isFile(metadataPath(in: memberPath(name))) { names.append(name) }
    }
    return names
  }

  /// - Reference: https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html#node-names
  private func expectName(_ name: String) throws(StoreError) {
    let isDots = name.allSatisfy { $0 == "." }
    guard !isDots, !name.contains("/"), !name.contains("\0"), !name.hasPrefix("__"),
      name != metadataName
    else {
      throw .mismatch(path: path, problem: "'\(name)' cannot be the name of an array")
    }
  }
}
