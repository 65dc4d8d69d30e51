// Unsafe code: what is drawn for kernels.
//
// Contract: `table` has room for the variates of all blocks.

extension VariateBatch {
  /// Noise that all cells share: the variates of `blocks` blocks of each of `steps`.
  ///
  /// Variate j of the i-th step goes to `table[2 · blocks · i + j]`, rounded once.
  func drawShared<Scalar: LaneScalar>(
    _ variate: Variate, steps: Range<Int>, blocks: Int, _ generator: Philox,
    into table: UnsafeMutablePointer<Scalar>
  ) {
    var target = table
    var left = steps.count * blocks
    var (step, block) = (steps.lowerBound, 0)
    while left > 0 {
      let count = min(left, capacity)
      for i in 0..<count {
        words[i] = RandomBlock(
          block: UInt32(truncatingIfNeeded: block), step: UInt32(truncatingIfNeeded: step))
        block += 1
        if block == blocks { (step, block) = (step + 1, 0) }
      }
      draw(variate, count: count, generator)
      for i in 0..<count {
        target[2 * i] = Scalar(first[i])
        target[2 * i + 1] = Scalar(second[i])
      }
      target += 2 * count
      left -= count
    }
  }

  /// Noise of each cell's own: the variates of `blocks` blocks of one step.
  ///
  /// Variate j of `cells[i]` goes to `table[j · lanes + i]`, rounded once: one vector of lanes after
  /// another.
  ///
  /// - Parameters:
  ///   - firstBlock: Of the step's blocks.
  ///   - cells: The number in the grid of the cell of each lane.
  ///   - lanes: At most `capacity`.
  func drawPerCell<Scalar: LaneScalar>(
    _ variate: Variate, step: Int, firstBlock: Int = 0, blocks: Int, cells: UnsafePointer<UInt64>,
    lanes: Int,
    _ generator: Philox, into table: UnsafeMutablePointer<Scalar>
  ) {
    precondition(lanes <= capacity)
    let step = UInt32(truncatingIfNeeded: step)
    var target = table
    for block in firstBlock..<firstBlock + blocks {
      for i in 0..<lanes {
        words[i] = RandomBlock(
          block: UInt32(truncatingIfNeeded: block), step: step, cell: cells[i])
      }
      draw(variate, count: lanes, generator)
      for i in 0..<lanes {
        target[i] = Scalar(first[i])
        target[lanes + i] = Scalar(second[i])
      }
      target += 2 * lanes
    }
  }
}
