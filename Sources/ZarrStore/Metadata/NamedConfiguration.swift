/// An extension point of Zarr metadata: `{"name": "zstd", "configuration": {…}}`, or just `"crc32c"`.
///
/// - Reference: https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html#extension-definition
struct NamedConfiguration {
  let name: String
  let nameField: MetadataField
  let configuration: MetadataField

  init(_ field: MetadataField) throws(StoreError) {
    if let name = field.value?.string {
      self.name = name
      nameField = field
      configuration = MetadataField(
        path: field.path, name: field.name + ".configuration", value: nil)
      return
    }
    nameField = field.member("name")
    name = try nameField.string()
    configuration = field.member("configuration")
  }

  static func json(_ name: String, _ configuration: [String: JSONValue] = [:]) -> JSONValue {
    configuration.isEmpty
      ? ["name": .string(name)]
      : ["name": .string(name), "configuration": .object(configuration)]
  }
}
