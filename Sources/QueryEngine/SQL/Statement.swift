// Unsafe: owns a statement, which ends before the connection; text for SQLite lives during the call.

import CSQLite

/// A question that SQLite has understood, and its rows one after another.
public final class Statement {
  public let columnNames: [String]
  private let database: StoreDatabase
  private let statement: OpaquePointer

  /// - Throws: `QueryError`, which says where the text is wrong.
  public init(_ sql: String, of database: StoreDatabase) throws(QueryError) {
    guard !sql.utf8.contains(0) else {
      throw QueryError("the query holds a NUL character; SQL is text")
    }
    let (first, rest) = try Self.prepare(sql, from: 0, database)
    guard let first else {
      throw QueryError("the query is empty; expected one statement, as in SELECT * FROM map")
    }
    statement = first
    self.database = database
    columnNames = (0..<sqlite3_column_count(first)).map { column in
      sqlite3_column_name(first, column).map { String(cString: $0) } ?? ""
    }
    // From here on an error lets `deinit` end the statement.
    var place = rest
    while place < sql.utf8.count {
      let (another, next) = try Self.prepare(sql, from: place, database)
      if let another {
        sqlite3_finalize(another)
        throw QueryError("the query has more than one statement; ask them one by one")
      }
      place = next
    }
    guard sqlite3_stmt_readonly(first) != 0, sqlite3_column_count(first) > 0 else {
      throw QueryError("the query asks for nothing; expected SELECT …")
    }
    guard sqlite3_bind_parameter_count(first) == 0 else {
      throw QueryError("the query has parameters (? or :name); write their values instead")
    }
  }

  deinit { sqlite3_finalize(statement) }

  /// Goes to the next row; false at the end.
  ///
  /// - Throws: `Cancelled`, `StoreError` if the store cannot be read, otherwise `QueryError`.
  public func next() throws -> Bool {
    let status = sqlite3_step(statement)
    if database.cancellation.isRequested() { throw Cancelled() }
    switch status {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      if let failure = database.takeFailure() { throw failure }
      throw QueryError(String(cString: sqlite3_errmsg(database.connection)))
    }
  }

  /// A value of the present row.
  public func value(_ column: Int) -> SQLValue {
    SQLValue(sqlite3_column_value(statement, Int32(column)))
  }

  /// The first statement from a place on, nil if there is none, and where it ends.
  private static func prepare(
    _ sql: String, from start: Int, _ database: StoreDatabase
  ) throws(QueryError) -> (statement: OpaquePointer?, end: Int) {
    var statement: OpaquePointer?
    var status = SQLITE_OK
    var end = start
    let bytes = Array(sql.utf8.dropFirst(start)) + [0]
    bytes.withUnsafeBytes { buffer in
      let text = buffer.assumingMemoryBound(to: CChar.self)
      var tail: UnsafePointer<CChar>?
      status = sqlite3_prepare_v3(
        database.connection, text.baseAddress, Int32(clamping: buffer.count), 0, &statement, &tail)
      if let tail, let base = text.baseAddress { end = start + (tail - base) }
    }
    guard status == SQLITE_OK else {
      let offset = Int(sqlite3_error_offset(database.connection))
      throw QueryError(
        MarkedSQL(sql, at: offset >= 0 ? start + offset : nil).message(
          String(cString: sqlite3_errmsg(database.connection))))
    }
    return (statement, end)
  }
}
