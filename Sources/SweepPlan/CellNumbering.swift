/// From a cell's number in its tile to its number in the grid, both row-major.
public struct CellNumbering: Sendable {
  /// By axis: cells of the tile from one index to the next, how many indices the tile has, and cells
  /// of the grid from one to the next.
  private let axes: [(stride: Int, count: Int, gridStride: Int)]
  private let first: Int

  public init(_ tile: Tile, of grid: Grid) {
    var (stride, gridStride) = (1, 1)
    var axes: [(stride: Int, count: Int, gridStride: Int)] = []
    var first = 0
    for axis in grid.shape.indices.reversed() {
      axes.append((stride, tile.shape[axis], gridStride))
      first += tile.origin[axis] * gridStride
      stride *= tile.shape[axis]
      gridStride *= grid.shape[axis]
    }
    self.axes = axes
    self.first = first
  }

  /// Of a single cell, whose number is known.
  package init(ofCell number: Int) {
    axes = [(1, 1, 1)]
    first = number
  }

  /// The grid is the tile.
  public init() {
    axes = []
    first = 0
  }

  public func number(ofCell cell: Int) -> UInt64 {
    guard !axes.isEmpty else { return UInt64(cell) }
    return UInt64(axes.reduce(first) { $0 + cell / $1.stride % $1.count * $1.gridStride })
  }
}
