// Unsafe: text and bytes that SQLite lends for the moment are copied.

import CSQLite

/// A value of a result.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])

  init(_ value: OpaquePointer?) {
    switch sqlite3_value_type(value) {
    case SQLITE_INTEGER: self = .integer(sqlite3_value_int64(value))
    case SQLITE_FLOAT: self = .real(sqlite3_value_double(value))
    case SQLITE_TEXT:
      let text = UnsafeRawBufferPointer(
        start: sqlite3_value_text(value), count: Int(sqlite3_value_bytes(value)))
      self = .text(String(decoding: text, as: UTF8.self))
    case SQLITE_BLOB:
      let start = sqlite3_value_blob(value)
      let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
      self = .bytes(Array(bytes))
    default: self = .null
    }
  }
}

extension Operand {
  init(_ value: OpaquePointer?) {
    switch SQLValue(value) {
    case .null: self = .null
    case .integer(let integer): self.init(integer)
    case .real(let number): self.init(number)
    case .text(let text): self = .text(text)
    case .bytes: self = .bytes
    }
  }

  /// The values of an `IN` list.
  static func list(_ values: OpaquePointer?) -> [Operand] {
    var operands: [Operand] = []
    var value: OpaquePointer?
    var status = sqlite3_vtab_in_first(values, &value)
    while status == SQLITE_OK, let present = value {
      operands.append(Operand(present))
      status = sqlite3_vtab_in_next(values, &value)
    }
    return operands
  }
}
