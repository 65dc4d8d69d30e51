import Foundation

/// A map of more cells than a picture has pixels, gathered into blocks while its tiles are read: the
/// memory is that of the blocks, and of a row of tiles' tallies.
///
/// A block is what `MapRaster` makes of a pixel that holds several cells. Classes vote; a tie goes to
/// the one in the middle. Numbers are averaged over the cells that have one, geometrically where
/// they span magnitudes and none is ≤ 0; where most are infinite, the block is.
package struct CellBlocks: Sendable {
  package let columns: BlockAxis
  package let rows: BlockAxis
  /// By block, row-major, row 0 first.
  package private(set) var codes: [UInt8]
  /// Likewise; empty for a map of classes.
  package private(set) var values: [Double]
  /// Cells by code.
  package private(set) var counts = [Int](repeating: 0, count: CodeTally.classes)

  private let spansMagnitudes: Bool
  /// The block rows that are not finished, from this one on, and their tallies.
  private var firstOpen = 0
  private var codeTallies: [CodeTally] = []
  private var valueTallies: [ValueTally] = []

  /// - Parameter hasValues: Whether cells have a number beside their class.
  package init(columns: BlockAxis, rows: BlockAxis, hasValues: Bool, spansMagnitudes: Bool) {
    self.columns = columns
    self.rows = rows
    self.spansMagnitudes = spansMagnitudes
    let blocks = columns.blocks * rows.blocks
    codes = Array(repeating: 0, count: blocks)
    values = Array(repeating: .nan, count: hasValues ? blocks : 0)
  }

  /// Adds the cells of a box, row-major.
  ///
  /// - Parameter numbers: Empty for a map of classes.
  /// - Precondition: Each cell is added once, in no row that is finished.
  package mutating func add(
    codes: [UInt8], values numbers: [Double], columns box: Range<Int>, rows boxRows: Range<Int>
  ) {
    guard let lastRow = boxRows.last, let lastColumn = box.last else { return }
    open(upTo: rows.block(of: lastRow))
    let blocks = columns.block(of: box.lowerBound)...columns.block(of: lastColumn)
    // Place in the box of a row's first cell, less that cell's column.
    var start = -box.lowerBound
    for row in boxRows {
      let blockRow = rows.block(of: row)
      let isMiddle = rows.middle(of: blockRow) == row
      for block in blocks {
        let cells = columns.cells(of: block).clamped(to: box)
        let places = start + cells.lowerBound..<start + cells.upperBound
        let tally = (blockRow - firstOpen) * columns.blocks + block
        var votes = SIMD4<UInt32>()
        for place in places { votes[Int(codes[place] & 3)] &+= 1 }
        codeTallies[tally].votes &+= votes
        let middle = columns.middle(of: block)
        if isMiddle, cells.contains(middle) {
          codeTallies[tally].middle = codes[start + middle] & 3
        }
        guard !numbers.isEmpty else { continue }
        for place in places {
          valueTallies[tally].add(numbers[place], spansMagnitudes: spansMagnitudes)
        }
      }
      start += box.count
    }
  }

  /// Makes blocks of all that lies below a row: every cell there has been added.
  package mutating func finish(below row: Int) {
    var next = firstOpen
    while next < rows.blocks, rows.cells(of: next).upperBound <= row { next += 1 }
    guard next > firstOpen else { return }
    open(upTo: next - 1)
    let start = firstOpen * columns.blocks
    let finished = (next - firstOpen) * columns.blocks
    for block in 0..<finished {
      codes[start + block] = codeTallies[block].winner
      for code in counts.indices { counts[code] += Int(codeTallies[block].votes[code]) }
      if !values.isEmpty { values[start + block] = valueTallies[block].mean }
    }
    codeTallies.removeFirst(finished)
    if !values.isEmpty { valueTallies.removeFirst(finished) }
    firstOpen = next
  }

  private mutating func open(upTo row: Int) {
    let missing = (row + 1 - firstOpen) * columns.blocks - codeTallies.count
    guard missing > 0 else { return }
    codeTallies += Array(repeating: CodeTally(), count: missing)
    if !values.isEmpty { valueTallies += Array(repeating: ValueTally(), count: missing) }
  }
}

/// The classes of a block's cells.
private struct CodeTally: Sendable {
  static let classes = 4
  var votes = SIMD4<UInt32>()
  /// That of the cell in the middle.
  var middle: UInt8 = 0

  var winner: UInt8 {
    var winner = middle
    for code in 0..<UInt8(Self.classes) where votes[Int(code)] > votes[Int(winner)] {
      winner = code
    }
    return winner
  }
}

/// The numbers of a block's cells.
private struct ValueTally: Sendable {
  private var sum = 0.0
  private var sumOfLogarithms = 0.0
  private var finite: UInt32 = 0
  private var positive: UInt32 = 0
  private var low: UInt32 = 0
  private var high: UInt32 = 0

  mutating func add(_ value: Double, spansMagnitudes: Bool) {
    if value.isNaN { return }
    guard value.isFinite else {
      if value < 0 { low &+= 1 } else { high &+= 1 }
      return
    }
    finite &+= 1
    sum += value
    if spansMagnitudes, value > 0 {
      positive &+= 1
      sumOfLogarithms += log(value)
    }
  }

  /// NaN of none.
  var mean: Double {
    if low + high > finite { return low > high ? -.infinity : .infinity }
    guard finite > 0 else { return .nan }
    return positive == finite
      ? exp(sumOfLogarithms / Double(finite)) : sum / Double(finite)
  }
}
