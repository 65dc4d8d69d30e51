import ResultStore
import SweepPlan

/// Reads a tile's cells out of a store.
struct StoreReader: Sendable {
  let store: SweepStore

  /// Puts the stored cells of a tile in their places.
  ///
  /// - Parameter isCancelled: Asked between the store's own tiles.
  /// - Returns: `false` if it was cancelled.
  /// - Throws: what the store does.
  func read(
    _ block: StoredBlock, _ slice: StoredSlice, _ variable: Variable, into tile: inout StoredTile,
    isCancelled: () -> Bool
  ) throws -> Bool {
    let tileShape = store.plan.grid.tileShape
    for rows in block.rows.runs(tileSide: tileShape[slice.y]) {
      for columns in block.columns.runs(tileSide: tileShape[slice.x]) {
        if isCancelled() { return false }
        try read(block, rows, columns, slice, variable, into: &tile)
      }
    }
    return true
  }

  /// Reads what lies in one of the store's own tiles: the box around it, of which it takes its cells.
  private func read(
    _ block: StoredBlock, _ rows: Range<Int>, _ columns: Range<Int>, _ slice: StoredSlice,
    _ variable: Variable, into tile: inout StoredTile
  ) throws {
    let (x, y) = (
      block.columns.number(at: columns.lowerBound), block.rows.number(at: rows.lowerBound)
    )
    let width = (columns.count - 1) * block.columns.step + 1
    let height = (rows.count - 1) * block.rows.step + 1
    var (origin, shape) = (slice.cell, slice.cell.map { _ in 1 })
    (origin[slice.x], shape[slice.x]) = (x, width)
    (origin[slice.y], shape[slice.y]) = (y, height)
    // In the store the axes may come in either order.
    let (acrossColumns, acrossRows) = slice.x > slice.y ? (1, width) : (height, 1)

    let verdicts = try store.readVerdicts(origin: origin, shape: shape)
    let values =
      variable == .verdict ? nil : try store.read(variable, origin: origin, shape: shape)
    for row in rows {
      for column in columns {
        let source =
          (row - rows.lowerBound) * block.rows.step * acrossRows
          + (column - columns.lowerBound) * block.columns.step * acrossColumns
        let target = row * TileAddress.side + column
        let isMissing = verdicts[source] == Verdict.missing.rawValue
        tile.verdicts[target] = verdicts[source]
        if isMissing { tile.isIncomplete = true }
        guard let values else { continue }
        let isNone = isMissing || variable == .period && values[source] == 0
        tile.values?[target] = isNone ? .nan : Float(values[source])
      }
    }
  }

  /// One cell's numbers.
  func cell(_ cell: [Int], _ variables: [Variable]) throws -> CellValues {
    let shape = cell.map { _ in 1 }
    let verdict = try store.readVerdicts(origin: cell, shape: shape).first.flatMap(
      Verdict.init(rawValue:))
    let numbers = try variables.filter { $0 != .verdict }.map { variable in
      let value = try store.read(variable, origin: cell, shape: shape).first ?? .nan
      return (variable, verdict == .missing ? .nan : value)
    }
    return CellValues(verdict: verdict ?? .missing, numbers: numbers)
  }
}

extension StoredCells {
  /// The positions, parted where the store's own tiles part.
  fileprivate func runs(tileSide: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = positions.lowerBound
    while start < positions.upperBound {
      let end = (number(at: start) / tileSide + 1) * tileSide
      let count = (end - number(at: start) + step - 1) / step
      runs.append(start..<min(start + count, positions.upperBound))
      start += count
    }
    return runs
  }
}
