/// A set of tiles by number, one bit each: a million tiles take 122 KiB.
public struct TileSet: Sendable, Hashable {
  /// How many tiles there are in all.
  public let tileCount: Int
  /// How many are in the set.
  public private(set) var count = 0
  private var words: [UInt64]

  public init(tileCount: Int) {
    self.tileCount = tileCount
    words = [UInt64](repeating: 0, count: (tileCount + 63) / 64)
  }

  public func contains(_ tile: Int) -> Bool { words[tile >> 6] >> UInt64(tile & 63) & 1 != 0 }

  /// Whether it was not there yet.
  @discardableResult
  public mutating func insert(_ tile: Int) -> Bool {
    guard !contains(tile) else { return false }
    words[tile >> 6] |= 1 << UInt64(tile & 63)
    count += 1
    return true
  }

  public mutating func remove(_ tile: Int) {
    guard contains(tile) else { return }
    words[tile >> 6] &= ~(1 << UInt64(tile & 63))
    count -= 1
  }

  public mutating func formUnion(_ other: TileSet) {
    for index in words.indices { words[index] |= other.words[index] }
    count = words.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  public func subtracting(_ tiles: some Sequence<Int>) -> TileSet {
    var rest = self
    for tile in tiles { rest.remove(tile) }
    return rest
  }

  public func union(_ tiles: some Sequence<Int>) -> TileSet {
    var all = self
    for tile in tiles { all.insert(tile) }
    return all
  }

  public func subtracting(_ other: TileSet) -> TileSet {
    var rest = self
    for index in words.indices { rest.words[index] &= ~other.words[index] }
    rest.count = rest.words.reduce(0) { $0 + $1.nonzeroBitCount }
    return rest
  }
}
