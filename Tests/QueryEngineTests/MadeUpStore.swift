import Foundation
import QueryEngine
import ResultStore
import SweepEngine
import SweepPlan
import ZarrStore

/// A store of made-up answers, in a directory that goes when this object does: every number is a formula
/// of the cell's place, so that tests know what a query must say.
final class MadeUpStore {
  let path: String
  let plan: Plan
  let database: StoreDatabase
  private let directory: URL

  /// - Parameters:
  ///   - rows: Cells of momentum, from 0 to 1.
  ///   - columns: Cells of learning rate, from 0 to 1.
  ///   - skipped: Tiles that are not computed, by number.
  init(rows: Int, columns: Int, name: String = "made up", skipped: Set<Int> = []) throws {
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("query-engine-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    path = directory.appendingPathComponent("\(name).zarr").path
    plan = try Plan(
      yaml: """
        objective: {quadratic: {eigenvalues: [100, 1]}}
        optimizer: heavy_ball
        axes:
          momentum: {from: 0, to: 1, count: \(rows)}
          learning_rate: {from: 0, to: 1, count: \(columns)}
        steps: 100
        tile: [\(min(rows, 64)), \(min(columns, 64))]
        """, file: "sweep.yaml", catalog: catalog)
    let sink = StoreSink(try SweepStore(creating: plan, at: path))
    for number in 0..<plan.grid.tileCount where !skipped.contains(number) {
      try sink.write(Self.answers(plan, plan.grid.tile(number)), by: 0)
    }
    database = try StoreDatabase([SweepStore(opening: path, catalog: catalog)])
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  /// All rows of an answer.
  func rows(_ sql: String) throws -> [[SQLValue]] { try database.rows(sql) }

  /// The same of what the files hold now.
  func rowsOfNow(_ sql: String) throws -> [[SQLValue]] {
    try StoreDatabase([SweepStore(opening: path, catalog: catalog)]).rows(sql)
  }

  /// What stands in a cell.
  static func verdict(_ row: Int, _ column: Int) -> UInt8 { UInt8(1 + (row + 2 * column) % 3) }
  static func steps(_ row: Int, _ column: Int) -> UInt32 { UInt32(row * 1000 + column) }
  /// Grows smoothly along both axes: chunks differ in their ranges.
  static func rate(_ row: Int, _ column: Int) -> Float { Float(row) / 16 + Float(column) / 64 }
  static func objective(_ row: Int, _ column: Int) -> Float {
    switch (row + column) % 5 {
    case 0: .nan
    case 1: .infinity
    default: Float(row - column)
    }
  }

  private static func answers(_ plan: Plan, _ tile: Tile) -> TileResult {
    let result = TileResult(tile: tile, precision: plan.precision)
    func fill<Element>(_ variable: Variable, _ value: (Int, Int) -> Element) {
      let cells = result[variable].bindMemory(to: Element.self)
      for number in 0..<tile.cellCount {
        cells[number] = value(
          tile.origin[0] + number / tile.shape[1], tile.origin[1] + number % tile.shape[1])
      }
    }
    fill(.verdict, verdict)
    fill(.steps, steps)
    fill(.rate, rate)
    fill(.objective, objective)
    fill(.peak) { row, _ in Float(row) }
    return result
  }
}

extension StoreDatabase {
  /// All rows of an answer.
  func rows(_ sql: String) throws -> [[SQLValue]] {
    let statement = try Statement(sql, of: self)
    var rows: [[SQLValue]] = []
    while try statement.next() { rows.append(statement.columnNames.indices.map(statement.value)) }
    return rows
  }
}
