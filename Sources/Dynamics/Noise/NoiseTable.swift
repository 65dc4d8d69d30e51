// Unsafe code: the memory of random numbers that all cells share.
//
// Contract: `deallocate` releases it, and nothing is to be used after it. `row` is asked only of steps
// that `fill` has made available, and holds until the next `fill` or `begin`.

/// The random numbers of one seed that are the same for every cell, step by step: drawn once and read
/// by all lanes of all blocks.
///
/// It holds all steps of a sweep if they fit, and else a window of them, which is filled anew whenever
/// a block needs another.
struct NoiseTable<Scalar: LaneScalar> {
  private let draws: NoiseDraws
  /// Numbers per step.
  private let stride: Int
  private let numbers: UnsafeMutablePointer<Scalar>
  private let capacity: Int
  private var seed: UInt32 = 0
  /// The steps that are there.
  private var steps = 0..<0

  /// Bytes that a table may take.
  private static var byteLimit: Int { 8 << 20 }
  /// Steps to fill at once: where all cells diverge soon, no more are needed.
  private static var portion: Int { 256 }

  /// - Parameter steps: Of the sweep.
  init(_ draws: NoiseDraws, steps: Int) {
    self.draws = draws
    stride = draws.rule.gradients * draws.rule.numbers
    capacity = min(steps + 1, max(Self.byteLimit / (MemoryLayout<Scalar>.stride * stride), 16))
    numbers = .allocate(capacity: capacity * stride)
  }

  func deallocate() { numbers.deallocate() }

  /// Begins another seed.
  mutating func begin(seed: UInt32) {
    self.seed = seed
    steps = 0..<0
  }

  /// Makes numbers for step k available; answers with how many steps from k on there are.
  @inline(__always) mutating func fill(from k: Int) -> Int {
    if steps.contains(k) { return steps.upperBound - k }
    return fillMore(from: k)
  }

  @inline(never) private mutating func fillMore(from k: Int) -> Int {
    if k != steps.upperBound || steps.count + 1 > capacity { steps = k..<k }
    let count = min(Self.portion, capacity - steps.count)
    draws.fill(k..<k + count, seed: seed, into: numbers + (k - steps.lowerBound) * stride)
    steps = steps.lowerBound..<k + count
    return count
  }

  /// The numbers of step k, gradient by gradient.
  @inline(__always) func row(_ k: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(numbers + (k - steps.lowerBound) * stride)
  }
}
