import ZarrStore

/// Element types with test values that the Python scripts compute too.
protocol SampleElement: ArrayElement, Equatable {
  /// The test value of the element whose row-major number is `number`.
  static func sample(_ number: Int) -> Self
}

extension UInt8: SampleElement {
  static func sample(_ number: Int) -> UInt8 { UInt8(number * 7919 % 251) }
}

extension UInt32: SampleElement {
  static func sample(_ number: Int) -> UInt32 { UInt32(number * 7919 % 4_294_967_291) }
}

extension UInt64: SampleElement {
  static func sample(_ number: Int) -> UInt64 { UInt64(number) * 36_028_797_018_963_913 }
}

extension Int64: SampleElement {
  static func sample(_ number: Int) -> Int64 { Int64(1000 - number * 7919) }
}

extension Float: SampleElement {
  static func sample(_ number: Int) -> Float { Float(Double.sample(number)) }
}

extension Double: SampleElement {
  static func sample(_ number: Int) -> Double {
    number % 13 == 5 ? .infinity : number % 17 == 3 ? .nan : Double(number) * 0.375 - 20
  }
}

func samples<Element: SampleElement>(_ type: Element.Type, count: Int) -> [Element] {
  (0..<count).map { Element.sample($0) }
}

/// The bits of each element, so that NaN equals itself.
func bits(_ values: [some ArrayElement]) -> [UInt64] { values.map(\.wideBits) }

/// A random number generator that always says the same.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// How an array is cut: its shape, a shard's shape and a chunk's shape (nil: not sharded).
struct Layout: Sendable, CustomStringConvertible {
  var shape: [Int]
  var shardShape: [Int]
  var chunkShape: [Int]?

  var count: Int { shape.reduce(1, *) }
  var description: String { "\(shape) in \(shardShape), \(chunkShape.map { "\($0)" } ?? "whole")" }

  static let all = [
    Layout(shape: [1], shardShape: [1], chunkShape: nil),
    Layout(shape: [10], shardShape: [10], chunkShape: nil),
    Layout(shape: [10], shardShape: [4], chunkShape: nil),
    Layout(shape: [10], shardShape: [8], chunkShape: [2]),
    Layout(shape: [8, 8], shardShape: [4, 4], chunkShape: [2, 2]),
    Layout(shape: [10, 7], shardShape: [8, 4], chunkShape: [4, 2]),
    Layout(shape: [3, 5], shardShape: [8, 8], chunkShape: [4, 4]),
    Layout(shape: [5, 1, 9], shardShape: [4, 2, 6], chunkShape: [2, 1, 3]),
    Layout(shape: [3, 4, 5, 6], shardShape: [2, 4, 4, 4], chunkShape: [1, 2, 4, 2]),
    Layout(shape: [3, 4, 5, 6], shardShape: [3, 3, 3, 3], chunkShape: nil),
    Layout(shape: [2, 1, 2, 1, 3], shardShape: [2, 2, 2, 2, 2], chunkShape: [1, 1, 2, 2, 1]),
  ]

  func metadata(
    fill: FillValue, chunkCodecs: ChunkCodecs = ChunkCodecs(), names: [String?]? = nil
  ) throws -> ArrayMetadata {
    let codecs: ArrayCodecs =
      chunkShape.map { .sharded(ShardingCodec(chunkShape: $0, chunkCodecs: chunkCodecs)) }
      ?? .whole(chunkCodecs)
    return try ArrayMetadata(
      shape: shape, shardShape: shardShape, fillValue: fill, codecs: codecs, dimensionNames: names)
  }
}

/// Every position of a grid, the last axis fastest.
func positions(_ grid: [Int]) -> [[Int]] {
  grid.reduce([[]]) { prefixes, extent in
    prefixes.flatMap { prefix in (0..<extent).map { prefix + [$0] } }
  }
}

/// The elements of a box of a row-major array, the slow and plain way.
func box<Element>(_ values: [Element], _ whole: [Int], origin: [Int], shape: [Int]) -> [Element] {
  positions(shape).map { position in
    var number = 0
    for axis in whole.indices { number = number * whole[axis] + origin[axis] + position[axis] }
    return values[number]
  }
}

/// Writes all shards of an array.
func writeAll<Element: SampleElement>(_ values: [Element], to array: ZarrArray) throws {
  let encoder = try ShardEncoder()
  let metadata = array.metadata
  for position in positions(metadata.shardGrid) {
    let shard = box(
      values, metadata.shape, origin: metadata.shardOrigin(at: position),
      shape: metadata.clippedShardShape(at: position))
    try encoder.write(shard.span, to: array, at: position)
  }
}
