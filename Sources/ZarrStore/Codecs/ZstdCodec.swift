import CZstd

/// Bytes to fewer bytes: one Zstandard frame (RFC 8878).
///
///     {"name": "zstd", "configuration": {"level": 3, "checksum": false}}
///
/// The bytes depend on the level and on the version of libzstd, not on what was compressed before.
///
/// - Reference: https://github.com/zarr-developers/zarr-extensions/tree/main/codecs/zstd
public struct ZstdCodec: Hashable, Sendable {
  static let name = "zstd"

  /// 1 is fast, 19 is small, 0 is the library's choice (3), negative levels are faster still.
  public let level: Int
  /// Whether the frame carries its own checksum; `crc32c` after it does that for every reader.
  public let checksum: Bool

  public init(level: Int = 3, checksum: Bool = false) {
    self.level = max(Self.levels.lowerBound, min(level, Self.levels.upperBound))
    self.checksum = checksum
  }

  static var levels: ClosedRange<Int> { Int(ZSTD_minCLevel())...Int(ZSTD_maxCLevel()) }

  var json: JSONValue {
    NamedConfiguration.json(Self.name, ["level": JSONValue(level), "checksum": .bool(checksum)])
  }

  init(_ codec: NamedConfiguration) throws(StoreError) {
    level = try codec.configuration.member("level").integer(in: Self.levels)
    let checksum = codec.configuration.member("checksum")
    switch checksum.value {
    case nil: self.checksum = false
    case .bool(let value)?: self.checksum = value
    default: throw checksum.error(expected: "true or false")
    }
  }
}
