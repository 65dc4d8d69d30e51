/// Goes round the tiles that are left, again and again, from a start.
struct TileRound {
  /// Tiles that need nothing more from this process: done, or handed out.
  private(set) var settled: TileSet
  private var cursor: Int

  init(toDo: TileSet, start: StartPlace) {
    settled = TileSet(tileCount: toDo.tileCount)
    cursor = 0
    var rank = start.index(among: toDo.count)
    for tile in 0..<toDo.tileCount {
      guard toDo.contains(tile) else {
        settled.insert(tile)
        continue
      }
      if rank == 0 { cursor = tile }
      rank -= 1
    }
  }

  var isOver: Bool { left == 0 }

  /// Tiles that are left.
  var left: Int { settled.tileCount - settled.count }

  /// The next tile that is left and that `isPassed` does not hold back.
  mutating func next(passing isPassed: (Int) -> Bool) -> Int? {
    guard !isOver else { return nil }
    for tiles in [cursor..<settled.tileCount, 0..<cursor] {
      for tile in tiles where !settled.contains(tile) && !isPassed(tile) {
        cursor = tile + 1
        return tile
      }
    }
    return nil
  }

  mutating func settle(_ tile: Int) { settled.insert(tile) }

  mutating func settle(_ tiles: TileSet) { settled.formUnion(tiles) }
}
