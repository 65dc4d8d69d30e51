import Figures
import Foundation
import Testing

/// Large maps are gathered into blocks, tile by tile.
struct CellBlocksTests {
  @Test(arguments: [(10, 3), (7, 7), (5, 9), (1000, 17), (65_537, 2700)])
  func `every cell lies in one block, and blocks differ by one cell at most`(
    cells: Int, most: Int
  ) {
    let axis = BlockAxis(cells: cells, most: most)
    #expect(axis.blocks == min(cells, most))
    var next = 0
    for block in 0..<axis.blocks {
      let range = axis.cells(of: block)
      #expect(range.lowerBound == next && abs(range.count - cells / axis.blocks) <= 1)
      #expect(range.allSatisfy { axis.block(of: $0) == block })
      next = range.upperBound
    }
    #expect(next == cells)
  }

  /// A map of 23 × 17 cells in 5 × 4 blocks, read by tiles of 6 × 5, against all cells at once.
  @Test func `blocks are the same however tiles cut them`() {
    let (width, height) = (23, 17)
    func code(_ x: Int, _ y: Int) -> UInt8 {
      let mixed: Int = x * x + 3 * y * y + x * y
      return UInt8(mixed % 7 % 4)
    }
    func value(_ x: Int, _ y: Int) -> Double {
      if code(x, y) == 0 { return .nan }
      return (x + y) % 11 == 0 ? .infinity : pow(10, Double(x - y) / 7)
    }
    var blocks = CellBlocks(
      columns: BlockAxis(cells: width, most: 5), rows: BlockAxis(cells: height, most: 4),
      hasValues: true, spansMagnitudes: true)
    for top in stride(from: 0, to: height, by: 5) {
      let rows = top..<min(top + 5, height)
      for left in stride(from: 0, to: width, by: 6) {
        let columns = left..<min(left + 6, width)
        blocks.add(
          codes: rows.flatMap { y in columns.map { code($0, y) } },
          values: rows.flatMap { y in columns.map { value($0, y) } }, columns: columns, rows: rows)
      }
      blocks.finish(below: rows.upperBound)
    }
    for number in 0..<20 {
      let (row, column) = (number / 5, number % 5)
      var cells: [(x: Int, y: Int)] = []
      for y in blocks.rows.cells(of: row) {
        for x in blocks.columns.cells(of: column) { cells.append((x, y)) }
      }
      let votes = (0..<4).map { wanted in cells.count { Int(code($0.x, $0.y)) == wanted } }
      let winner = blocks.codes[row * 5 + column]
      #expect(votes[Int(winner)] == votes.max())
      let finite = cells.map { value($0.x, $0.y) }.filter(\.isFinite)
      let logarithms = finite.map { log($0) }
      let mean = exp(logarithms.reduce(0, +) / Double(finite.count))
      // The order of the sum differs: a few units in the last place.
      #expect(abs(blocks.values[row * 5 + column] / mean - 1) < 1e-13)
    }
    var counts = [0, 0, 0, 0]
    for y in 0..<height {
      for x in 0..<width { counts[Int(code(x, y))] += 1 }
    }
    #expect(blocks.counts == counts)
  }

  @Test func `a tie goes to the class in the middle`() {
    var blocks = CellBlocks(
      columns: BlockAxis(cells: 4, most: 1), rows: BlockAxis(cells: 1, most: 1), hasValues: false,
      spansMagnitudes: false)
    blocks.add(codes: [1, 1, 3, 3], values: [], columns: 0..<4, rows: 0..<1)
    blocks.finish(below: 1)
    #expect(blocks.codes == [3])
  }

  static let averages: [(values: [Double], mean: Double)] = [
    ([1, 3, .nan, .nan], 2), ([.nan, .nan, .nan, .nan], .nan),
    ([.infinity, .infinity, .infinity, 1], .infinity),
    ([-.infinity, -.infinity, -.infinity, 1], -.infinity), ([-.infinity, 5, 5, 5], 5),
  ]

  @Test(arguments: averages)
  func `numbers are averaged over the cells that have one`(values: [Double], mean: Double) {
    var blocks = CellBlocks(
      columns: BlockAxis(cells: 4, most: 1), rows: BlockAxis(cells: 1, most: 1), hasValues: true,
      spansMagnitudes: false)
    blocks.add(codes: [1, 1, 1, 1], values: values, columns: 0..<4, rows: 0..<1)
    blocks.finish(below: 1)
    #expect(blocks.values[0] == mean || mean.isNaN && blocks.values[0].isNaN)
  }

  @Test func `the legend counts cells where codes stand for blocks`() throws {
    func bytes(_ counts: [Int]?) throws -> [UInt8] {
      let codes: [UInt8] = [1, 1, 1, 3]
      return try MapFigure(
        title: "", x: Axis("x", .range(0, 1)), y: Axis("y", .range(0, 1)),
        cells: .categories(CategoryGrid(width: 4, height: 1, codes: codes, counts: counts))
      ).data(.svg)
    }
    let plain = try bytes(nil)
    #expect(try bytes([0, 300, 0, 100]) == plain)
    // Another share, and a class that no block shows.
    #expect(try bytes([0, 200, 0, 200]) != plain)
    #expect(try bytes([1, 300, 0, 100]) != plain)
  }
}
