import SweepPlan

/// A part of a tile: what one worker computes at a time.
struct Piece: Sendable, Hashable {
  /// Rows of the tile (cells along all axes but the last, flattened) and columns (the last axis).
  let rows: Range<Int>
  let columns: Range<Int>
}

/// How a tile may be cut into pieces: between units along one of its sides, rows or columns, whichever
/// has more of them.
struct TileCut: Sendable, Hashable {
  let unitCount: Int
  let cellsPerUnit: Int
  private let rows: Int
  private let columns: Int
  private let unitColumns: Int
  private let isAlongRows: Bool

  /// Units are whole multiples of the largest patches that a block covers: four rows high while there
  /// are four rows, then one.
  private static var unitRows: Int { 4 }
  private static var patchColumns: Int { 16 }
  private static var stripColumns: Int { 64 }

  init(_ tile: Tile) {
    columns = tile.shape.last ?? 1
    rows = tile.cellCount / columns
    let bands = (rows + Self.unitRows - 1) / Self.unitRows
    unitColumns = rows % Self.unitRows == 0 ? Self.patchColumns : Self.stripColumns
    let strips = (columns + unitColumns - 1) / unitColumns
    isAlongRows = bands >= strips
    unitCount = max(bands, strips)
    cellsPerUnit = isAlongRows ? Self.unitRows * columns : unitColumns * rows
  }

  func piece(_ units: Range<Int>) -> Piece {
    func range(_ unit: Int, upTo count: Int) -> Range<Int> {
      units.lowerBound * unit..<min(units.upperBound * unit, count)
    }
    return isAlongRows
      ? Piece(rows: range(Self.unitRows, upTo: rows), columns: 0..<columns)
      : Piece(rows: 0..<rows, columns: range(unitColumns, upTo: columns))
  }
}
