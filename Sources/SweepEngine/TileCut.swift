import SweepPlan

/// A part of a tile: what one worker computes at a time.
struct Piece: Sendable, Hashable {
  /// Rows of the tile (cells along all axes but the last, flattened) and columns (the last axis).
  let rows: Range<Int>
  let columns: Range<Int>
}

/// How a tile may be cut into pieces: into bands of rows, and bands into strips. A piece is some bands, or
/// some strips of one; units are strips, band after band.
struct TileCut: Sendable, Hashable {
  private let rows: Int
  private let columns: Int
  private let bands: Int
  /// Of a band.
  private let strips: Int
  private let stripColumns: Int

  /// Units are whole multiples of the largest patches that a block covers: four rows high while there
  /// are four rows, then one.
  private static var bandRows: Int { 4 }
  private static var wide: Int { 64 }
  private static var narrow: Int { 16 }
  /// With fewer wide units than this a tile is cut into narrow ones, if it has no single rows.
  private static var fewUnits: Int { 16 }

  init(_ tile: Tile) {
    let columns = tile.shape.last ?? 1
    self.columns = columns
    rows = tile.cellCount / columns
    bands = (rows + Self.bandRows - 1) / Self.bandRows
    func strips(_ width: Int) -> Int { (columns + width - 1) / width }
    let isNarrow = rows % Self.bandRows == 0 && bands * strips(Self.wide) < Self.fewUnits
    stripColumns = isNarrow ? Self.narrow : Self.wide
    self.strips = strips(stripColumns)
  }

  var unitCount: Int { bands * strips }
  var cellsPerUnit: Int { min(Self.bandRows, rows) * min(stripColumns, columns) }

  /// How many units a piece can have that begins with one, at most so many and at least one.
  func count(from first: Int, upTo units: Int) -> Int {
    let restOfBand = strips - first % strips
    return restOfBand < strips || units < strips
      ? max(1, min(units, restOfBand)) : units / strips * strips
  }

  /// - Parameter units: As many as `count` said.
  func piece(_ units: Range<Int>) -> Piece {
    let band = units.lowerBound / strips
    let strip = units.lowerBound % strips
    if strip == 0, units.count >= strips {
      let end = units.upperBound / strips
      return Piece(
        rows: band * Self.bandRows..<min(end * Self.bandRows, rows), columns: 0..<columns)
    }
    return Piece(
      rows: band * Self.bandRows..<min((band + 1) * Self.bandRows, rows),
      columns: strip * stripColumns..<min((strip + units.count) * stripColumns, columns))
  }
}
