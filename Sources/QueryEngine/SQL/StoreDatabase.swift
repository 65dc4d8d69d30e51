// Unsafe: owns the connection, which is closed once, after the last statement.

import CSQLite
import ResultStore
import ZarrStore

/// Stores that answer SQL: each a schema with the table `map` and, where single seeds are kept, `seeds`.
///
/// Nothing that is asked can write, nor open another file: only reading and calculating is allowed.
/// Of several stores, a table without a schema is that of the first that has it.
public final class StoreDatabase {
  /// A table, for people.
  public struct Table {
    public let schema: String
    public let name: String
    public let rows: Int
    public let columns: [Column]

    public struct Column {
      public let name: String
      /// `REAL`, `INTEGER` or `TEXT`.
      public let type: String
      public let summary: String
    }
  }

  public let tables: [Table]
  let connection: OpaquePointer
  let cancellation: Cancellation
  private let module = CellModule.Tables()

  /// - Parameter isCancelled: Asked often, on the thread that asks for rows; true ends the query.
  /// - Throws: `ResultStoreError`, or `QueryError` if there are too many stores.
  public init(
    _ stores: [SweepStore], isCancelled: @escaping () -> Bool = { false }
  ) throws {
    guard stores.count <= Self.mostStores else {
      throw QueryError(
        "\(stores.count) stores were given; a query can ask \(Self.mostStores) at most")
    }
    var connection: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
    guard sqlite3_open_v2(":memory:", &connection, flags, nil) == SQLITE_OK, let connection else {
      sqlite3_close_v2(connection)
      throw QueryError("SQLite cannot begin: not enough memory")
    }
    self.connection = connection
    cancellation = Cancellation(isCancelled)
    var tables: [Table] = []
    do {
      try Self.check(CellModule.register(module, with: connection), connection)
      for (schema, store) in zip(identifiers(ofFiles: stores.map(\.path)), stores) {
        try Self.execute("ATTACH ':memory:' AS \(quoted(schema))", connection)
        let seeds = try CellTable.seeds(of: store)
        for table in try [.map(of: store)] + (seeds.map { [$0] } ?? []) {
          let number = module.list.count
          table.isCancelled = isCancelled
          module.list.append(table)
          tables.append(Table(table, schema: schema))
          try Self.execute(
            "CREATE VIRTUAL TABLE \(quoted(schema)).\(quoted(table.name)) "
              + "USING \(CellModule.name)(\(number))", connection)
        }
      }
      try Self.check(registerFunctions(with: connection), connection)
      try Self.check(restrict(connection), connection)
      cancellation.watch(connection)
    } catch {
      sqlite3_close_v2(connection)
      throw error
    }
    self.tables = tables
  }

  deinit { sqlite3_close_v2(connection) }

  /// SQLite's own limit for attached databases.
  private static var mostStores: Int { 10 }

  /// Columns that were read from chunks.
  package var decodedColumns: Int { module.list.reduce(0) { $0 + $1.reader.decodedColumns } }

  /// What stopped a scan of this connection, told once.
  func takeFailure() -> StoreError? {
    for table in module.list {
      if let failure = table.failure {
        table.failure = nil
        return failure
      }
    }
    return nil
  }

  private static func execute(_ sql: String, _ connection: OpaquePointer) throws(QueryError) {
    try check(sqlite3_exec(connection, sql, nil, nil, nil), connection)
  }

  private static func check(_ status: Int32, _ connection: OpaquePointer) throws(QueryError) {
    guard status == SQLITE_OK else {
      throw QueryError("SQLite cannot begin: \(String(cString: sqlite3_errmsg(connection)))")
    }
  }
}

extension StoreDatabase.Table {
  fileprivate init(_ table: CellTable, schema: String) {
    self.schema = schema
    name = table.name
    rows = table.axes.reduce(1) { $0 * $1.count }
    columns = table.columns.map {
      Column(name: $0.name, type: $0.type(table.sources), summary: $0.summary)
    }
  }
}
