// Unsafe code: the memory of random variates.
//
// Contract: `deallocate` releases it, and nothing is to be used after it; counts are at most
// `capacity`, a whole number of vectors. A batch serves one thread.

/// The batch of a worker, as wide as computes fastest.
typealias NoiseBatch = VariateBatch<Twice<Twice<DoubleLanes>>>

/// Turns counters into variates, many at a time.
///
/// All is computed in `Double`, whatever the precision of a kernel, so that a seed means the same
/// noise in both.
struct VariateBatch<Lanes: LaneVector> where Lanes.Scalar == Double {
  let words: WordBatch
  /// Of each block drawn, its two variates.
  let first: UnsafeMutablePointer<Double>
  let second: UnsafeMutablePointer<Double>

  var capacity: Int { words.capacity }

  /// - Parameter capacity: Counters; rounded up to whole vectors.
  init(capacity: Int) {
    let lanes = Lanes.laneCount
    words = WordBatch(capacity: (capacity + lanes - 1) / lanes * lanes)
    precondition(words.capacity % lanes == 0)
    first = .allocate(capacity: words.capacity)
    second = .allocate(capacity: words.capacity)
    first.initialize(repeating: 0.5, count: words.capacity)
    second.initialize(repeating: 0.5, count: words.capacity)
  }

  func deallocate() {
    words.deallocate()
    first.deallocate()
    second.deallocate()
  }

  /// Of the first `count` counters of `words`.
  @inline(never) func draw(_ variate: Variate, count: Int, _ generator: Philox) {
    words.drawFractions(count, generator, into: first, second)
    switch variate {
    case .uniform: map(count) { u, v in (u, v) }
    case .sign: map(count) { u, v in (Self.sign(u), Self.sign(v)) }
    case .normal: map(count) { u, v in PolarPoint(u, v).normals }
    case .polar:
      map(count) { u, v in
        let point = PolarPoint(u, v)
        return (point.squaredRadius, point.cosine)
      }
    }
  }

  @inline(__always) private static func sign(_ u: Lanes) -> Lanes {
    Lanes(repeating: 1).timesSign(of: u - Lanes(repeating: 0.5))
  }

  @inline(__always) private func map(_ count: Int, _ function: (Lanes, Lanes) -> (Lanes, Lanes)) {
    var i = 0
    while i < count {
      let (a, b) = function(Self.uniform(first + i), Self.uniform(second + i))
      a.store(to: first + i)
      b.store(to: second + i)
      i += Lanes.laneCount
    }
  }

  /// u = (k + ½) 2⁻⁵² from 1 + k 2⁻⁵²: exact, as likely as 1 − u, and neither 0, ½ nor 1.
  @inline(__always) private static func uniform(_ fraction: UnsafeMutablePointer<Double>) -> Lanes {
    Lanes(loading: fraction) - Lanes(repeating: 1 - 0x1p-53)
  }
}
