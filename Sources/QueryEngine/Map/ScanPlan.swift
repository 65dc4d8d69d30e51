import SweepPlan
import ZarrStore

/// How a table is to be scanned: which conditions SQLite will give values for, in which order cells
/// are visited, and what of them is needed.
struct ScanPlan {
  struct Condition {
    let column: Int
    let relation: Relation
    /// Whether its value is a list, of which one must be met.
    let isList: Bool
  }

  /// In the order of their values.
  var conditions: [Condition] = []
  /// Every axis once, the slowest first.
  var order: [(axis: Int, isDown: Bool)]
  /// Chunk by chunk, whatever the order: where cells in order would need too much memory.
  var isByChunk = false
  /// The columns that are read.
  var columns: [Int] = []
  /// Bytes of the chunks that are visited again and again.
  var workingSet = 0
}

extension CellTable {
  /// Bytes of the chunks that a scan in this order returns to before it is done with them, if it needs
  /// these columns.
  func workingSet(_ order: [Int], columns: [Int]) -> Int {
    let perCell = Set(columns.compactMap { source(of: $0) }).reduce(0) {
      $0 + sources[$1].type.size
    }
    let inner = order.drop { chunkShape[$0] == 1 }.dropFirst()
    let cells = inner.reduce(chunkShape.reduce(1, *)) { $0 * chunkGrid[$1] }
    return cells * max(perCell, 1)
  }

  func source(of column: Int) -> Int? {
    switch columns[column].role {
    case .value, .index: nil
    case .number(let source), .verdict(let source), .verdictCode(let source): source
    }
  }
}
