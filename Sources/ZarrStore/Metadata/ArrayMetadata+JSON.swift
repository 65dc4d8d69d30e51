extension ArrayMetadata {
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "zarr_format": 3,
      "node_type": "array",
      "shape": .array(shape.map { JSONValue($0) }),
      "data_type": .string(dataType.rawValue),
      "chunk_grid": NamedConfiguration.json(
        "regular", ["chunk_shape": .array(shardShape.map { JSONValue($0) })]),
      "chunk_key_encoding": NamedConfiguration.json("default", ["separator": "/"]),
      "fill_value": fillValue.json,
      "codecs": codecs.json,
      "attributes": .object(attributes),
    ]
    if let dimensionNames {
      members["dimension_names"] = .array(dimensionNames.map { $0.map { .string($0) } ?? .null })
    }
    return .object(members)
  }

  /// Reads the text of a `zarr.json`; `path` is for the error messages.
  public init(parsing bytes: [UInt8], path: String) throws(StoreError) {
    let document = try MetadataField(parsing: bytes, path: path)
    try document.member("zarr_format").expect(3)
    try document.member("node_type").expect("array")
    try document.expectMembers([
      "zarr_format", "node_type", "shape", "data_type", "chunk_grid", "chunk_key_encoding",
      "fill_value", "codecs", "attributes", "dimension_names", "storage_transformers",
    ])
    if document.member("storage_transformers").value != nil {
      try document.member("storage_transformers").expect([])
    }

    let typeField = document.member("data_type")
    guard let dataType = DataType(rawValue: try typeField.string()) else {
      let names = DataType.allCases.map(\.rawValue).joined(separator: ", ")
      throw typeField.error(expected: "one of \(names)")
    }
    try Self.checkChunkKeys(document.member("chunk_key_encoding"))
    let attributes = document.member("attributes")
    try self.init(
      shape: document.member("shape").extents(least: 0),
      shardShape: Self.shardShape(document.member("chunk_grid")),
      fillValue: FillValue(document.member("fill_value"), dataType: dataType),
      codecs: ArrayCodecs(document.member("codecs"), dataType: dataType),
      dimensionNames: Self.dimensionNames(document.member("dimension_names")),
      attributes: attributes.value == nil ? [:] : attributes.object(),
      path: path)
  }

  private static func shardShape(_ field: MetadataField) throws(StoreError) -> [Int] {
    let grid = try NamedConfiguration(field)
    try grid.nameField.expect("regular")
    return try grid.configuration.member("chunk_shape").extents(least: 1)
  }

  private static func checkChunkKeys(_ field: MetadataField) throws(StoreError) {
    let encoding = try NamedConfiguration(field)
    try encoding.nameField.expect("default")
    let separator = encoding.configuration.member("separator")
    if separator.value != nil { try separator.expect("/") }
  }

  private static func dimensionNames(_ field: MetadataField) throws(StoreError) -> [String?]? {
    if field.value == nil || field.value == .null { return nil }
    var names: [String?] = []
    for element in try field.elements() {
      names.append(element.value == .null ? nil : try element.string())
    }
    return names
  }
}
