import QueryEngine
import Testing
import ZarrStore

/// What is not stored is NULL; what is damaged is an error.
struct UnfinishedStoreTests {
  @Test func `cells of missing tiles have NULL for all that is measured`() throws {
    // Two tiles of 10 × 64 and 10 × 36 cells.
    let store = try MadeUpStore(rows: 10, columns: 100, skipped: [1])
    #expect(
      try store.rows(
        "SELECT count(*), count(momentum), count(verdict), count(verdict_code), count(steps), "
          + "count(rate), count(peak) FROM map")
        == [[1000, 1000, 640, 640, 640, 640, 640].map { .integer($0) }])
    #expect(
      try store.rows(
        "SELECT count(*), min(learning_rate_index) FROM map WHERE steps IS NULL")
        == [[.integer(360), .integer(64)]])
    #expect(
      try store.rows("SELECT count(*) FROM map WHERE verdict IS NULL AND rate IS NULL")
        == [[.integer(360)]])
    #expect(
      try store.rows("SELECT count(*) FROM map WHERE verdict <> 'bounded' OR steps >= 0")
        == [[.integer(640)]])
  }

  @Test func `NaN is NULL and infinities stay`() throws {
    let store = try MadeUpStore(rows: 1, columns: 5)
    #expect(
      try store.rows("SELECT objective FROM map ORDER BY learning_rate")
        == [[.null], [.real(.infinity)], [.real(-2)], [.real(-3)], [.real(-4)]])
    #expect(
      try store.rows("SELECT count(*) FROM map WHERE objective = 9e999") == [[.integer(1)]])
  }

  @Test func `a variable's missing shard is damage, for the verdict is there`() throws {
    let store = try MadeUpStore(rows: 10, columns: 100)
    try ZarrArray.open(at: "\(store.path)/rate").removeShard(at: [0, 1])
    let error = #expect(throws: (any Error).self) { try store.rows("SELECT sum(rate) FROM map") }
    #expect("\(error as Any)".contains("rate/c/0/1 is damaged: it is missing"), "\(error as Any)")
    // What is not asked for is not read.
    #expect(try store.rows("SELECT count(steps) FROM map") == [[.integer(1000)]])
  }
}
