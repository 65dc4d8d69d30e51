/// The cells of a block: `rows` × `columns` neighbours of the map, whose fates are alike.
///
/// Lane `row * columns + column` holds that cell; lanes for which the map has no cell repeat the
/// nearest one that it has.
struct Patch {
  /// The first cell, row-major in the tile.
  let first: Int
  /// Cells from one row of the tile to the next.
  let rowLength: Int
  /// What the lanes have room for; their product is the number of lanes.
  let rows: Int
  let columns: Int
  /// What the map fills.
  let filledRows: Int
  let filledColumns: Int

  /// The first cell of a row of lanes.
  func cell(row: Int) -> Int { first + min(row, filledRows - 1) * rowLength }
}
