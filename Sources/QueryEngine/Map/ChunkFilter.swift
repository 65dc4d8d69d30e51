// Unsafe: reads a column's memory at the places of cells, which the chunk has.

import SweepPlan
import ZarrStore

/// A condition on what is stored, met a chunk at a time.
///
/// It lets pass every row that the query's conditions do, and perhaps others.
struct ChunkFilter {
  enum Test {
    /// A number within bounds.
    case within(Bounds)
    /// No number.
    case isNull
    /// A verdict of a set: bit n stands for the verdict of raw value n.
    case verdicts(UInt8)
  }

  let source: Int
  let test: Test

  /// Whether cells of tiles that are not done pass.
  var passesMissing: Bool {
    switch test {
    case .within: false
    case .isNull: true
    case .verdicts(let set): set & 1 != 0
    }
  }

  /// Whether a chunk of that range has cells that may pass.
  func mayPass(_ range: ChunkRange) -> Bool {
    switch test {
    case .within(let bounds):
      range.least <= range.most && range.least <= bounds.high && range.most >= bounds.low
    case .isNull: range.hasNaN
    case .verdicts(let set):
      Verdict.allCases.contains { verdict in
        let code = Double(verdict.rawValue)
        return set >> verdict.rawValue & 1 != 0 && range.least <= code && code <= range.most
      }
    }
  }

  /// Keeps the first of `cells` that pass, in their order; returns how many these are.
  func keep(
    _ cells: UnsafeMutableBufferPointer<Int32>, of column: LastingBuffer, type: DataType
  ) -> Int {
    switch test {
    case .within(let bounds):
      switch type {
      case .uint8: return within(bounds, column.elements(of: UInt8.self), cells) { Double($0) }
      case .uint32: return within(bounds, column.elements(of: UInt32.self), cells) { Double($0) }
      case .float32: return within(bounds, column.elements(of: Float.self), cells) { Double($0) }
      case .float64: return within(bounds, column.elements(of: Double.self), cells) { $0 }
      case .uint64, .int64: return cells.count
      }
    case .isNull:
      switch type {
      case .float32: return Self.keep(cells, column.elements(of: Float.self)) { $0.isNaN }
      case .float64: return Self.keep(cells, column.elements(of: Double.self)) { $0.isNaN }
      case .uint8, .uint32: return 0
      case .uint64, .int64: return cells.count
      }
    case .verdicts(let set):
      return Self.keep(cells, column.elements(of: UInt8.self)) { set >> ($0 & 3) & 1 != 0 }
    }
  }

  private func within<Element>(
    _ bounds: Bounds, _ elements: UnsafeMutableBufferPointer<Element>,
    _ cells: UnsafeMutableBufferPointer<Int32>, number: (Element) -> Double
  ) -> Int {
    Self.keep(cells, elements) { element in
      let number = number(element)
      return (number >= bounds.low) && (number <= bounds.high)
    }
  }

  /// Without a branch: every cell is written, and only those that pass are counted.
  private static func keep<Element>(
    _ cells: UnsafeMutableBufferPointer<Int32>, _ elements: UnsafeMutableBufferPointer<Element>,
    where passes: (Element) -> Bool
  ) -> Int {
    var count = 0
    for cell in cells {
      cells[count] = cell
      count += passes(elements[Int(cell)]) ? 1 : 0
    }
    return count
  }
}
