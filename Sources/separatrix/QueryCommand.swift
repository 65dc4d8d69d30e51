import ArgumentParser
import Foundation
import QueryEngine
import ResultStore
import SweepEngine

struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Answer SQL about one or several stores.",
    usage: "separatrix query STORE... SQL [--format table|csv|json] [--limit N]",
    discussion: """
      Each store is a schema named after its file, a.zarr is a, with a table map: a row for every \
      cell, with the axes' values, what was measured, and NAME_index along each axis. Where every \
      seed is kept, there is also a table seeds. A table without a schema is the first store's.

      Cells that are not computed yet have NULL for what is measured. SQL - is read from standard \
      input. SQL '' or --schema shows the tables and what their columns mean.

      Functions besides SQLite's: wilson_low(k, n), wilson_high(k, n), median(x), quantile(x, q), \
      stddev(x).
      """)

  @Argument(
    help: ArgumentHelp("Stores (NAME.zarr), and after them the SQL.", valueName: "store ... sql"),
    completion: .directory)
  var words: [String]

  @Option(help: "table, csv or json.")
  var format: TableFormat = .table

  @Option(help: ArgumentHelp("Rows at most (default: 1000 of a table, else all).", valueName: "n"))
  var limit: Int?

  @Flag(help: "Show the tables and what their columns mean; all words are stores.")
  var schema = false

  func validate() throws {
    if !schema && words.count < 2 {
      throw ValidationError(
        "expected stores and, after them, SQL, as in: separatrix query heavy_ball.zarr "
          + "'SELECT verdict, count(*) FROM map GROUP BY verdict'")
    }
    if let limit, limit < 0 { throw ValidationError("--limit is \(limit); expected 0 or more") }
  }

  func run() throws {
    let paths = schema ? words[...] : words.dropLast()
    let stores = try paths.map { try SweepStore(opening: $0, catalog: catalog) }
    let stop = StopSignal()
    let interrupts = Interrupts(stop: stop)
    let database = try StoreDatabase(stores, isCancelled: { stop.isRequested })
    let sql = schema ? "" : try Self.text(words[words.count - 1])
    guard sql.contains(where: { !$0.isWhitespace }) else {
      return try SchemaPage(database.tables).print(format)
    }
    let statement: Statement
    do {
      statement = try Statement(sql, of: database)
    } catch {
      throw QueryError("\(error)\n" + SchemaPage(database.tables).summary)
    }
    do {
      try ResultPrinter(statement, limit: limit).print(format)
    } catch is Cancelled {
      throw EarlyEnd(signal: interrupts.signal ?? SIGINT)
    }
  }

  private static func text(_ argument: String) throws -> String {
    guard argument == "-" else { return argument }
    guard let data = try FileHandle.standardInput.readToEnd() else { return "" }
    guard let text = String(data: data, encoding: .utf8) else {
      throw QueryError("the query on standard input is not UTF-8 text")
    }
    return text
  }
}
