/// What a group's `zarr.json` says.
///
///     {"zarr_format": 3, "node_type": "group", "attributes": {…}}
///
/// - Reference: https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html#group-metadata
public struct GroupMetadata: Hashable, Sendable {
  public var attributes: [String: JSONValue]

  public init(attributes: [String: JSONValue] = [:]) { self.attributes = attributes }

  public var json: JSONValue {
    ["zarr_format": 3, "node_type": "group", "attributes": .object(attributes)]
  }

  /// Reads the text of a `zarr.json`; `path` is for the error messages.
  public init(parsing bytes: [UInt8], path: String) throws(StoreError) {
    let document = try MetadataField(parsing: bytes, path: path)
    try document.member("zarr_format").expect(3)
    try document.member("node_type").expect("group")
    try document.expectMembers([
      "zarr_format", "node_type", "attributes", "consolidated_metadata",
    ])
    let attributes = document.member("attributes")
    self.attributes = attributes.value == nil ? [:] : try attributes.object()
  }
}

extension MetadataField {
  /// The document in a file's bytes.
  init(parsing bytes: [UInt8], path: String) throws(StoreError) {
    do {
      self.init(path: path, name: "", value: try JSONValue(parsing: bytes))
    } catch {
      throw .metadata(path: path, field: "", found: "\(error)", expected: "JSON")
    }
    _ = try object()
  }
}
