import Testing
import ZarrStore

struct RoundTripTests {
  private func check<Element: SampleElement>(
    _ type: Element.Type, _ layout: Layout, _ codecs: ChunkCodecs
  ) throws {
    let directory = try TemporaryDirectory()
    let metadata = try layout.metadata(fill: FillValue(Element.sample(3)), chunkCodecs: codecs)
    let array = try ZarrArray.create(at: directory.file("a"), metadata)
    let values = samples(type, count: layout.count)
    try writeAll(values, to: array)
    let reopened = try ZarrArray.open(at: array.path)
    #expect(bits(try reopened.read(type)) == bits(values))
    for position in positions(metadata.shardGrid) {
      #expect(try reopened.verifyShard(at: position) == .complete)
      #expect(try reopened.shardState(at: position) == .complete)
      let origin = metadata.shardOrigin(at: position)
      let shape = metadata.clippedShardShape(at: position)
      #expect(
        bits(try reopened.readShard(type, at: position))
          == bits(box(values, layout.shape, origin: origin, shape: shape)))
    }
  }

  static let codecs = [
    ChunkCodecs(), ChunkCodecs(zstd: ZstdCodec(level: 1, checksum: true), checksum: false),
    ChunkCodecs(zstd: nil), ChunkCodecs(zstd: nil, checksum: false),
  ]

  @Test(arguments: DataType.allCases, Layout.all)
  func `every type and layout comes back bit for bit`(type: DataType, layout: Layout) throws {
    for codecs in Self.codecs {
      switch type {
      case .uint8: try check(UInt8.self, layout, codecs)
      case .uint32: try check(UInt32.self, layout, codecs)
      case .uint64: try check(UInt64.self, layout, codecs)
      case .int64: try check(Int64.self, layout, codecs)
      case .float32: try check(Float.self, layout, codecs)
      case .float64: try check(Double.self, layout, codecs)
      }
    }
  }

  @Test(arguments: Layout.all)
  func `every region equals the same box of the whole`(layout: Layout) throws {
    let directory = try TemporaryDirectory()
    let array = try ZarrArray.create(
      at: directory.file("a"), layout.metadata(fill: FillValue(UInt32(9))))
    let values = samples(UInt32.self, count: layout.count)
    try writeAll(values, to: array)
    var random = SplitMix(state: UInt64(layout.count))
    for _ in 0..<60 {
      let origin = layout.shape.map { Int.random(in: 0..<$0, using: &random) }
      let shape = zip(layout.shape, origin).map { Int.random(in: 0...($0 - $1), using: &random) }
      let expected = box(values, layout.shape, origin: origin, shape: shape)
      #expect(try array.read(UInt32.self, origin: origin, shape: shape) == expected)
    }
  }

  @Test func `shards that were not written read as fill values`() throws {
    let directory = try TemporaryDirectory()
    let layout = Layout(shape: [10, 7], shardShape: [4, 4], chunkShape: [2, 2])
    let array = try ZarrArray.create(
      at: directory.file("a"), layout.metadata(fill: FillValue(Float.nan)))
    try array.writeShard([Float](repeating: 1, count: 16), at: [1, 0])
    let values = try array.read(Float.self)
    for (number, value) in values.enumerated() {
      let isWritten = (4..<8).contains(number / 7) && number % 7 < 4
      #expect(isWritten ? value == 1 : value.bitPattern == 0x7FC0_0000)
    }
    #expect(try array.shardState(at: [0, 0]) == .absent)
    #expect(try array.verifyShard(at: [0, 0]) == .absent)
    try array.removeShard(at: [1, 0])
    try array.removeShard(at: [1, 0])
    #expect(try array.shardState(at: [1, 0]) == .absent)
  }

  @Test func `chunks of fill values or outside the array are marked missing`() throws {
    let directory = try TemporaryDirectory()
    let layout = Layout(shape: [3, 5], shardShape: [8, 8], chunkShape: [4, 4])
    let array = try ZarrArray.create(
      at: directory.file("a"), layout.metadata(fill: FillValue(UInt8(7))))
    var values = [UInt8](repeating: 7, count: 15)
    values[4] = 1  // row 0, column 4: the second chunk
    try array.writeShard(values, at: [0, 0])
    let bytes = try readBytes(array.shardPath(at: [0, 0]))
    let index = bytes.suffix(4 * 16 + 4)
    let words = (0..<8).map { word in
      index.dropFirst(word * 8).prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    let missing = UInt64.max
    // Ranges of the chunks stand between the last of them and the index.
    let length = UInt64(bytes.count - 68 - (8 + 4 * 17 + 4))
    #expect(words == [missing, missing, 0, length, missing, missing, missing, missing])
    #expect(try array.read(UInt8.self) == values)
  }

  @Test func `a NaN with other bits than the fill value is not lost`() throws {
    let directory = try TemporaryDirectory()
    let layout = Layout(shape: [4], shardShape: [4], chunkShape: [2])
    let array = try ZarrArray.create(
      at: directory.file("a"), layout.metadata(fill: FillValue(Float.nan)))
    let values = [0xFFC0_0000, 0xFFC0_0000, 0x7FC0_0000, 0x7FC0_0000].map(Float.init(bitPattern:))
    try array.writeShard(values, at: [0])
    #expect(bits(try array.read(Float.self)) == bits(values))
  }

  @Test func `bytes do not depend on what the encoder did before`() throws {
    let directory = try TemporaryDirectory()
    let layout = Layout(shape: [200, 190], shardShape: [128, 128], chunkShape: [64, 64])
    var random = SplitMix(state: 5)
    let noise = (0..<128 * 128).map { _ in Float.random(in: 0...1, using: &random) }
    let smooth = (0..<128 * 128).map { Float($0 / 128) * 0.01 }
    for level in [-5, 1, 3, 9] {
      let array = try ZarrArray.create(
        at: directory.file("level\(level)"),
        layout.metadata(
          fill: .zero(.float32), chunkCodecs: ChunkCodecs(zstd: ZstdCodec(level: level))))
      let used = try ShardEncoder()
      for _ in 0..<3 {
        for values in [noise, smooth] {
          let first = try ShardEncoder().encode(bytes: values.span.bytes, of: array, at: [0, 0])
          #expect(try used.encode(bytes: values.span.bytes, of: array, at: [0, 0]) == first)
        }
      }
    }
  }

  @Test func `an array without elements has nothing to read`() throws {
    let directory = try TemporaryDirectory()
    let layout = Layout(shape: [0, 3], shardShape: [2, 2], chunkShape: nil)
    let array = try ZarrArray.create(at: directory.file("a"), layout.metadata(fill: .zero(.uint8)))
    #expect(try array.read(UInt8.self).isEmpty)
  }

  @Test func `coordinates are one chunk`() throws {
    let directory = try TemporaryDirectory()
    let layout = Layout(shape: [5], shardShape: [5], chunkShape: nil)
    let array = try ZarrArray.create(
      at: directory.file("x"), layout.metadata(fill: .zero(.float64), names: ["x"]))
    try array.write([1, 2, 3, 4, 5.0])
    #expect(try array.read(Double.self) == [1, 2, 3, 4, 5])
    #expect(try directory.contents() == ["x", "x/c", "x/c/0", "x/zarr.json"])
  }

  @Test func `a request that does not fit is refused in words`() throws {
    let directory = try TemporaryDirectory()
    let layout = Layout(shape: [10, 7], shardShape: [4, 4], chunkShape: [2, 2])
    let array = try ZarrArray.create(
      at: directory.file("a"), layout.metadata(fill: .zero(.float32)))
    let requests: [() throws -> Void] = [
      { try array.writeShard([Float](), at: [0, 0]) },
      { try array.writeShard([Float](repeating: 0, count: 16), at: [3, 0]) },
      { try array.writeShard([Float](repeating: 0, count: 16), at: [0]) },
      { try array.writeShard([UInt32](repeating: 0, count: 16), at: [0, 0]) },
      { try array.write([Float](repeating: 0, count: 70)) },
      { _ = try array.read(Double.self) },
      { _ = try array.read(Float.self, origin: [5, 5], shape: [6, 1]) },
      { _ = try array.read(Float.self, origin: [-1, 5], shape: [1, 1]) },
      { _ = try array.read(Float.self, origin: [.max, 0], shape: [.max, 1]) },
      { _ = try array.shardState(at: [-1, 0]) },
    ]
    for request in requests {
      let error = #expect(throws: StoreError.self) { try request() }
      #expect(error?.description.hasPrefix(array.path + ": ") == true)
    }
  }
}
