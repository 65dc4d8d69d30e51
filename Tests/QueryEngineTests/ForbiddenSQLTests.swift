import Foundation
import QueryEngine
import ResultStore
import SweepEngine
import Testing

/// Nothing that is asked can write, open another file or change the connection.
struct ForbiddenSQLTests {
  static let forbidden = [
    "ATTACH 'other.db' AS other", "ATTACH ':memory:' AS other", "DETACH small",
    "CREATE TABLE t(x)", "CREATE TEMP TABLE t(x)", "CREATE TABLE t AS SELECT * FROM map",
    "CREATE VIEW v AS SELECT 1", "CREATE TEMP VIEW v AS SELECT 1", "CREATE INDEX i ON map(steps)",
    "CREATE TRIGGER r AFTER INSERT ON map BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE t USING separatrix_cells(0)", "CREATE VIRTUAL TABLE t USING fts5(x)",
    "CREATE VIRTUAL TABLE t USING dbstat(main)", "DROP TABLE map", "ALTER TABLE map RENAME TO m",
    "INSERT INTO map(steps) VALUES(1)", "UPDATE map SET steps = 1", "DELETE FROM map",
    "REPLACE INTO map(steps) VALUES(1)", "INSERT INTO sqlite_schema VALUES(1, 2, 3, 4, 5)",
    "UPDATE small.sqlite_schema SET sql = ''", "VACUUM", "VACUUM INTO 'copy.db'",
    "REINDEX", "ANALYZE", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT s",
    "PRAGMA writable_schema = 1", "PRAGMA journal_mode = OFF", "PRAGMA temp_store_directory = '/'",
    "PRAGMA query_only = 0", "PRAGMA trusted_schema = 1", "PRAGMA database_list = 1; SELECT 1",
    "SELECT name FROM pragma_table_info('map')", "SELECT value FROM json_each('[1, 2]')",
    "SELECT * FROM pragma_journal_mode", "SELECT * FROM pragma_temp_store_directory('/')",
    "SELECT load_extension('evil')", "SELECT load_extension('evil', 'init')",
    "SELECT readfile('/etc/passwd')", "SELECT writefile('f', 'x')", "SELECT edit('x')",
    "SELECT fts3_tokenizer('simple')", "SELECT fts3_tokenizer('a', x'00')",
    "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE map", "SELECT 1 /* ; */; ; VACUUM",
    "EXPLAIN DELETE FROM map", "WITH t AS (SELECT 1) INSERT INTO map(steps) SELECT * FROM t",
    "SELECT ?1", "SELECT :name", "", " ", ";", "-- nothing", "SELECT 1\u{0}; VACUUM",
    "SELECT zeroblob(1000000000)",
    "SELECT replace(hex(zeroblob(8000000)), '0', '00000000')",
  ]

  @Test(arguments: forbidden)
  func `it is refused, and the connection stays as it is`(sql: String) throws {
    let store = try MadeUpStore(rows: 3, columns: 4, name: "small")
    let before = try FileManager.default.contentsOfDirectory(atPath: ".")
    #expect(throws: QueryError.self) { try store.rows(sql) }
    #expect(try store.rows("SELECT count(*) FROM map") == [[.integer(12)]])
    #expect(try FileManager.default.contentsOfDirectory(atPath: ".") == before)
  }

  @Test(arguments: [
    "SELECT 1;", "SELECT 1 ; -- done", "  SELECT 1 /* x */ ;;", "VALUES(1)",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT i FROM n",
    "EXPLAIN QUERY PLAN SELECT * FROM map",
    "PRAGMA table_info(map)", "SELECT log10(100), sqrt(2), pow(2, 3), ln(2), exp(1)",
  ])
  func `reading and calculating is allowed`(sql: String) throws {
    let store = try MadeUpStore(rows: 3, columns: 4)
    #expect(try !store.rows(sql).isEmpty)
  }
}
