// Unsafe: what SQLite calls. A `cell_vtab` holds one reference to its `CellTable`, a `cell_cursor` one to its
// `CellScan`, from the call that made them to the one that ends them; SQLite calls nothing before or after,
// and on one thread only.

import CSQLite
import SweepPlan
import ZarrStore

/// The virtual tables that show `CellTable`s.
enum CellModule {
  /// What a connection's virtual tables are made from; the argument of the module says which.
  final class Tables {
    var list: [CellTable] = []
  }

  static let name = "separatrix_cells"

  /// Makes the module known to a connection; `tables` must live as long.
  static func register(_ tables: Tables, with database: OpaquePointer) -> Int32 {
    sqlite3_create_module(
      database, name, module.pointer, Unmanaged.passUnretained(tables).toOpaque())
  }

  /// Never changed after it is made: the contract behind `@unchecked Sendable`.
  private struct Module: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<sqlite3_module>
  }

  private static let module: Module = {
    let pointer = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    var module = sqlite3_module()
    module.iVersion = 2
    module.xCreate = connect
    module.xConnect = connect
    module.xBestIndex = bestIndex
    module.xDisconnect = disconnect
    module.xDestroy = disconnect
    module.xOpen = open
    module.xClose = close
    module.xFilter = filter
    module.xNext = next
    module.xEof = isAtEnd
    module.xColumn = column
    module.xRowid = rowNumber
    pointer.initialize(to: module)
    return Module(pointer: pointer)
  }()
}

// MARK: - Tables

private typealias ModuleArguments = UnsafePointer<UnsafePointer<CChar>?>

private func connect(
  database: OpaquePointer?, tables: UnsafeMutableRawPointer?, count: Int32,
  arguments: ModuleArguments?,
  result: UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab>?>?,
  message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
  // The module's, the schema's and the table's names stand before the arguments.
  guard let tables, let arguments, let result, count == 4, let words = arguments[3],
    let number = Int(String(cString: words))
  else { return SQLITE_ERROR }
  let table = Unmanaged<CellModule.Tables>.fromOpaque(tables).takeUnretainedValue().list[number]
  let status = sqlite3_declare_vtab(database, table.declaration)
  guard status == SQLITE_OK else { return status }
  sqlite3_vtab_direct_only(database)
  let virtual = UnsafeMutablePointer<cell_vtab>.allocate(capacity: 1)
  virtual.initialize(to: cell_vtab())
  virtual.pointee.table = Unmanaged.passRetained(table).toOpaque()
  result.pointee = UnsafeMutableRawPointer(virtual).assumingMemoryBound(to: sqlite3_vtab.self)
  return SQLITE_OK
}

private func disconnect(virtual: UnsafeMutablePointer<sqlite3_vtab>?) -> Int32 {
  guard let virtual else { return SQLITE_OK }
  let whole = UnsafeMutableRawPointer(virtual).assumingMemoryBound(to: cell_vtab.self)
  Unmanaged<CellTable>.fromOpaque(whole.pointee.table).release()
  whole.deallocate()
  return SQLITE_OK
}

private func table(_ virtual: UnsafeMutablePointer<sqlite3_vtab>) -> CellTable {
  let whole = UnsafeMutableRawPointer(virtual).assumingMemoryBound(to: cell_vtab.self)
  return Unmanaged<CellTable>.fromOpaque(whole.pointee.table).takeUnretainedValue()
}

private func bestIndex(
  virtual: UnsafeMutablePointer<sqlite3_vtab>?, info: UnsafeMutablePointer<sqlite3_index_info>?
) -> Int32 {
  guard let virtual, let info else { return SQLITE_ERROR }
  table(virtual).chooseScan(info)
  return SQLITE_OK
}

// MARK: - Cursors

private typealias Cursor = UnsafeMutablePointer<sqlite3_vtab_cursor>

private func whole(_ cursor: Cursor) -> UnsafeMutablePointer<cell_cursor> {
  UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: cell_cursor.self)
}

private func scan(_ cursor: Cursor) -> CellScan {
  Unmanaged<CellScan>.fromOpaque(whole(cursor).pointee.scan).takeUnretainedValue()
}

private func open(
  virtual: UnsafeMutablePointer<sqlite3_vtab>?, result: UnsafeMutablePointer<Cursor?>?
) -> Int32 {
  guard let virtual, let result else { return SQLITE_ERROR }
  let cursor = UnsafeMutablePointer<cell_cursor>.allocate(capacity: 1)
  cursor.initialize(to: cell_cursor())
  cursor.pointee.scan = Unmanaged.passRetained(CellScan(table(virtual), cursor)).toOpaque()
  result.pointee = UnsafeMutableRawPointer(cursor).assumingMemoryBound(
    to: sqlite3_vtab_cursor.self)
  return SQLITE_OK
}

private func close(cursor: Cursor?) -> Int32 {
  guard let cursor else { return SQLITE_OK }
  Unmanaged<CellScan>.fromOpaque(whole(cursor).pointee.scan).release()
  whole(cursor).deallocate()
  return SQLITE_OK
}

private func filter(
  cursor: Cursor?, plan: Int32, words: UnsafePointer<CChar>?, count: Int32,
  values: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  guard let cursor, let virtual = cursor.pointee.pVtab else { return SQLITE_ERROR }
  let plan = table(virtual).plans[Int(plan)]
  let operands = plan.conditions.enumerated().map { number, condition in
    condition.isList ? Operand.list(values?[number]) : [Operand(values?[number])]
  }
  return keepingFailure(of: cursor) { scan throws(StoreError) in try scan.begin(plan, operands) }
}

@inline(__always)
private func next(cursor: Cursor?) -> Int32 {
  guard let cursor else { return SQLITE_ERROR }
  let present = whole(cursor)
  present.pointee.next += 1
  if present.pointee.next != present.pointee.end { return SQLITE_OK }
  return keepingFailure(of: cursor) { scan throws(StoreError) in try scan.advance() }
}

private func keepingFailure(
  of cursor: Cursor, _ body: (CellScan) throws(StoreError) -> Void
) -> Int32 {
  do throws(StoreError) {
    try body(scan(cursor))
    return SQLITE_OK
  } catch {
    table(cursor.pointee.pVtab).failure = error
    return SQLITE_IOERR
  }
}

@inline(__always)
private func isAtEnd(cursor: Cursor?) -> Int32 {
  guard let cursor else { return 1 }
  return whole(cursor).pointee.next == nil ? 1 : 0
}

private func rowNumber(cursor: Cursor?, result: UnsafeMutablePointer<Int64>?) -> Int32 {
  guard let cursor else { return SQLITE_ERROR }
  result?.pointee = scan(cursor).rowNumber
  return SQLITE_OK
}

@inline(__always)
private func column(cursor: Cursor?, context: OpaquePointer?, number: Int32) -> Int32 {
  guard let cursor else { return SQLITE_ERROR }
  let present = whole(cursor)
  let column = present.pointee.columns + Int(number)
  let cell = Int(present.pointee.next.pointee)
  func stored<Element>(_ type: Element.Type) -> Element {
    column.pointee.values.assumingMemoryBound(to: type)[cell]
  }
  var place: Int { Int(column.pointee.places[cell] + column.pointee.origin) }
  switch ColumnKind(rawValue: column.pointee.kind) {
  case .null, nil: break
  case .axisValue:
    sqlite3_result_double(
      context, column.pointee.values.assumingMemoryBound(to: Double.self)[place])
  case .index: sqlite3_result_int64(context, Int64(place))
  // SQLite makes NULL of NaN.
  case .float32: sqlite3_result_double(context, Double(stored(Float.self)))
  case .float64: sqlite3_result_double(context, stored(Double.self))
  case .uint32: sqlite3_result_int64(context, Int64(stored(UInt32.self)))
  case .uint8: sqlite3_result_int64(context, Int64(stored(UInt8.self)))
  case .verdict:
    let code = stored(UInt8.self)
    if let (text, count) = VerdictText.all[code] {
      sqlite3_result_lasting_text(context, text, count)
    }
  }
  return SQLITE_OK
}
