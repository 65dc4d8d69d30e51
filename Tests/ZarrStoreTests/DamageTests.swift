import Testing
import ZarrStore

/// Whatever is done to a shard's file, reading gives the elements that were written, or an error.
struct DamageTests {
  static let layouts = [
    Layout(shape: [7, 5], shardShape: [8, 8], chunkShape: [4, 4]),
    Layout(shape: [7, 5], shardShape: [8, 8], chunkShape: nil),
  ]

  private struct Sample {
    let directory: TemporaryDirectory
    let array: ZarrArray
    let values: [UInt32]
    let file: String
    let bytes: [UInt8]

    init(_ layout: Layout, _ codecs: ChunkCodecs = ChunkCodecs()) throws {
      directory = try TemporaryDirectory()
      array = try ZarrArray.create(
        at: directory.file("a"), layout.metadata(fill: .zero(.uint32), chunkCodecs: codecs))
      values = samples(UInt32.self, count: layout.count)
      try array.writeShard(values, at: [0, 0])
      file = array.shardPath(at: [0, 0])
      bytes = try readBytes(file)
    }

    /// Puts other bytes into the file and returns what reading says, once it was seen to be consistent.
    func read(_ other: [UInt8]) throws -> Result<[UInt32], StoreError> {
      try writeBytes(other, file)
      let verified = try array.verifyShard(at: [0, 0])
      do throws(StoreError) {
        let read = try array.read(UInt32.self)
        #expect(verified == .complete)
        return .success(read)
      } catch {
        guard case .damaged(file, _, _) = error else { throw error }
        if case .damaged = verified {} else { Issue.record("verify said \(verified): \(error)") }
        return .failure(error)
      }
    }
  }

  @Test(arguments: layouts)
  func `a file cut short is an error at every length`(layout: Layout) throws {
    let sample = try Sample(layout)
    for count in 0..<sample.bytes.count {
      guard case .failure = try sample.read(Array(sample.bytes[..<count])) else {
        Issue.record("\(count) of \(sample.bytes.count) bytes were read without an error")
        continue
      }
      guard case .damaged = try sample.array.shardState(at: [0, 0]) else {
        Issue.record("\(count) of \(sample.bytes.count) bytes looked complete")
        continue
      }
    }
  }

  @Test(arguments: layouts)
  func `a changed byte is an error or changes nothing`(layout: Layout) throws {
    let sample = try Sample(layout)
    for position in sample.bytes.indices {
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var bytes = sample.bytes
        bytes[position] ^= change
        if case .success(let read) = try sample.read(bytes) {
          #expect(read == sample.values, "byte \(position) ^ \(change)")
        }
      }
    }
  }

  @Test(arguments: layouts)
  func `without checksums nothing crashes either`(layout: Layout) throws {
    let sample = try Sample(layout, ChunkCodecs(zstd: ZstdCodec(), checksum: false))
    var random = SplitMix(state: 3)
    for position in sample.bytes.indices {
      var bytes = sample.bytes
      bytes[position] = UInt8(truncatingIfNeeded: random.next())
      _ = try sample.read(bytes)
    }
  }

  /// Words of an index entry, and what must be said of it.
  static let entries: [(UInt64, UInt64, String)] = [
    (.max, 10, "the index places it at 18446744073709551615"),
    (0, .max, "with 18446744073709551615 bytes"), (0, 1 << 40, "with 1099511627776 bytes"),
    (1 << 63, 1, "the index places it"), (UInt64(Int.max), 5, "the index places it"),
    (0, 0, "too few"), (1, 30, "checksum"),
  ]

  @Test(arguments: entries)
  func `an index that lies is found out`(offset: UInt64, length: UInt64, words: String) throws {
    let sample = try Sample(Self.layouts[0])
    var bytes = sample.bytes
    let start = bytes.count - 4 * 16 - 4
    for byte in 0..<8 {
      bytes[start + byte] = UInt8(truncatingIfNeeded: offset >> (8 * byte))
      bytes[start + 8 + byte] = UInt8(truncatingIfNeeded: length >> (8 * byte))
    }
    let sum = crc32c(bytes.span.bytes.extracting(start..<bytes.count - 4))
    for byte in 0..<4 {
      bytes[bytes.count - 4 + byte] = UInt8(truncatingIfNeeded: sum >> (8 * byte))
    }
    guard case .failure(let error) = try sample.read(bytes) else {
      Issue.record("read without an error")
      return
    }
    #expect(error.description.hasPrefix("\(sample.file) is damaged: chunk [0, 0]: "))
    #expect(error.description.contains(words))
  }

  @Test func `a chunk of another size is found out`() throws {
    let sample = try Sample(Self.layouts[1])
    let larger = try ZarrArray.create(
      at: sample.directory.file("b"),
      Layout(shape: [9], shardShape: [9], chunkShape: nil).metadata(fill: .zero(.uint32)))
    try larger.write(samples(UInt32.self, count: 9))
    let bytes = try readBytes(larger.shardPath(at: [0]))
    guard case .failure(let error) = try sample.read(bytes) else {
      Issue.record("read without an error")
      return
    }
    #expect(error.description.contains("zstd gave 36 bytes where 256 were expected"))
  }

  @Test func `only the chunks that are asked for need be sound`() throws {
    let sample = try Sample(Self.layouts[0])
    var bytes = sample.bytes
    bytes[0] ^= 1  // in chunk [0, 0]
    try writeBytes(bytes, sample.file)
    #expect(throws: StoreError.self) { try sample.array.read(UInt32.self) }
    #expect(
      try sample.array.read(UInt32.self, origin: [4, 0], shape: [3, 5])
        == Array(sample.values[20...]))
    #expect(try sample.array.shardState(at: [0, 0]) == .complete)
    guard case .damaged(let reason) = try sample.array.verifyShard(at: [0, 0]) else {
      Issue.record("verified")
      return
    }
    #expect(reason.hasPrefix("chunk [0, 0]: its bytes have checksum 0x"))
  }

  @Test func `random bytes are never read as elements`() throws {
    let sample = try Sample(Self.layouts[0])
    var random = SplitMix(state: 11)
    for count in stride(from: 0, to: 500, by: 7) {
      let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      guard case .failure = try sample.read(bytes) else {
        Issue.record("\(count) random bytes were read")
        continue
      }
    }
  }
}
