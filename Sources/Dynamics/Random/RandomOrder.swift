// Unsafe code: the memory of an order.
//
// Contract: `deallocate` releases it, and nothing is to be used after it; an order serves one
// thread.

/// Random orders of 0..<n, as far as they are asked for: Fisher and Yates's way.
///
///     for i in 0..<m: exchange the i-th with one of those from the i-th on
///
/// The first m of the n! orders are as likely as any others, and do not depend on m: to ask for
/// more is to continue. After a draw all exchanges are taken back, so a draw costs m, not n.
struct RandomOrder {
  let count: Int
  private let order: UnsafeMutablePointer<UInt32>
  /// With which the i-th was exchanged.
  private let partners: UnsafeMutablePointer<UInt32>
  private let words: WordBatch
  private var drawn = 0

  /// - Parameter count: n, from 1 to 2³¹.
  init(of count: Int) {
    precondition(1...(1 << 31) ~= count)
    self.count = count
    order = .allocate(capacity: count)
    for i in 0..<count { order[i] = UInt32(truncatingIfNeeded: i) }
    partners = .allocate(capacity: count)
    partners.initialize(repeating: 0, count: count)
    words = WordBatch(capacity: min((count + 1) / 2, 64))
  }

  func deallocate() {
    order.deallocate()
    partners.deallocate()
    words.deallocate()
  }

  /// The first m ≤ n of the order for a counter, whose `block` is 0 and counts on; they stand until
  /// the next draw.
  mutating func draw(
    _ m: Int, _ counter: RandomBlock, _ generator: Philox
  ) -> UnsafePointer<UInt32> {
    precondition(m <= count)
    takeBack()
    var i = 0
    while i < m {
      let blocks = min((m - i + 1) / 2, words.capacity)
      for b in 0..<blocks {
        words[b] = RandomBlock(low: counter.low &+ UInt64(i / 2 + b), high: counter.high)
      }
      words.draw(blocks, generator)
      for b in 0..<blocks {
        let block = words[b]
        exchange(i, block.low)
        if i + 1 < m { exchange(i + 1, block.high) }
        i += 2
      }
    }
    drawn = m
    return UnsafePointer(order)
  }

  @inline(__always) private func exchange(_ i: Int, _ word: UInt64) {
    let further = word.bounded(below: UInt32(truncatingIfNeeded: count - i))
    partners[i] = UInt32(truncatingIfNeeded: i) &+ further
    exchange(i)
  }

  @inline(__always) private func exchange(_ i: Int) {
    let j = Int(partners[i])
    (order[i], order[j]) = (order[j], order[i])
  }

  private mutating func takeBack() {
    while drawn > 0 {
      drawn -= 1
      exchange(drawn)
    }
  }
}
