// Unsafe: buffers of the caller, each used only inside the call and within its count.

/// How one chunk becomes bytes: `bytes`, then `zstd` if asked for, then `crc32c` if asked for.
///
///     [{"name": "bytes", …}, {"name": "zstd", …}, {"name": "crc32c"}]
public struct ChunkCodecs: Hashable, Sendable {
  public let zstd: ZstdCodec?
  public let checksum: Bool

  public init(zstd: ZstdCodec? = ZstdCodec(), checksum: Bool = true) {
    self.zstd = zstd
    self.checksum = checksum
  }

  var json: JSONValue {
    var list = [BytesCodec.json]
    if let zstd { list.append(zstd.json) }
    if checksum { list.append(Crc32cCodec.json) }
    return .array(list)
  }

  init(_ field: MetadataField, elementSize: Int) throws(StoreError) {
    var rest = try field.elements()[...]
    guard let first = rest.popFirst() else { throw field.error(expected: "codec 'bytes' first") }
    try BytesCodec.check(NamedConfiguration(first), elementSize: elementSize)
    var zstd: ZstdCodec?
    var checksum = false
    while let field = rest.popFirst() {
      let codec = try NamedConfiguration(field)
      switch codec.name {
      case ZstdCodec.name where zstd == nil && !checksum: zstd = try ZstdCodec(codec)
      case Crc32cCodec.name where !checksum: checksum = true
      default:
        throw codec.nameField.error(
          expected: "'bytes', then 'zstd' and 'crc32c' at most once each and in this order")
      }
    }
    self.init(zstd: zstd, checksum: checksum)
  }

  /// Room that a coded chunk of `count` bytes may need.
  func bound(_ count: Int) -> Int {
    (zstd == nil ? count : ZstdCompressor.bound(count)) + (checksum ? Crc32cCodec.size : 0)
  }

  /// More bytes than any honest coder makes of a chunk of `count` bytes.
  func largestCoded(_ count: Int) -> Int { 2 * bound(count) + 1024 }

  /// Codes `chunk` into `destination`, which has at least `bound` bytes; returns the bytes used.
  func encode(
    _ chunk: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
    compressor: ZstdCompressor
  ) throws(StoreError) -> Int {
    var count = chunk.count
    if let zstd {
      count = try compressor.compress(chunk, into: destination, codec: zstd)
    } else {
      destination.copyMemory(from: chunk)
    }
    if checksum {
      Crc32cCodec.append(to: destination, after: count)
      count += Crc32cCodec.size
    }
    return count
  }

  /// Decodes `coded`, which may be anything, and fills `chunk` exactly.
  func decode(
    _ coded: UnsafeRawBufferPointer, into chunk: UnsafeMutableRawBufferPointer,
    decompressor: ZstdDecompressor
  ) throws(ChunkDamage) {
    let content = checksum ? try Crc32cCodec.checked(coded) : coded
    if zstd != nil {
      try decompressor.decompress(content, into: chunk)
    } else if content.count == chunk.count {
      chunk.copyMemory(from: content)
    } else {
      throw ChunkDamage("it has \(content.count) bytes where \(chunk.count) were expected")
    }
  }
}

/// What is wrong with a coded chunk or index, in words that follow "chunk [0, 1]: ".
struct ChunkDamage: Error {
  let problem: String

  init(_ problem: String) { self.problem = problem }
}
