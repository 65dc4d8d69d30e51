// Unsafe code: the memory of a block of cells.
//
// Contract: the memory is a sequence of vectors, one scalar per lane each, and nothing else. The
// parts that rules define (`State`, `Shared`) are made of lanes only; `StateLayout` checks that.

/// A block of cells on their way, one cell per lane: its numbers, where it stands, what the rule
/// remembers.
///
/// In this order: the parameters in the kernel's order, of which the initial point becomes the
/// iterate; the rule's memory; three marks.
struct Block<Lanes: LaneVector> {
  let layout: BlockLayout
  private let base: UnsafeMutablePointer<Lanes>

  init(_ layout: BlockLayout) {
    self.layout = layout
    base = .allocate(capacity: layout.end)
    base.initialize(repeating: .zero, count: layout.end)
  }

  func deallocate() { base.deallocate() }

  @inline(__always) var hyperparameters: UnsafeMutablePointer<Lanes> { base }
  @inline(__always) var schedule: UnsafeMutablePointer<Lanes> { base + layout.schedule }
  @inline(__always) var clipNorm: UnsafeMutablePointer<Lanes> { base + layout.clipping }
  @inline(__always) var coefficients: UnsafeMutablePointer<Lanes> { base + layout.coefficients }
  @inline(__always) var memory: UnsafeMutablePointer<Lanes> { base + layout.memory }

  /// The iterate.
  @inline(__always) var x: Vector<Lanes> { Vector(base + layout.iterate, count: layout.dimension) }
  /// What the trajectory started with.
  @inline(__always) var initialVelocity: Vector<Lanes> {
    Vector(base + layout.velocity, count: layout.hasVelocity ? layout.dimension : 0)
  }

  /// The largest |xᵢ| at the checks so far.
  @inline(__always) var peak: Lanes {
    get { base[layout.marks] }
    nonmutating set { base[layout.marks] = newValue }
  }

  /// The gradient's largest magnitude at the last two of the steps 0, e, 2e, 4e, … (e = `every`).
  @inline(__always) var earlierGradient: Lanes {
    get { base[layout.marks + 1] }
    nonmutating set { base[layout.marks + 1] = newValue }
  }
  @inline(__always) var laterGradient: Lanes {
    get { base[layout.marks + 2] }
    nonmutating set { base[layout.marks + 2] = newValue }
  }

  /// Writes the parameters of `cells`; the iterate is then the initial point.
  func load(_ cells: inout Cells<Lanes>) {
    for index in 0..<layout.memory { base[index] = cells.next() }
  }

  /// Copies lane `from` of `other` onto lane `to`.
  @inline(never) func copyLane(_ from: Int, of other: Block, to: Int) {
    let stride = MemoryLayout<Lanes.Scalar>.stride
    let vector = MemoryLayout<Lanes>.stride
    var source = UnsafeRawPointer(other.base) + from * stride
    var target = UnsafeMutableRawPointer(base) + to * stride
    for _ in 0..<layout.end {
      target.storeBytes(of: source.load(as: Lanes.Scalar.self), as: Lanes.Scalar.self)
      source += vector
      target += vector
    }
  }
}

/// Where the parts of a block begin, in vectors.
struct BlockLayout: Sendable {
  let dimension: Int
  let hasVelocity: Bool
  let schedule: Int
  let clipping: Int
  let coefficients: Int
  let iterate: Int
  let velocity: Int
  let memory: Int
  let marks: Int
  let end: Int

  /// - Parameters:
  ///   - memory: Vectors that the rule remembers.
  init(
    dimension: Int, hyperparameters: Int, schedule: Int, clipping: Int, coefficients: Int,
    hasVelocity: Bool, memory: Int
  ) {
    self.dimension = dimension
    self.hasVelocity = hasVelocity
    self.schedule = hyperparameters
    self.clipping = self.schedule + schedule
    self.coefficients = self.clipping + clipping
    iterate = self.coefficients + coefficients
    velocity = iterate + dimension
    self.memory = velocity + (hasVelocity ? dimension : 0)
    marks = self.memory + memory
    end = marks + 3
  }
}
