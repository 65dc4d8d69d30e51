import SweepPlan

/// What one worker takes at a time: a tile, or a part of one of the last tiles.
struct WorkUnit: Sendable, Hashable {
  /// Which of the schedule's tiles.
  let tile: Int
  /// Rows of the tile (cells along all axes but the last, flattened) and columns (the last axis).
  let rows: Range<Int>
  let columns: Range<Int>
}

/// The order in which tiles are taken from the shared counter, and how the last ones are split so that
/// all workers finish together.
struct Schedule: Sendable {
  let tiles: [Tile]
  let units: [WorkUnit]
  /// Units per tile.
  let partCounts: [Int]

  /// Parts per worker among the split tiles: the last worker to finish is late by at most one part.
  private static var partsPerWorker: Int { 8 }
  /// Parts are whole multiples of the largest patch that a block covers.
  private static var partRows: Int { 4 }
  private static var partColumns: Int { 64 }

  init(tiles: [Tile], workers: Int) {
    self.tiles = tiles
    let splitCount = workers > 1 ? min(workers, tiles.count) : 0
    let parts = splitCount > 0 ? (Self.partsPerWorker * workers + splitCount - 1) / splitCount : 1
    var units: [WorkUnit] = []
    var partCounts: [Int] = []
    for (index, tile) in tiles.enumerated() {
      let isSplit = index >= tiles.count - splitCount
      let own = Self.units(of: tile, index: index, parts: isSplit ? parts : 1)
      units += own
      partCounts.append(own.count)
    }
    self.units = units
    self.partCounts = partCounts
  }

  private static func units(of tile: Tile, index: Int, parts: Int) -> [WorkUnit] {
    let columns = tile.shape.last ?? 1
    let rows = tile.cellCount / columns
    let bands = split(rows, into: parts, multipleOf: partRows)
    let strips = split(
      columns, into: (parts + bands.count - 1) / bands.count, multipleOf: partColumns)
    return bands.flatMap { band in
      strips.map { WorkUnit(tile: index, rows: band, columns: $0) }
    }
  }

  /// 0 ..< count in at most `parts` ranges of about equal length.
  private static func split(_ count: Int, into parts: Int, multipleOf unit: Int) -> [Range<Int>] {
    let units = (count + unit - 1) / unit
    let parts = max(1, min(parts, units))
    return (0..<parts).map { part in
      (units * part / parts) * unit..<min(units * (part + 1) / parts * unit, count)
    }
  }
}
