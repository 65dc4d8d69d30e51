#if _endian(big)
  #error("ZarrStore copies elements as they lie in memory, which must be little-endian.")
#endif

/// Elements to bytes: each element's bytes, least significant first. On our machines, memory itself.
///
///     {"name": "bytes", "configuration": {"endian": "little"}}
///
/// - Reference: https://zarr-specs.readthedocs.io/en/latest/v3/codecs/bytes/index.html
enum BytesCodec {
  static let name = "bytes"

  static var json: JSONValue { NamedConfiguration.json(name, ["endian": "little"]) }

  /// One-byte elements have no order of bytes and need not name one.
  static func check(_ codec: NamedConfiguration, elementSize: Int) throws(StoreError) {
    try codec.nameField.expect(.string(name))
    let endian = codec.configuration.member("endian")
    if elementSize == 1 && (endian.value == nil || endian.value == .null) { return }
    try endian.expect("little")
  }
}
