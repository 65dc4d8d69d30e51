/// The tiles last used, up to so many bytes.
struct TileCache {
  private struct Entry {
    let tile: MapTile
    let bytes: Int
    var lastUse: UInt64
  }

  private let limit: Int
  private var entries: [TileKey: Entry] = [:]
  private var bytes = 0
  private var clock: UInt64 = 0

  init(byteLimit: Int) { limit = byteLimit }

  mutating func tile(_ key: TileKey) -> MapTile? {
    guard let tile = entries[key]?.tile else { return nil }
    clock += 1
    entries[key]?.lastUse = clock
    return tile
  }

  mutating func insert(_ tile: MapTile, _ key: TileKey) {
    if let old = entries.removeValue(forKey: key) { bytes -= old.bytes }
    clock += 1
    let entry = Entry(tile: tile, bytes: tile.byteCount, lastUse: clock)
    entries[key] = entry
    bytes += entry.bytes
    if bytes > limit { evict() }
  }

  /// Removes the oldest, a quarter more than need be: looking for them goes through all.
  private mutating func evict() {
    for (key, entry) in entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
      guard bytes > limit / 4 * 3, entries.count > 1 else { return }
      entries[key] = nil
      bytes -= entry.bytes
    }
  }
}
