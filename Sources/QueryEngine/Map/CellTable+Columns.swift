// Unsafe: the pointers hold as long as the chunk and the table.

import CSQLite
import SweepPlan
import ZarrStore

/// How a cursor makes a value of a column: the raw values of `cell_column.kind`.
enum ColumnKind: Int32 {
  case null, axisValue, index, float32, float64, uint32, uint8, verdict
}

extension CellTable {
  /// Where a column's values are in a chunk; they are read if need be.
  func column(_ number: Int, of chunk: CellChunk) throws(StoreError) -> cell_column {
    var column = cell_column()
    func lookUp(_ axis: Int) {
      column.origin = Int32(chunk.origin[axis])
      column.places = UnsafePointer(
        chunk.places.alongAxes[axis].elements(of: Int32.self).baseAddress)
      column.values = UnsafeRawPointer(axes[axis].values?.bytes.baseAddress)
    }
    func read(_ source: Int, as kind: ColumnKind? = nil) throws(StoreError) {
      guard !chunk.isMissing else { return }
      column.values = UnsafeRawPointer(try reader.column(source, of: chunk).bytes.baseAddress)
      column.kind = (kind ?? .init(sources[source].type)).rawValue
    }
    switch columns[number].role {
    case .value(let axis):
      column.kind = ColumnKind.axisValue.rawValue
      lookUp(axis)
    case .index(let axis):
      column.kind = ColumnKind.index.rawValue
      lookUp(axis)
    case .number(let source), .verdictCode(let source): try read(source)
    case .verdict(let source): try read(source, as: .verdict)
    }
    return column
  }
}

extension ColumnKind {
  init(_ type: DataType) {
    switch type {
    case .float32: self = .float32
    case .float64: self = .float64
    case .uint32: self = .uint32
    case .uint8: self = .uint8
    case .uint64, .int64: self = .null  // no variable is stored so
    }
  }
}
