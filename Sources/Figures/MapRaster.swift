/// The cells of a map as pixels.
///
/// A pixel shows the cells whose centres it holds; where cells are larger than pixels, the one
/// cell under it, so edges stay crisp. When it holds several,
/// - classes vote: the commonest wins, a tie goes to the one in the middle. A vote keeps areas in
///   proportion, where picking one cell would turn a fine boundary into moiré;
/// - numbers are averaged along the colour scale (on a log scale, geometrically; infinities at
///   the ends), over the cells that have one: what a reader stepping back would see.
enum MapRaster {
  /// - Precondition: every code of the grid is in its categories.
  static func categories(
    _ grid: CategoryGrid, x: CellAxis, y: CellAxis, columns: Int, rows: Int,
    pixelsPerPoint: Double
  ) -> Raster {
    var colors = [UInt32](repeating: Color.absent.pixel, count: 256)
    var hatches = [Hatch?](repeating: nil, count: 256)
    for category in grid.categories {
      colors[Int(category.code)] = category.color.pixel
      if category.isMissing {
        hatches[Int(category.code)] = Hatch(color: category.color, pixelsPerPoint: pixelsPerPoint)
      }
    }
    let across = x.cells(inPixels: columns)
    let up = y.cells(inPixels: rows)
    let codes = grid.categories.map { Int($0.code) }
    var votes = [Int](repeating: 0, count: 256)
    func code(_ i: Int, _ j: Int) -> Int { Int(grid.codes[y.order[j] * grid.width + x.order[i]]) }
    return Raster(width: columns, height: rows) { column, row in
      let (across, up) = (across[column], up[rows - 1 - row])
      var winner = code(
        (across.lowerBound + across.upperBound) / 2, (up.lowerBound + up.upperBound) / 2)
      if across.count > 1 || up.count > 1 {
        for j in up {
          for i in across { votes[code(i, j)] += 1 }
        }
        for code in codes where votes[code] > votes[winner] { winner = code }
        for code in codes { votes[code] = 0 }
      }
      return hatches[winner]?[column, row] ?? colors[winner]
    }
  }

  static func scalars(
    _ grid: ScalarGrid, colors: ColorScale, x: CellAxis, y: CellAxis, columns: Int, rows: Int
  ) -> Raster {
    let across = x.cells(inPixels: columns)
    let up = y.cells(inPixels: rows)
    return Raster(width: columns, height: rows) { column, row in
      var sum = 0.0
      var count = 0
      for j in up[rows - 1 - row] {
        for i in across[column] {
          let position = colors.position(of: grid.values[y.order[j] * grid.width + x.order[i]])
          guard !position.isNaN else { continue }
          sum += position
          count += 1
        }
      }
      return colors.pixel(at: count == 0 ? .nan : sum / Double(count))
    }
  }
}
