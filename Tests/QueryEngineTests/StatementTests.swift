import QueryEngine
import ResultStore
import SweepEngine
import Testing

struct StatementTests {
  @Test(arguments: [
    ("SELECT rate, nosuch FROM map", "no such column: nosuch", "             ^"),
    ("SELECT rate\nFROM map\nWHER x", "syntax error", "     ^"),
    ("SELECT 'β' || nosuch FROM map", "no such column: nosuch", "              ^"),
    ("SELECT \"rat\" FROM map", "no such column: rat", "       ^"),
  ])
  func `a bad query is told with its place marked`(
    sql: String, words: String, mark: String
  ) throws {
    let store = try MadeUpStore(rows: 3, columns: 4)
    let error = try #require(throws: QueryError.self) { try Statement(sql, of: store.database) }
    let lines = error.description.split(separator: "\n").map(String.init)
    try #require(lines.count == 3, "\(error)")
    #expect(lines[0].contains(words))
    #expect(sql.contains(lines[1].dropFirst(2)))
    #expect(lines[2] == "  " + mark)
  }

  @Test func `stores are schemas named after their files`() throws {
    let names = ["Heavy Ball-2", "heavy_ball_2", "9", "select", "main", "β"]
    let stores = try names.map { try MadeUpStore(rows: 2, columns: 3, name: $0) }
    let database = try StoreDatabase(
      stores.map { try SweepStore(opening: $0.path, catalog: catalog) })
    let schemas = ["heavy_ball_2", "heavy_ball_2_2", "_9", "select_", "main_2", "_"]
    #expect(database.tables.map(\.schema) == schemas)
    for schema in schemas {
      #expect(try database.rows("SELECT count(*) FROM \(schema).map") == [[.integer(6)]])
    }
    #expect(
      try database.rows(
        "SELECT count(*) FROM heavy_ball_2.map a JOIN _9.map b USING (momentum, learning_rate)")
        == [[.integer(6)]])
    withExtendedLifetime(stores) {}
  }

  @Test func `more stores than SQLite takes are refused`() throws {
    let store = try MadeUpStore(rows: 1, columns: 1)
    let one = try SweepStore(opening: store.path, catalog: catalog)
    #expect(throws: QueryError.self) {
      try StoreDatabase(Array(repeating: one, count: 11))
    }
    #expect(try StoreDatabase(Array(repeating: one, count: 10)).tables.count == 10)
  }

  @Test(arguments: ["1e400, 1e400", "0, 1e-320", "3, 1e400", "1, 0.5", "-1, 3", "4, 3", "NULL, 3"])
  func `of counts that are none there is no interval`(counts: String) throws {
    let store = try MadeUpStore(rows: 1, columns: 1)
    #expect(
      try store.rows("SELECT wilson_low(\(counts)), wilson_high(\(counts))") == [[.null, .null]])
  }

  /// R. G. Newcombe, 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I.
  @Test func `Wilson's interval is that of the literature`() throws {
    let store = try MadeUpStore(rows: 1, columns: 1)
    for (k, n, low, high) in [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
      (1, 29, 0.0061, 0.1718),
    ] {
      let row = try store.rows("SELECT wilson_low(\(k), \(n)), wilson_high(\(k), \(n))")[0]
      for (value, expected) in zip(row, [low, high]) {
        guard case .real(let number) = value else {
          Issue.record("\(value)")
          continue
        }
        #expect(abs(number - expected) <= 5e-5, "\(k) of \(n)")
      }
    }
    #expect(
      try store.rows("SELECT wilson_low(3, 2), wilson_high(NULL, 2), wilson_low(0, 0)")
        == [[.null, .null, .null]])
  }

  @Test func `statistics skip what is no number`() throws {
    let store = try MadeUpStore(rows: 1, columns: 1)
    #expect(
      try store.rows(
        "SELECT median(column1), quantile(column1, 0.5), quantile(column1, 1) "
          + "FROM (VALUES (4), (NULL), (1), ('x'), (2), (9))")
        == [[.real(3), .real(2), .real(9)]])
    #expect(
      try store.rows("SELECT stddev(column1) FROM (VALUES (3), (NULL), ('x'), (1))")
        == [[.real(2.0.squareRoot())]])
    #expect(
      try store.rows("SELECT median(1) + stddev(1), quantile(1, 0) FROM map WHERE 0")
        == [[.null, .null]])
    #expect(throws: QueryError.self) { try store.rows("SELECT quantile(1, 1.5)") }
  }
}
