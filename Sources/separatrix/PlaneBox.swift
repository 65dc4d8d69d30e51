/// A rectangle of a plane's cells.
struct PlaneBox {
  let plane: MapPlane
  let columns: Range<Int>
  let rows: Range<Int>

  /// The box in the store.
  var origin: [Int] {
    plane.cell.indices.map { axis in
      axis == plane.x ? columns.lowerBound : axis == plane.y ? rows.lowerBound : plane.cell[axis]
    }
  }
  var shape: [Int] {
    plane.cell.indices.map { $0 == plane.x ? columns.count : $0 == plane.y ? rows.count : 1 }
  }

  /// What was read, by rows of the picture: on disk its axes may come in either order.
  func arranged<Value>(_ values: [Value]) -> [Value] {
    guard let y = plane.y, y > plane.x else { return values }
    let (width, height) = (columns.count, rows.count)
    return (0..<height).flatMap { row in (0..<width).map { values[$0 * height + row] } }
  }
}

extension MapPlane {
  /// All its cells.
  var box: PlaneBox { PlaneBox(plane: self, columns: 0..<across.cells, rows: 0..<up.cells) }

  func box(column: Int, row: Int) -> PlaneBox {
    PlaneBox(plane: self, columns: column..<column + 1, rows: row..<row + 1)
  }

  /// The cells of each tile, row of tiles by row of tiles.
  var tiles: [[PlaneBox]] {
    let (width, height) = (plan.grid.tileShape[x], y.map { plan.grid.tileShape[$0] } ?? 1)
    return stride(from: 0, to: up.cells, by: height).map { row in
      stride(from: 0, to: across.cells, by: width).map { column in
        PlaneBox(
          plane: self, columns: column..<min(column + width, across.cells),
          rows: row..<min(row + height, up.cells))
      }
    }
  }
}
