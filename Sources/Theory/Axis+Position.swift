import Foundation
import SweepPlan

/// Places on an axis measured in cells: cell i reaches from i to i + 1.
extension Axis {
  /// Where a value lies. Within a cell differences count, on a logarithmic axis ratios; beyond the
  /// ends cells go on as wide as the last.
  func position(of value: Double) -> Double {
    let runsUpward = upper > lower
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if runsUpward == (value >= edge(middle)) { low = middle } else { high = middle - 1 }
    }
    let (before, after) = (edge(low), edge(low + 1))
    let share =
      isLogarithmic
      ? log(value / before) / log(after / before) : (value - before) / (after - before)
    return Double(low) + share
  }

  /// The value at a position.
  func value(atPosition position: Double) -> Double {
    let cell = min(max(Int(position.rounded(.down)), 0), count - 1)
    let (before, after) = (edge(cell), edge(cell + 1))
    let share = position - Double(cell)
    return isLogarithmic
      ? before * pow(after / before, share) : before + share * (after - before)
  }
}
