import SweepPlan

/// A dimension of a table: its cells' values, and which indices have values between bounds.
struct TableAxis {
  let name: String
  let count: Int
  /// By index; nil for seeds, whose value is their index.
  let values: LastingBuffer?
  /// No value comes twice.
  let isDistinct: Bool
  /// Indices by rank, the least value first; nil if the values increase.
  private let order: [Int32]?
  /// The other way round.
  private let ranks: [Int32]?

  init(_ axis: Axis) {
    let values = axis.values
    self.init(name: axis.name, count: values.count, values: LastingBuffer(values), of: values)
  }

  /// Of seeds 0, 1, …
  init(seeds count: Int) { self.init(name: "seed", count: count, values: nil, of: []) }

  private init(name: String, count: Int, values: LastingBuffer?, of numbers: [Double]) {
    self.name = name
    self.count = count
    self.values = values
    let pairs = zip(numbers, numbers.dropFirst())
    if pairs.allSatisfy(<) {
      (order, ranks, isDistinct) = (nil, nil, true)
      return
    }
    let order = numbers.indices.map { Int32($0) }.sorted {
      (numbers[Int($0)], $0) < (numbers[Int($1)], $1)
    }
    var ranks = order
    for (rank, index) in order.enumerated() { ranks[Int(index)] = Int32(rank) }
    self.order = order
    self.ranks = ranks
    isDistinct = zip(order, order.dropFirst()).allSatisfy { numbers[Int($0)] < numbers[Int($1)] }
  }

  /// In the order of their values, the place of an index.
  func rank(of index: Int32) -> Int32 { ranks?[Int(index)] ?? index }

  func index(ofRank rank: Int) -> Int32 { order?[rank] ?? Int32(rank) }

  /// The ranks of the values that lie within bounds.
  func ranks(within bounds: Bounds) -> Range<Int> {
    guard let values = values?.elements(of: Double.self) else { return indices(within: bounds) }
    let first = partition { values[Int(index(ofRank: $0))] >= bounds.low }
    let end = partition { values[Int(index(ofRank: $0))] > bounds.high }
    return first..<max(first, end)
  }

  /// The indices that lie, as numbers, within bounds.
  func indices(within bounds: Bounds) -> Range<Int> {
    let first = Int(min(max(bounds.low.rounded(.up), 0), Double(count)))
    let end = Int(min(max(bounds.high.rounded(.down) + 1, 0), Double(count)))
    return first..<max(first, end)
  }

  /// The first rank from which on something is so; `count` if it never is.
  private func partition(_ isSo: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isSo(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
