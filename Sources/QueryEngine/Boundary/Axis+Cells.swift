import Foundation
import SweepPlan

// Values between cells, and lengths along an axis. On a logarithmic axis ratios count.

extension Axis {
  /// The cell whose interval holds a value, its lower edge included; `nil` beyond the axis's ends.
  public func cell(containing value: Double) -> Int? {
    guard lower < upper, value >= lower, value <= upper else {
      return value == lower && count > 0 ? 0 : nil
    }
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if value >= edge(middle) { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The value at a share of the way from the centre of a cell to that of the next. Halfway is the edge
  /// between them.
  func value(afterCell cell: Int, share: Double) -> Double {
    if share == 0.5 { return edge(cell + 1) }
    let (before, after) = (self[cell], self[cell + 1])
    return isLogarithmic
      ? before * pow(after / before, share) : before + share * (after - before)
  }

  /// The value halfway between two.
  func middle(_ a: Double, _ b: Double) -> Double {
    isLogarithmic ? a.squareRoot() * b.squareRoot() : a + (b - a) / 2
  }

  /// How far two values are apart, as a share of the axis's length.
  func share(from a: Double, to b: Double) -> Double {
    isLogarithmic ? log(b / a) / log(upper / lower) : (b - a) / (upper - lower)
  }

  /// The widths of all cells, in the axis's units.
  var widths: [Double] {
    let edges = edges
    return zip(edges, edges.dropFirst()).map { $1 - $0 }
  }
}
