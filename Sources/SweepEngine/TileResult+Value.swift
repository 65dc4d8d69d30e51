import SweepPlan

extension TileResult {
  /// A variable's value in a cell; `nil` if the result has no such column. Of a variable with layers,
  /// the first.
  public func value(of variable: Variable, inCell cell: Int) -> Double? {
    let column = self[variable]
    guard !column.isEmpty else { return nil }
    let type = variable.elementType(precision)
    let layers = column.count / type.byteCount / tile.cellCount
    let offset = cell * layers * type.byteCount
    return switch type {
    case .uint8: Double(column.load(fromByteOffset: offset, as: UInt8.self))
    case .uint32: Double(column.load(fromByteOffset: offset, as: UInt32.self))
    case .real(.float32): Double(column.load(fromByteOffset: offset, as: Float.self))
    case .real(.float64): column.load(fromByteOffset: offset, as: Double.self)
    }
  }
}
