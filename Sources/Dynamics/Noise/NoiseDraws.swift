// Unsafe code: memory for what is drawn.
//
// Contract: what is written into has room for it; what `examples` answers with holds until the next
// draw. One value serves one thread.

/// Draws the random numbers that a noise rule asks for.
///
/// A Philox counter is (block, step, cell), where `block` counts pairs of numbers, gradient by gradient.
final class NoiseDraws {
  let rule: NoiseRule
  private let batch: NoiseBatch
  private var order: RandomOrder
  private let chosen: UnsafeMutablePointer<UInt32>

  init(_ rule: NoiseRule) {
    self.rule = rule
    batch = NoiseBatch(capacity: 256)
    order = RandomOrder(of: max(rule.exampleCount, 1))
    chosen = .allocate(capacity: max(rule.largestBatch, 1))
  }

  deinit {
    batch.deallocate()
    order.deallocate()
    chosen.deallocate()
  }

  /// Writes the numbers of several steps that all cells share, step by step, gradient by gradient.
  func fill<Scalar: LaneScalar>(
    _ steps: Range<Int>, seed: UInt32, into table: UnsafeMutablePointer<Scalar>
  ) {
    if rule.kind == .minibatch {
      fillExamples(steps, seed, into: table)
      return
    }
    let blocks = rule.gradients * rule.blocks
    let generator = Philox(seed: seed, stream: .gradient)
    guard rule.sharesStudent, let degrees = rule.degreesOfFreedom else {
      batch.drawShared(rule.variate, steps: steps, blocks: blocks, generator, into: table)
      return
    }
    let count = steps.count * blocks
    let parts = UnsafeMutablePointer<Double>.allocate(capacity: Variate.perBlock * count)
    defer { parts.deallocate() }
    batch.drawShared(.polar, steps: steps, blocks: blocks, generator, into: parts)
    for i in 0..<count {
      let t = Double.studentT(
        squaredRadius: parts[2 * i], cosine: parts[2 * i + 1], degreesOfFreedom: degrees)
      table[2 * i] = Scalar(t)
      table[2 * i + 1] = 0
    }
  }

  /// Writes the numbers of one gradient for each of several cells, one number after the other.
  func fill<Scalar: LaneScalar>(
    step: Int, gradient: Int, seed: UInt32, cells: UnsafePointer<UInt64>, lanes: Int,
    into table: UnsafeMutablePointer<Scalar>
  ) {
    batch.drawPerCell(
      rule.variate, step: step, firstBlock: gradient * rule.blocks, blocks: rule.blocks,
      cells: cells, lanes: lanes, Philox(seed: seed, stream: .gradient), into: table)
  }

  // MARK: Examples

  /// What is not there, where the last batch of an order is smaller, is negative.
  private func fillExamples<Scalar: LaneScalar>(
    _ steps: Range<Int>, _ seed: UInt32, into table: UnsafeMutablePointer<Scalar>
  ) {
    let size = rule.largestBatch
    var target = table
    for step in steps {
      for gradient in 0..<rule.gradients {
        let examples = examples(
          of: rule.number(step: step, gradient: gradient), size: size, seed: seed, cell: nil)
        for i in 0..<size { target[i] = i < examples.count ? Scalar(examples[i]) : -1 }
        target += size
      }
    }
  }

  /// The examples of a batch; with one that is larger, the first are the same.
  ///
  /// - Parameters:
  ///   - number: Which gradient since the first step.
  ///   - cell: The number in the grid of the only cell that has them; `nil` if all have.
  func examples(
    of number: Int, size: Int, seed: UInt32, cell: UInt64?
  ) -> UnsafeBufferPointer<UInt32> {
    let n = rule.exampleCount
    func counter(_ number: Int) -> RandomBlock {
      let step = UInt32(truncatingIfNeeded: number)
      guard let cell else { return RandomBlock(block: 0, step: step) }
      return RandomBlock(block: 0, step: step, cell: cell)
    }
    switch rule.sampling {
    case .withReplacement:
      var counter = counter(number)
      let generator = Philox(seed: seed, stream: .examples)
      for i in 0..<size {
        let words = generator.words(counter)
        chosen[i] = (i % 2 == 0 ? words.low : words.high)
          .bounded(below: UInt32(truncatingIfNeeded: n))
        if i % 2 == 1 { counter.low &+= 1 }
      }
      return UnsafeBufferPointer(start: chosen, count: size)
    case .withoutReplacement:
      let first = order.draw(size, counter(number), Philox(seed: seed, stream: .examples))
      return UnsafeBufferPointer(start: first, count: size)
    case .reshuffling:
      let (epoch, place) = number.quotientAndRemainder(dividingBy: (n + size - 1) / size)
      let first = order.draw(n, counter(epoch), Philox(seed: seed, stream: .permutation))
      return UnsafeBufferPointer(
        start: first + place * size, count: min(size, n - place * size))
    }
  }
}
