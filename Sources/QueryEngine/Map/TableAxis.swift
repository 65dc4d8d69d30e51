import SweepPlan

/// A dimension of a table: its cells' values, which increase, and which of them lie between bounds.
struct TableAxis {
  let count: Int
  /// By index; nil for seeds, whose value is their index.
  let values: LastingBuffer?

  init(_ axis: Axis) {
    count = axis.count
    values = LastingBuffer(axis.values)
  }

  /// Of seeds 0, 1, …
  init(seeds count: Int) {
    self.count = count
    values = nil
  }

  /// The indices whose values lie within bounds.
  func indices(ofValuesWithin bounds: Bounds) -> Range<Int> {
    guard let values = values?.elements(of: Double.self) else { return indices(within: bounds) }
    let first = partition { values[$0] >= bounds.low }
    let end = partition { values[$0] > bounds.high }
    return first..<max(first, end)
  }

  /// The indices that lie, as numbers, within bounds.
  func indices(within bounds: Bounds) -> Range<Int> {
    let first = Int(min(max(bounds.low.rounded(.up), 0), Double(count)))
    let end = Int(min(max(bounds.high.rounded(.down) + 1, 0), Double(count)))
    return first..<max(first, end)
  }

  /// The first index from which on something is so; `count` if it never is.
  private func partition(_ isSo: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isSo(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
