import Foundation
import QueryEngine

/// Prints the rows of a query: for programs as they come, for people when their widths are known.
struct ResultPrinter {
  private let statement: Statement
  private let limit: Int?
  private var columns: Range<Int> { statement.columnNames.indices }

  /// - Parameter limit: Rows at most; nil for what suits the format.
  init(_ statement: Statement, limit: Int?) {
    self.statement = statement
    self.limit = limit
  }

  func print(_ format: TableFormat) throws {
    switch format {
    case .table: try printTable()
    case .csv: try printCSV()
    case .json: try printJSON()
    }
  }

  /// Calls `body` with every row, up to the limit.
  ///
  /// - Returns: Whether that were all.
  @discardableResult
  private func visit(limit: Int?, _ body: ([SQLValue]) -> Void) throws -> Bool {
    var count = 0
    while try statement.next() {
      guard count < limit ?? .max else { return false }
      body(columns.map(statement.value))
      count += 1
    }
    return true
  }

  // MARK: - For people

  private static var rowsOfTable: Int { 1000 }

  private func printTable() throws {
    var rows: [[SQLValue]] = []
    let limit = limit ?? Self.rowsOfTable
    let areAll = try visit(limit: limit) { rows.append($0) }
    let cells = rows.map { $0.map(\.tableText) }
    let widths = columns.map { column in
      cells.reduce(statement.columnNames[column].count) { max($0, $1[column].count) }
    }
    // A column of numbers stands to the right.
    let areNumbers = columns.map { column in rows.allSatisfy { $0[column].isNumberOrNull } }
    func line(_ words: [String]) -> String {
      let padded = columns.map { column in
        let space = String(repeating: " ", count: widths[column] - words[column].count)
        return areNumbers[column] ? space + words[column] : words[column] + space
      }
      let text = padded.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    Swift.print(line(statement.columnNames.map { $0.printable() }))
    for row in cells { Swift.print(line(row)) }
    if !areAll {
      note(
        "only the first \(grouped(limit)) rows are shown; --limit N shows more, --format csv all")
    }
  }

  // MARK: - For programs

  private func printCSV() throws {
    Swift.print(statement.columnNames.map(csvField).joined(separator: ","))
    try visit(limit: limit) { row in
      Swift.print(row.map(\.csvText).joined(separator: ","))
    }
  }

  /// One array of objects, a line each.
  private func printJSON() throws {
    let keys = distinct(statement.columnNames).map(jsonText)
    var separator = "[\n"
    try visit(limit: limit) { row in
      let members = zip(keys, row).map { "\($0):\($1.jsonText)" }
      Swift.print("\(separator){\(members.joined(separator: ","))}", terminator: "")
      separator = ",\n"
    }
    Swift.print(separator == "[\n" ? "[]" : "\n]")
  }

  /// An object has a name once: `count(*)`, `count(*)_2`.
  private func distinct(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      var candidate = name
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = "\(name)_\(number)"
        number += 1
      }
      return candidate
    }
  }
}
