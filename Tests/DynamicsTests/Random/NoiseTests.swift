import Testing

/// Whatever is drawn together, and in whatever vectors, a variate depends on its seed, stream, step,
/// number and cell alone, to the last bit.
struct NoiseTests {
  @Test(arguments: NoiseWidth.vectors, NoiseKey.Variate.allCases)
  func `shared noise is the same at every width`(width: NoiseWidth, variate: NoiseKey.Variate) {
    for (steps, blocks) in [
      (0..<1, 1), (5..<12, 3), (100..<2100, 5), (4_294_967_000..<4_294_967_296, 1),
    ] {
      let key = NoiseKey(variate: variate, seed: 77, steps: steps, blocks: blocks)
      let expected = NoiseWidth.one.values(key).map(\.bitPattern)
      #expect(width.values(key).map(\.bitPattern) == expected)
    }
  }

  @Test(arguments: NoiseWidth.vectors, NoiseKey.Variate.allCases)
  func `noise of each cell's own is the same at every width`(
    width: NoiseWidth, variate: NoiseKey.Variate
  ) {
    for count in [1, 16, 64, 301] {
      let cells = (0..<count).map { UInt64($0) * 0x1_0000_0001 }
      let key = NoiseKey(variate: variate, seed: 78, steps: 9..<14, blocks: 3)
      let expected = NoiseWidth.one.values(key, cells: cells).map(\.bitPattern)
      #expect(width.values(key, cells: cells).map(\.bitPattern) == expected)
    }
  }

  @Test func `a table does not depend on how it is cut`() {
    let whole = NoiseWidth.one.values(NoiseKey(seed: 3, steps: 0..<40, blocks: 7))
    for capacity in [16, 48, 1024] {
      #expect(
        NoiseWidth.one.values(NoiseKey(seed: 3, steps: 0..<40, blocks: 7, capacity: capacity))
          == whole)
    }
    let parts = [0..<1, 1..<20, 20..<40].flatMap {
      NoiseWidth.one.values(NoiseKey(seed: 3, steps: $0, blocks: 7))
    }
    #expect(parts == whole)
  }

  /// More coordinates leave the first ones as they are.
  @Test func `fewer blocks give the first variates of more`() {
    let more = NoiseWidth.one.values(NoiseKey(seed: 3, steps: 6..<7, blocks: 7))
    let fewer = NoiseWidth.one.values(NoiseKey(seed: 3, steps: 6..<7, blocks: 2))
    #expect(fewer == Array(more.prefix(4)))
  }

  @Test func `a cell's noise is the same among any neighbours`() {
    let key = NoiseKey(seed: 3, steps: 6..<8, blocks: 2)
    let cells: [UInt64] = [12, 5, 1 << 40, 0]
    let together = NoiseWidth.one.values(key, cells: cells)
    for (lane, cell) in cells.enumerated() {
      let alone = NoiseWidth.one.values(key, cells: [cell])
      #expect(alone == stride(from: lane, to: together.count, by: cells.count).map { together[$0] })
    }
  }

  /// Every part of key and counter changes every value.
  @Test func `no two places share a draw`() {
    let base = NoiseKey(seed: 1, steps: 1..<2, blocks: 1)
    var other = base
    var seen = NoiseWidth.one.values(NoiseKey(seed: 1, steps: 1..<2, blocks: 2))
    other.seed = 2
    seen += NoiseWidth.one.values(other)
    for stream in 1...2 as ClosedRange<UInt32> {
      other = base
      other.stream = stream
      seen += NoiseWidth.one.values(other)
    }
    other = base
    other.steps = 2..<3
    seen += NoiseWidth.one.values(other)
    seen += NoiseWidth.one.values(base, cells: [0, 1, 1 << 32])
    #expect(Set(seen).count == 18)
    #expect(seen.count == 18)
  }
}
