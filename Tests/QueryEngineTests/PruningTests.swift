import Foundation
import QueryEngine
import ResultStore
import SweepEngine
import Testing
import ZarrStore

/// Chunks that cannot matter are not read, and that changes no answer. 200 × 330 cells are 4 × 6 chunks.
struct PruningTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let condition: String
    let matches: @Sendable (Int, Int) -> Bool
    /// Columns of chunks that need be read at most, of the sums of `steps`.
    let decoded: Int
    var testDescription: String { condition }

    init(
      _ condition: String, decoded: Int, _ matches: @escaping @Sendable (Int, Int) -> Bool
    ) {
      self.condition = condition
      self.matches = matches
      self.decoded = decoded
    }
  }

  static let cases = [
    Case("momentum_index = 70 AND learning_rate_index = 3", decoded: 1) { $0 == 70 && $1 == 3 },
    Case("momentum < 0.05", decoded: 6) { row, _ in row < 10 },
    Case("learning_rate >= 0.997 AND momentum > 0.5", decoded: 3) { $0 >= 100 && $1 == 329 },
    Case("learning_rate_index IN (1, 65, 329, 4000, NULL)", decoded: 12) {
      [1, 65, 329].contains($1)
    },
    Case("momentum_index BETWEEN 10.5 AND 11 AND learning_rate_index > 318", decoded: 2) {
      $0 == 11 && $1 > 318
    },
    // The largest rates are in the last chunk; two columns of it are read.
    Case("rate > 17.5", decoded: 2) { MadeUpStore.rate($0, $1) > 17.5 },
    Case("rate = 3.0 AND momentum_index < 64", decoded: 8) {
      MadeUpStore.rate($0, $1) == 3 && $0 < 64
    },
    // A row of chunks has such steps.
    Case("steps = 150064", decoded: 6) { $0 == 150 && $1 == 64 },
    Case("peak IN (70, 71)", decoded: 12) { row, _ in row == 70 || row == 71 },
    Case("rate > 1000", decoded: 0) { _, _ in false },
    Case("rate IS NULL", decoded: 0) { _, _ in false },
    Case("verdict = 'nonsense'", decoded: 0) { _, _ in false },
    Case("momentum_index = '70'", decoded: 24) { row, _ in row == 70 },
    Case("rate < NULL", decoded: 0) { _, _ in false },
  ]

  @Test(arguments: cases)
  func `few chunks are read, and the answer is right`(item: Case) throws {
    let store = try MadeUpStore(rows: 200, columns: 330)
    let sql = "SELECT count(*), total(steps) FROM map WHERE \(item.condition)"
    var (count, sum) = (0, 0.0)
    for row in 0..<200 {
      for column in 0..<330 where item.matches(row, column) {
        count += 1
        sum += Double(MadeUpStore.steps(row, column))
      }
    }
    #expect(try store.rows(sql) == [[.integer(Int64(count)), .real(sum)]])
    #expect(
      store.database.decodedColumns <= item.decoded, "\(store.database.decodedColumns) were read")

    // Of a store without ranges the same, with more reading.
    try removeRanges(store)
    #expect(try store.rowsOfNow(sql) == [[.integer(Int64(count)), .real(sum)]])
  }

  /// Makes the shards what earlier versions wrote.
  private func removeRanges(_ store: MadeUpStore) throws {
    for variable in store.plan.record {
      let array = try ZarrArray.open(at: "\(store.path)/\(variable.rawValue)")
      for number in 0..<store.plan.grid.tileCount {
        let position = store.plan.grid.tile(number).index
        let chunks = array.metadata.chunkGrid.reduce(1, *)
        let file = URL(fileURLWithPath: array.shardPath(at: position))
        let bytes = try Data(contentsOf: file)
        let (index, ranges) = (chunks * 16 + 4, 8 + chunks * 17 + 4)
        try (bytes.dropLast(index + ranges) + bytes.suffix(index)).write(to: file)
        #expect(try ShardDecoder().ranges(of: array, at: position) == nil)
      }
    }
  }

  @Test(arguments: [
    "SELECT momentum, count(*) FROM map GROUP BY momentum",
    "SELECT learning_rate, count(*) FROM map GROUP BY learning_rate",
    "SELECT * FROM map ORDER BY learning_rate DESC, momentum_index",
    "SELECT momentum, learning_rate FROM map GROUP BY 1, 2",
  ])
  func `no row is sorted where a scan can give the order`(sql: String) throws {
    let plan = try MadeUpStore(rows: 20, columns: 30).rows("EXPLAIN QUERY PLAN \(sql)")
    #expect(!"\(plan)".contains("TEMP B-TREE"), "\(plan)")
  }

  @Test func `a look-up in a join reads a chunk once`() throws {
    let store = try MadeUpStore(rows: 200, columns: 330)
    let rows = try store.rows(
      """
      SELECT count(*), total(r.steps) FROM map l JOIN map r
      ON l.momentum_index = r.momentum_index AND l.learning_rate_index + 1 = r.learning_rate_index
      WHERE l.momentum_index < 2
      """)
    let sum = (0..<2).reduce(0.0) { sum, row in
      (1..<330).reduce(sum) { $0 + Double(MadeUpStore.steps(row, $1)) }
    }
    #expect(rows == [[.integer(2 * 329), .real(sum)]])
    #expect(store.database.decodedColumns == 6)
  }
}
