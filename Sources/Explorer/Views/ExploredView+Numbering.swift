import SweepPlan

// With independent noise a cell's random numbers are those of its number in the sweep's grid, where it has
// one: at level 0, not before the first cell, and wherever it is stored. Elsewhere every tile has the same.
extension ExploredView {
  func numbering(of address: TileAddress) -> CellNumbering {
    guard
      isNumbered(
        kx: address.kx, ky: address.ky, address.columns.lowerBound, address.rows.lowerBound)
    else { return CellNumbering() }
    return CellNumbering(
      Tile(
        number: 0, index: [0, 0], origin: [address.rows.lowerBound, address.columns.lowerBound],
        shape: [TileAddress.side, TileAddress.side]),
      of: plan.grid)
  }

  /// The number of a cell that its tile gives it.
  func number(of cell: CellAddress) -> Int {
    isNumbered(kx: cell.kx, ky: cell.ky, cell.i, cell.j)
      ? number(column: cell.i, row: cell.j) : cell.tile.cell
  }

  /// The number in the sweep's grid.
  func number(column: Int, row: Int) -> Int { row * plan.grid.shape[1] + column }

  private func isNumbered(kx: Int, ky: Int, _ column: Int, _ row: Int) -> Bool {
    plan.noise?.isIndependent == true && kx == 0 && ky == 0
      && (0..<1 << 28).contains(column) && (0..<1 << 28).contains(row)
  }
}
