/// Cells along one axis of a map, gathered into fewer blocks of nearly the same size.
///
/// Of n cells in B blocks, block b holds ⌊b n / B⌋ ..< ⌊(b + 1) n / B⌋.
package struct BlockAxis: Hashable, Sendable {
  package let cells: Int
  package let blocks: Int

  /// - Parameter most: Blocks, if there are more cells than that; else every cell is one.
  package init(cells: Int, most: Int) {
    self.cells = cells
    blocks = min(cells, max(most, 1))
  }

  package func cells(of block: Int) -> Range<Int> {
    block * cells / blocks..<(block + 1) * cells / blocks
  }

  /// The largest b with b n / B < c + 1.
  package func block(of cell: Int) -> Int { ((cell + 1) * blocks - 1) / cells }

  /// The cell in the middle of a block.
  package func middle(of block: Int) -> Int {
    let cells = cells(of: block)
    return (cells.lowerBound + cells.upperBound) / 2
  }
}
