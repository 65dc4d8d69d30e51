import SweepPlan

// Plain loops over memory, which the compiler vectorises. Unsafe: `target` holds a value of each of a
// tile's cells, and nobody writes the tile any more.

extension MapTile {
  func copyVerdicts(to target: UnsafeMutableRawBufferPointer) {
    switch self {
    case .computed(let tile):
      target.copyMemory(from: UnsafeRawBufferPointer(tile.run.result[.verdict]))
      tile.eraseForbidden(target.bindMemory(to: UInt8.self), with: Verdict.missing.rawValue)
    case .stored(let tile): tile.verdicts.withUnsafeBytes { target.copyMemory(from: $0) }
    }
  }

  /// Writes a variable as float32; NaN where there is none.
  func copy(_ variable: Variable, to target: UnsafeMutableRawBufferPointer) {
    let floats = target.bindMemory(to: Float.self)
    switch self {
    case .computed(let tile):
      let column = tile.run.result[variable]
      guard column.count > 0 else { return floats.update(repeating: .nan) }
      switch variable.elementType(tile.run.result.precision) {
      case .uint8: convert(column.bindMemory(to: UInt8.self), floats) { Float($0) }
      case .uint32:
        let none: UInt32? = variable == .period ? 0 : nil
        convert(column.bindMemory(to: UInt32.self), floats) { $0 == none ? .nan : Float($0) }
      case .real(.float32): target.copyMemory(from: UnsafeRawBufferPointer(column))
      case .real(.float64): convert(column.bindMemory(to: Double.self), floats) { Float($0) }
      }
      tile.eraseForbidden(floats, with: .nan)
    case .stored(let tile):
      guard let values = tile.values else { return floats.update(repeating: .nan) }
      values.withUnsafeBytes { target.copyMemory(from: $0) }
    }
  }

  private func convert<Value>(
    _ source: UnsafeMutableBufferPointer<Value>, _ target: UnsafeMutableBufferPointer<Float>,
    _ number: (Value) -> Float
  ) {
    for cell in 0..<min(source.count, target.count) { target[cell] = number(source[cell]) }
  }
}

extension EngineTile {
  /// Puts `value` where the sweep allows no cell.
  fileprivate func eraseForbidden<Value>(
    _ target: UnsafeMutableBufferPointer<Value>, with value: Value
  ) {
    let side = TileAddress.side
    guard columns.count < side || rows.count < side else { return }
    for row in 0..<side {
      let isRow = rows.contains(row)
      for column in 0..<side where !isRow || !columns.contains(column) {
        target[row * side + column] = value
      }
    }
  }
}
