// Unsafe code: the memory of samples.
//
// Contract: a source serves one thread. A `Sample` holds until the next call of `sample`, `begin` or
// `fill`.

/// Where the samples of one seed come from: from a table that all cells share, or drawn for each
/// cell.
final class NoiseSource<Lanes: LaneVector> {
  typealias Scalar = Lanes.Scalar

  let rule: NoiseRule
  private let draws: NoiseDraws
  /// In memory of its own: of a variable of a class each access would be checked.
  private let table: UnsafeMutablePointer<NoiseTable<Scalar>>
  private var seed: UInt32 = 0
  private let rows: BatchRows<Scalar>
  /// Numbers of a sample, one for each lane: of independent noise.
  private let own: UnsafeMutablePointer<Lanes>
  /// Three vectors of ℝᵈ.
  private let vectors: UnsafeMutablePointer<Lanes>
  /// Room for one scalar per lane.
  let scalars: UnsafeMutablePointer<Scalar>
  /// Lane i holds i.
  let laneNumbers: Lanes

  /// - Parameter steps: Of the sweep.
  init(_ rule: NoiseRule, steps: Int, examples: Examples<Scalar>) {
    self.rule = rule
    draws = NoiseDraws(rule)
    table = .allocate(capacity: 1)
    table.initialize(to: NoiseTable(draws, steps: rule.isIndependent ? 0 : steps))
    rows = BatchRows(of: examples, capacity: rule.kind == .minibatch ? rule.largestBatch : 0)
    let count = rule.isIndependent && rule.kind != .minibatch ? rule.numbers : 0
    own = .allocate(capacity: count)
    own.initialize(repeating: .zero, count: count)
    vectors = .allocate(capacity: 3 * rule.dimension)
    vectors.initialize(repeating: .zero, count: 3 * rule.dimension)
    scalars = .allocate(capacity: Lanes.laneCount)
    for lane in 0..<Lanes.laneCount { scalars[lane] = Scalar(lane) }
    laneNumbers = Lanes(loading: scalars)
  }

  deinit {
    table.pointee.deallocate()
    table.deinitialize(count: 1)
    table.deallocate()
    rows.deallocate()
    own.deallocate()
    vectors.deallocate()
    scalars.deallocate()
  }

  /// Begins another seed.
  func begin(seed: Int) {
    self.seed = UInt32(truncatingIfNeeded: seed)
    table.pointee.begin(seed: self.seed)
  }

  /// How many steps from k on can be run before this is to be called again.
  func fill(from k: Int) -> Int { rule.isIndependent ? .max : table.pointee.fill(from: k) }

  /// The numbers of step k that all cells share, once `fill` has made them available.
  func row(_ k: Int) -> UnsafePointer<Scalar> { table.pointee.row(k) }

  /// Numbers from one step to the next.
  var stride: Int { rule.gradients * rule.numbers }

  /// The random numbers of one gradient.
  struct Sample {
    fileprivate let shared: UnsafePointer<Scalar>?
    fileprivate let own: UnsafeMutablePointer<Lanes>
    /// Which gradient since the first step.
    fileprivate let number: Int

    @inline(__always) subscript(j: Int) -> Lanes {
      if let shared { Lanes(repeating: shared[j]) } else { own[j] }
    }
  }

  var noSample: Sample { Sample(shared: nil, own: own, number: 0) }

  /// - Parameter cells: By lane: the number of its cell in the grid.
  func sample(step: Int, gradient: Int, _ cells: UnsafeMutablePointer<UInt64>) -> Sample {
    let number = rule.number(step: step, gradient: gradient)
    guard rule.isIndependent else {
      _ = table.pointee.fill(from: step)
      return Sample(
        shared: table.pointee.row(step) + gradient * rule.numbers, own: own, number: number)
    }
    if rule.kind != .minibatch {
      draws.fill(
        step: step, gradient: gradient, seed: seed, cells: cells, lanes: Lanes.laneCount,
        into: UnsafeMutableRawPointer(own).assumingMemoryBound(to: Scalar.self))
    }
    return Sample(shared: nil, own: own, number: number)
  }

  /// The examples of a minibatch.
  ///
  /// - Parameter cell: The number in the grid of the only cell that has them; `nil` if all have.
  func batch(_ sample: Sample, size: Int, cell: UInt64?) -> Examples<Scalar> {
    if let shared = sample.shared, rule.sampling != .reshuffling || !rule.batchVaries {
      var count = 0
      while count < size, shared[count] >= 0 { count += 1 }
      return rows.gather(count) { shared[$0].integer }
    }
    let examples = draws.examples(of: sample.number, size: size, seed: seed, cell: cell)
    return rows.gather(examples.count) { Int(examples[$0]) }
  }

  @inline(__always) func work(_ index: Int) -> Vector<Lanes> {
    Vector(vectors + index * rule.dimension, count: rule.dimension)
  }
}
