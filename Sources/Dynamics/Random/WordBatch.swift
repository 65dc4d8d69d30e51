// Unsafe code: the memory of random words.
//
// Contract: `deallocate` releases it, and nothing is to be used after it; counts are at most
// `capacity`, a whole number of vectors. A batch serves one thread.

/// Counters, and then the words drawn for them, many at a time.
struct WordBatch {
  let capacity: Int
  let low: UnsafeMutablePointer<UInt64>
  let high: UnsafeMutablePointer<UInt64>

  /// - Parameter capacity: Counters; rounded up to whole vectors.
  init(capacity: Int) {
    let lanes = WordLanes.laneCount
    let capacity = (capacity + lanes - 1) / lanes * lanes
    self.capacity = capacity
    low = .allocate(capacity: capacity)
    high = .allocate(capacity: capacity)
    low.initialize(repeating: 0, count: capacity)
    high.initialize(repeating: 0, count: capacity)
  }

  func deallocate() {
    low.deallocate()
    high.deallocate()
  }

  @inline(__always) subscript(i: Int) -> RandomBlock {
    get { RandomBlock(low: low[i], high: high[i]) }
    nonmutating set { (low[i], high[i]) = (newValue.low, newValue.high) }
  }

  /// Replaces the first `count` counters by their words.
  @inline(never) func draw(_ count: Int, _ generator: Philox) {
    forEach(count, generator) { i, low, high in
      low.store(to: self.low + i)
      high.store(to: self.high + i)
    }
  }

  /// Puts 1 + k 2⁻⁵² for each of the two numbers k of 52 bits that are drawn for a counter.
  @inline(never) func drawFractions(
    _ count: Int, _ generator: Philox, into first: UnsafeMutablePointer<Double>,
    _ second: UnsafeMutablePointer<Double>
  ) {
    forEach(count, generator) { i, low, high in
      low.storeFraction(to: first + i)
      high.storeFraction(to: second + i)
    }
  }

  /// Vector after vector, and so some behind the first `count`.
  @inline(__always) private func forEach(
    _ count: Int, _ generator: Philox, _ take: (Int, WordLanes, WordLanes) -> Void
  ) {
    var i = 0
    while i < count {
      let words = generator.words(
        low: WordLanes(loading: low + i), high: WordLanes(loading: high + i))
      take(i, words.low, words.high)
      i += WordLanes.laneCount
    }
  }
}
