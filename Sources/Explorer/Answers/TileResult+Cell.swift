import SweepPlan

extension TileResult {
  /// What a cell has, to the last bit.
  func values(ofCell cell: Int, _ variables: [Variable]) -> CellValues {
    let verdict = Verdict(rawValue: self[.verdict][cell]) ?? .missing
    let numbers = variables.filter { $0 != .verdict }.map { ($0, value($0, ofCell: cell)) }
    return CellValues(verdict: verdict, numbers: numbers)
  }

  private func value(_ variable: Variable, ofCell cell: Int) -> Double {
    let column = UnsafeRawBufferPointer(self[variable])
    let type = variable.elementType(precision)
    let offset = cell * type.byteCount
    guard offset + type.byteCount <= column.count else { return .nan }
    return switch type {
    case .uint8: Double(column.load(fromByteOffset: offset, as: UInt8.self))
    case .uint32: Double(column.load(fromByteOffset: offset, as: UInt32.self))
    case .real(.float32): Double(column.load(fromByteOffset: offset, as: Float.self))
    case .real(.float64): column.load(fromByteOffset: offset, as: Double.self)
    }
  }
}
