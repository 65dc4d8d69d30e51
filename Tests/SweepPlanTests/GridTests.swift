import SweepPlan
import Testing

@Suite("Tiles cover a grid")
struct GridTests {
  @Test(arguments: [
    Grid(shape: [10], tileShape: [3]), Grid(shape: [1024, 100], tileShape: [256, 64]),
    Grid(shape: [5, 7, 11], tileShape: [1, 4, 11]),
    Grid(shape: [1, 1, 1, 1], tileShape: [1, 1, 1, 1]),
    Grid(shape: [3, 4, 5, 6], tileShape: [2, 3, 2, 4]),
  ])
  func everyCellExactlyOnce(grid: Grid) {
    var visits = [Int](repeating: 0, count: grid.cellCount)
    for number in 0..<grid.tileCount {
      let tile = grid.tile(number)
      #expect(tile.number == number)
      for cell in 0..<tile.cellCount {
        visits[grid.position(of: cell, in: tile)] += 1
      }
    }
    #expect(visits.allSatisfy { $0 == 1 })
  }

  @Test func tilesAtTheFarEdgesAreClipped() {
    let grid = Grid(shape: [10, 5], tileShape: [4, 4])
    #expect(grid.tilesAlongAxes == [3, 2])
    let last = grid.tile(5)
    #expect(last.index == [2, 1])
    #expect(last.origin == [8, 4])
    #expect(last.shape == [2, 1])
    #expect(grid.tile(1).shape == [4, 1])
  }
}

extension Grid {
  /// The row-major position in the grid of a tile's cell, itself row-major in the tile.
  fileprivate func position(of cell: Int, in tile: Tile) -> Int {
    var rest = cell
    var position = 0
    var stride = 1
    for axis in shape.indices.reversed() {
      position += (tile.origin[axis] + rest % tile.shape[axis]) * stride
      rest /= tile.shape[axis]
      stride *= shape[axis]
    }
    return position
  }
}
