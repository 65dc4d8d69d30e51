// The draws of this folder on arrays, for tests.

/// Replaces counters by words, one after another or in vectors.
package func replaceByWords(
  low: UnsafeMutablePointer<UInt64>, high: UnsafeMutablePointer<UInt64>, count: Int,
  key: (UInt32, UInt32), inVectors: Bool
) {
  let generator = Philox(key: key)
  let batch = WordBatch(capacity: count)
  defer { batch.deallocate() }
  for i in 0..<count { batch[i] = RandomBlock(low: low[i], high: high[i]) }
  if inVectors {
    batch.draw(count, generator)
  } else {
    for i in 0..<count { batch[i] = generator.words(batch[i]) }
  }
  for i in 0..<count { (low[i], high[i]) = (batch[i].low, batch[i].high) }
}

/// Which draws.
package struct NoiseRequest: Sendable {
  package var variate: String
  package var seed: UInt32
  package var stream: UInt32
  package var steps: Range<Int>
  package var blocks: Int
  /// Counters at a time.
  package var capacity = 256

  package init(
    _ variate: String, seed: UInt32, stream: UInt32 = 0, steps: Range<Int>, blocks: Int
  ) {
    self.variate = variate
    self.seed = seed
    self.stream = stream
    self.steps = steps
    self.blocks = blocks
  }

  fileprivate func generator() -> Philox {
    guard let stream = RandomStream(rawValue: stream) else { preconditionFailure("no such stream") }
    return Philox(seed: seed, stream: stream)
  }

  fileprivate func kind() -> Variate {
    guard let variate = Variate(rawValue: variate) else { preconditionFailure("no such variate") }
    return variate
  }
}

/// Noise that all cells share, computed in vectors of `lanes`: one lane, or one or four machine
/// vectors.
package func drawShared(
  _ request: NoiseRequest, lanes: Int, into table: UnsafeMutablePointer<Double>
) {
  switch lanes {
  case DoubleLanes.laneCount: drawShared(request, DoubleLanes.self, table)
  case 4 * DoubleLanes.laneCount: drawShared(request, Twice<Twice<DoubleLanes>>.self, table)
  case 1: drawShared(request, Double.self, table)
  default: preconditionFailure("no vector of \(lanes) lanes")
  }
}

/// The same, rounded.
package func drawShared(_ request: NoiseRequest, into table: UnsafeMutablePointer<Float>) {
  drawShared(request, Twice<Twice<DoubleLanes>>.self, table)
}

/// Noise of each cell's own, of each step after the other, computed in the same vectors.
package func drawPerCell(
  _ request: NoiseRequest, lanes: Int, cells: UnsafePointer<UInt64>, count: Int,
  into table: UnsafeMutablePointer<Double>
) {
  switch lanes {
  case DoubleLanes.laneCount: drawPerCell(request, DoubleLanes.self, cells, count, table)
  case 4 * DoubleLanes.laneCount:
    drawPerCell(request, Twice<Twice<DoubleLanes>>.self, cells, count, table)
  case 1: drawPerCell(request, Double.self, cells, count, table)
  default: preconditionFailure("no vector of \(lanes) lanes")
  }
}

private func drawShared<Lanes: LaneVector, Scalar: LaneScalar>(
  _ request: NoiseRequest, _: Lanes.Type, _ table: UnsafeMutablePointer<Scalar>
) where Lanes.Scalar == Double {
  let batch = VariateBatch<Lanes>(capacity: request.capacity)
  defer { batch.deallocate() }
  batch.drawShared(
    request.kind(), steps: request.steps, blocks: request.blocks, request.generator(), into: table)
}

private func drawPerCell<Lanes: LaneVector>(
  _ request: NoiseRequest, _: Lanes.Type, _ cells: UnsafePointer<UInt64>, _ count: Int,
  _ table: UnsafeMutablePointer<Double>
) where Lanes.Scalar == Double {
  let batch = VariateBatch<Lanes>(capacity: max(request.capacity, count))
  defer { batch.deallocate() }
  var table = table
  for step in request.steps {
    batch.drawPerCell(
      request.kind(), step: step, blocks: request.blocks, cells: cells, lanes: count,
      request.generator(), into: table)
    table += Variate.perBlock * request.blocks * count
  }
}

/// t of each L, c and ν.
package func studentT(
  squaredRadius: Double, cosine: Double, degreesOfFreedom: Double
) -> Double {
  .studentT(squaredRadius: squaredRadius, cosine: cosine, degreesOfFreedom: degreesOfFreedom)
}

/// The first m of an order of 0..<n for each of `steps`, one draw after another; of `cell`'s own
/// unless that is `nil`.
package func drawOrders(
  of n: Int, first m: Int, seed: UInt32, steps: Range<UInt32>, cell: UInt64?,
  into table: UnsafeMutablePointer<UInt32>
) {
  var order = RandomOrder(of: n)
  defer { order.deallocate() }
  let generator = Philox(seed: seed, stream: .permutation)
  var table = table
  for step in steps {
    let counter =
      cell.map { RandomBlock(block: 0, step: step, cell: $0) } ?? RandomBlock(block: 0, step: step)
    let drawn = order.draw(m, counter, generator)
    for i in 0..<m { table[i] = drawn[i] }
    table += m
  }
}

/// An integer below n of a random word.
package func boundedInteger(_ word: UInt64, below n: UInt32) -> UInt32 { word.bounded(below: n) }
