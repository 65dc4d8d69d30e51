import QueryEngine

/// The tables of some stores, for people and programs.
struct SchemaPage {
  private let tables: [StoreDatabase.Table]

  init(_ tables: [StoreDatabase.Table]) { self.tables = tables }

  func print(_ format: TableFormat) throws {
    switch format {
    case .table: Swift.print(text)
    case .csv:
      Swift.print("schema,table,column,type,meaning")
      for row in rows {
        Swift.print(
          [row.schema, row.table, row.column, row.type, row.meaning].map(csvField).joined(
            separator: ","))
      }
    case .json: try printJSON(rows)
    }
  }

  private var text: String {
    tables.map { table in
      let names = table.columns.map(\.name.count).max() ?? 0
      let lines = table.columns.map { column in
        "  \(column.name.padded(to: names))  \(column.type.padded(to: 7))  \(column.summary)"
      }
      let title = "\(table.schema).\(table.name), \(grouped(table.rows)) rows"
      return ([title] + lines).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// What a query may name, in a line for each table.
  var summary: String {
    tables.map { table in
      "\(table.schema).\(table.name) has \(table.columns.map(\.name).joined(separator: ", "))"
    }.joined(separator: "\n")
  }

  private struct Row: Encodable {
    var schema: String
    var table: String
    var column: String
    var type: String
    var meaning: String
  }

  private var rows: [Row] {
    tables.flatMap { table in
      table.columns.map {
        Row(
          schema: table.schema, table: table.name, column: $0.name, type: $0.type,
          meaning: $0.summary)
      }
    }
  }
}
