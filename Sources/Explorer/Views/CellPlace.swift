import FlyingFox
import SweepPlan

/// Which cell of a view is meant.
struct CellAddress {
  let kx: Int
  let ky: Int
  let i: Int
  let j: Int

  init(_ request: HTTPRequest, in view: ExploredView) throws(Refusal) {
    kx = try request.whole("kx")
    ky = try request.whole("ky")
    i = try request.whole("i")
    j = try request.whole("j")
    let farthest = ViewAxis.farthestCell
    guard view.levels.contains(kx), view.levels.contains(ky), (-farthest...farthest).contains(i),
      (-farthest...farthest).contains(j)
    else { throw .badRequest("the cell is too far away") }
  }

  /// The tile that it is part of, and where in it.
  var tile: (address: TileAddress, cell: Int) {
    let (i, column) = floorDivision(self.i, TileAddress.side)
    let (j, row) = floorDivision(self.j, TileAddress.side)
    return (TileAddress(kx: kx, ky: ky, i: i, j: j), row * TileAddress.side + column)
  }
}

/// Where that cell is.
struct CellPlace: Sendable, Hashable {
  let x: Double
  let y: Double
  /// Its number along each of the store's axes; `nil` if it is not stored.
  let stored: [Int]?
  /// By which independent noise differs.
  let number: Int

  /// - Throws: `Refusal` if the sweep's rules allow no such cell.
  init(_ cell: CellAddress, in view: ExploredView) throws(Refusal) {
    let columns = StoredCells(cell.i..<cell.i + 1, level: cell.kx, count: view.x.count)
    let rows = StoredCells(cell.j..<cell.j + 1, level: cell.ky, count: view.y.count)
    if var number = view.slice?.cell, let slice = view.slice, !columns.positions.isEmpty,
      !rows.positions.isEmpty
    {
      (number[slice.x], number[slice.y]) = (columns.first, rows.first)
      stored = number
      self.number = view.number(column: columns.first, row: rows.first)
      x = view.x.axis[columns.first]
      y = view.y.axis[rows.first]
      return
    }
    stored = nil
    number = view.number(of: cell)
    x = view.x.value(ofCell: cell.i, level: cell.kx)
    y = view.y.value(ofCell: cell.j, level: cell.ky)
    guard view.domains.x.contains(x), view.domains.y.contains(y) else {
      throw .badRequest("the sweep's rules allow no such cell")
    }
  }
}
