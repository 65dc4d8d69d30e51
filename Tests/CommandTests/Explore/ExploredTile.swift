import Testing

/// A tile as the server sends it.
struct ExploredTile {
  let level: [Int]
  let index: [Int]
  let flags: Int
  let position: Int
  let verdicts: [UInt8]
  /// Of the variable; empty for the verdict.
  let values: [Float]

  static func all(in bytes: [UInt8]) throws -> [ExploredTile] {
    var tiles: [ExploredTile] = []
    var start = 0
    while start < bytes.count {
      let words = bytes[start..<start + 32].withUnsafeBytes { header in
        (0..<8).map { Int(header.loadUnaligned(fromByteOffset: 4 * $0, as: Int32.self)) }
      }
      try #require(words[0] == 0x5458_5053)
      let body = Array(bytes[start + 32..<start + 32 + words[6]])
      let floats = body.dropFirst(65536)
      tiles.append(
        ExploredTile(
          level: [words[1], words[2]], index: [words[3], words[4]], flags: words[5],
          position: words[7], verdicts: Array(body.prefix(65536)),
          values: Array(floats).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }))
      start += 32 + words[6]
    }
    return tiles
  }
}
