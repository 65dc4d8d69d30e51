import SweepPlan

/// Which of the cells along one axis of a tile are in a store, and where.
///
/// At level 0 a cell is the store's. At level −m it shows every 2ᵐ-th of them, the one after its middle:
/// number 2ᵐ n + 2ᵐ⁻¹ for cell n.
struct StoredCells: Sendable, Hashable {
  /// Positions in the tile.
  let positions: Range<Int>
  /// The store's number of the first, and from one to the next.
  let first: Int
  let step: Int

  /// - Parameters:
  ///   - cells: In a row, of a level.
  ///   - count: The store's along the axis.
  init(_ cells: Range<Int>, level: Int, count: Int) {
    guard level <= 0, count > 0 else {
      (positions, first, step) = (0..<0, 0, 1)
      return
    }
    let step = 1 << -level
    // Cells from 0 whose stored cell is not after the last.
    let end = max(0, floorDivision(count - 1 - step / 2, step).quotient + 1)
    let start = min(max(cells.lowerBound, 0), cells.upperBound)
    let stop = max(start, min(cells.upperBound, end))
    positions = start - cells.lowerBound..<stop - cells.lowerBound
    first = start * step + step / 2
    self.step = step
  }

  /// The store's number of a cell of the tile.
  func number(at position: Int) -> Int { first + (position - positions.lowerBound) * step }
}

/// Which cells of a tile are in the store.
struct StoredBlock: Sendable, Hashable {
  let columns: StoredCells
  let rows: StoredCells

  /// `nil` if none is.
  init?(_ view: ExploredView, _ address: TileAddress) {
    guard view.slice != nil else { return nil }
    columns = StoredCells(address.columns, level: address.kx, count: view.x.count)
    rows = StoredCells(address.rows, level: address.ky, count: view.y.count)
    guard !columns.positions.isEmpty, !rows.positions.isEmpty else { return nil }
  }

  var isWholeTile: Bool {
    columns.positions.count == TileAddress.side && rows.positions.count == TileAddress.side
  }
}
