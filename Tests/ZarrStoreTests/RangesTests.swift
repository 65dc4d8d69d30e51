import Testing
import ZarrStore

/// What a shard keeps of its chunks: least, most, and whether something is no number.
struct RangesTests {
  /// The range of the elements of one chunk that lie inside the array, looked at one by one.
  private func range(_ values: [Double], _ layout: Layout, chunkAt origin: [Int]) -> ChunkRange {
    let chunkShape = layout.chunkShape ?? layout.shardShape
    var (least, most, hasNaN) = (Double.infinity, -Double.infinity, false)
    for (number, value) in values.enumerated() {
      var rest = number
      var isInside = true
      for axis in layout.shape.indices.reversed() {
        let place = rest % layout.shape[axis]
        rest /= layout.shape[axis]
        isInside = isInside && (origin[axis]..<origin[axis] + chunkShape[axis]).contains(place)
      }
      guard isInside else { continue }
      if value.isNaN {
        hasNaN = true
      } else {
        (least, most) = (min(least, value), max(most, value))
      }
    }
    return ChunkRange(least: least, most: most, hasNaN: hasNaN)
  }

  private func check<Element: SampleElement>(
    _ values: [Element], _ layout: Layout, number: (Element) -> Double
  ) throws {
    let directory = try TemporaryDirectory()
    let array = try ZarrArray.create(
      at: directory.file("a"), layout.metadata(fill: FillValue(values[0])))
    try writeAll(values, to: array)
    let decoder = try ShardDecoder()
    let chunkShape = layout.chunkShape ?? layout.shardShape
    for shard in positions(array.metadata.shardGrid) {
      guard layout.chunkShape != nil else {
        #expect(try decoder.ranges(of: array, at: shard) == nil)
        continue
      }
      let found = try #require(try decoder.ranges(of: array, at: shard))
      for (chunk, range) in zip(positions(array.metadata.chunkGrid), found) {
        let origin = layout.shape.indices.map {
          shard[$0] * layout.shardShape[$0] + chunk[$0] * chunkShape[$0]
        }
        #expect(range == self.range(values.map(number), layout, chunkAt: origin), "\(origin)")
      }
    }
  }

  @Test(arguments: Layout.all)
  func `ranges are those of the elements inside the array`(layout: Layout) throws {
    try check(samples(UInt8.self, count: layout.count), layout) { Double($0) }
    try check(samples(UInt32.self, count: layout.count), layout) { Double($0) }
    try check(samples(Float.self, count: layout.count), layout) { Double($0) }
    try check(samples(Double.self, count: layout.count), layout) { $0 }
    // Nothing but numbers, of both signs and both zeros.
    try check((0..<layout.count).map { Float($0 % 7 - 3) * -1.5e-30 }, layout) { Double($0) }
    try check((0..<layout.count).map { Double($0 % 7 - 3) * -1.5e-300 }, layout) { $0 }
    // No number at all, of either sign.
    try check((0..<layout.count).map { $0 % 2 == 0 ? Float.nan : -Float.nan }, layout) {
      Double($0)
    }
  }

  @Test func `types whose values a float64 does not hold have no ranges`() throws {
    let layout = Layout(shape: [10], shardShape: [8], chunkShape: [2])
    let directory = try TemporaryDirectory()
    let array = try ZarrArray.create(
      at: directory.file("a"), layout.metadata(fill: .zero(.int64)))
    try writeAll(samples(Int64.self, count: 10), to: array)
    #expect(try ShardDecoder().ranges(of: array, at: [0]) == nil)
    #expect(try array.read(Int64.self) == samples(Int64.self, count: 10))
  }

  @Test func `a shard without ranges, as earlier versions wrote them, is whole`() throws {
    let layout = Layout(shape: [7, 5], shardShape: [8, 8], chunkShape: [4, 4])
    let directory = try TemporaryDirectory()
    let array = try ZarrArray.create(
      at: directory.file("a"), layout.metadata(fill: FillValue(Float.nan)))
    let values = samples(Float.self, count: layout.count)
    try array.writeShard(values, at: [0, 0])
    let file = array.shardPath(at: [0, 0])
    let bytes = try readBytes(file)
    let (index, ranges) = (4 * 16 + 4, 8 + 4 * 17 + 4)
    try writeBytes(bytes.dropLast(index + ranges) + bytes.suffix(index), file)
    #expect(try ShardDecoder().ranges(of: array, at: [0, 0]) == nil)
    #expect(try array.verifyShard(at: [0, 0]) == .complete)
    #expect(bits(try array.read(Float.self)) == bits(values))
  }

  @Test func `ranges that were changed are damage`() throws {
    let layout = Layout(shape: [7, 5], shardShape: [8, 8], chunkShape: [4, 4])
    let directory = try TemporaryDirectory()
    let array = try ZarrArray.create(
      at: directory.file("a"), layout.metadata(fill: FillValue(Float.nan)))
    try array.writeShard(samples(Float.self, count: layout.count), at: [0, 0])
    let file = array.shardPath(at: [0, 0])
    let bytes = try readBytes(file)
    let (index, ranges) = (4 * 16 + 4, 8 + 4 * 17 + 4)
    for position in bytes.count - index - ranges..<bytes.count - index {
      var changed = bytes
      changed[position] ^= 0x10
      try writeBytes(changed, file)
      let state = try array.shardState(at: [0, 0])
      guard case .damaged(let problem) = state, problem.hasPrefix("ranges of the chunks: ") else {
        Issue.record("byte \(position): \(state)")
        continue
      }
      #expect(throws: StoreError.self) { try ShardDecoder().ranges(of: array, at: [0, 0]) }
    }
  }

  /// A whole shard in another's place is damage to whoever looks at its index.
  @Test func `a sealed shard says whose it is`() throws {
    let layout = Layout(shape: [7, 12], shardShape: [8, 8], chunkShape: [4, 4])
    let directory = try TemporaryDirectory()
    let plain = try ZarrArray.create(
      at: directory.file("a"), layout.metadata(fill: FillValue(Float.nan)))
    let values = samples(Float.self, count: layout.count)
    try writeAll(values, to: plain)
    let unsealed = try readBytes(plain.shardPath(at: [0, 0]))
    let array = plain.sealed(Seal("mine"))
    // Earlier versions' shards are taken as they are.
    #expect(try array.verifyShard(at: [0, 0]) == .complete)

    try writeAll(values, to: array)
    let sealed = try readBytes(array.shardPath(at: [0, 0]))
    #expect(sealed.count == unsealed.count + 8)
    for reader in [array, plain] {
      for shard in positions(array.metadata.shardGrid) {
        #expect(try reader.verifyShard(at: shard) == .complete)
        #expect(try ShardDecoder().ranges(of: reader, at: shard)?.count == 4)
      }
      #expect(bits(try reader.read(Float.self)) == bits(values))
    }
    let other = plain.sealed(Seal("another's"))
    #expect(try other.shardState(at: [0, 0]) != .complete)
    #expect(try other.verifyShard(at: [0, 0]) != .complete)
    try writeBytes(sealed, array.shardPath(at: [0, 1]))
    #expect(try array.shardState(at: [0, 1]) != .complete)
    #expect(try plain.shardState(at: [0, 1]) == .complete)
    // The seal itself is under the checksum.
    let seal = sealed.count - (4 * 16 + 4) - (4 * 17 + 4) - 8
    for byte in seal..<seal + 8 {
      var changed = sealed
      changed[byte] ^= 1
      try writeBytes(changed, array.shardPath(at: [0, 0]))
      #expect(try plain.shardState(at: [0, 0]) != .complete)
    }
  }
}
