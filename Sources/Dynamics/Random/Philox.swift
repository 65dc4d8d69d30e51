/// Random words that are a function of a key and a counter: Philox4x32-10.
///
///     10 times: (x₀, x₁, x₂, x₃) ← (hi(M₁x₂) ⊕ x₁ ⊕ k₀, lo(M₁x₂), hi(M₀x₀) ⊕ x₃ ⊕ k₁, lo(M₀x₀))
///               (k₀, k₁) ← (k₀ + W₀, k₁ + W₁)
///
/// Nothing is remembered from draw to draw, so workers and lanes draw in any order.
///
/// - Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC '11,
///   doi:10.1145/2063384.2063405
struct Philox: Sendable {
  private let key: (UInt32, UInt32)

  init(key: (UInt32, UInt32)) { self.key = key }

  init(seed: UInt32, stream: RandomStream) { key = (seed, stream.rawValue) }

  /// The four words for a counter.
  @inline(__always) func words(_ counter: RandomBlock) -> RandomBlock {
    let (low, high) = words(low: counter.low, high: counter.high)
    return RandomBlock(low: low, high: high)
  }

  /// Those for several counters, two words in each of `low` and `high` as in `RandomBlock`.
  @inline(__always) func words<Words: WordVector>(
    low: Words, high: Words
  ) -> (low: Words, high: Words) {
    var x = (low, low.upper, high, high.upper)
    var k = key
    for _ in 0..<10 {
      let p0 = x.0.times(0xd251_1f53)
      let p1 = x.2.times(0xcd9e_8d57)
      x = (
        p1.upper ^ x.1 ^ Words(repeating: k.0), p1, p0.upper ^ x.3 ^ Words(repeating: k.1), p0
      )
      k = (k.0 &+ 0x9e37_79b9, k.1 &+ 0xbb67_ae85)
    }
    return (x.0.joined(upper: x.1), x.2.joined(upper: x.3))
  }
}
