import ResultStore
import SweepPlan

/// Some rows of a plane: cells along its fast axis, one row per cell of the slow one.
struct RowBlock {
  let rows: Range<Int>
  let columns: Int
  /// Row-major.
  let verdicts: [UInt8]
  private let plane: Plane
  private let store: SweepStore

  fileprivate init(_ rows: Range<Int>, of plane: Plane, in store: SweepStore) throws {
    self.rows = rows
    self.plane = plane
    self.store = store
    columns = plane.columns
    let (origin, shape) = plane.box(of: rows)
    verdicts = try store.readVerdicts(origin: origin, shape: shape)
  }

  /// A variable's values, row-major.
  func read(_ variable: Variable) throws -> [Double] {
    let (origin, shape) = plane.box(of: rows)
    return try store.read(variable, origin: origin, shape: shape)
  }
}

extension SweepStore {
  /// Visits a plane from its first row to its last; no more than one block is in memory.
  func visitRows(of plane: Plane, _ body: (RowBlock) throws -> Void) throws {
    let mostCells = 1 << 20
    let chunk = 64
    let tile = plane.slow.map { plan.grid.tileShape[$0] } ?? 1
    let fitting = max(mostCells / max(plane.columns, 1) / chunk, 1) * chunk
    let step = tile <= fitting ? max(tile, 1) : fitting
    for first in stride(from: 0, to: plane.rows, by: step) {
      try body(RowBlock(first..<min(first + step, plane.rows), of: plane, in: self))
    }
  }
}

extension Plane {
  /// Where some rows lie in the grid.
  fileprivate func box(of rows: Range<Int>) -> (origin: [Int], shape: [Int]) {
    let origin = cell(column: 0, row: rows.lowerBound)
    var shape = origin.map { _ in 1 }
    shape[fast] = columns
    if let slow { shape[slow] = rows.count }
    return (origin, shape)
  }
}
