// Unsafe code: the memory of a block of cells.
//
// Contract: the memory is a sequence of vectors, one scalar per lane each, and nothing else. The
// parts that rules define (`State`, `Shared`) are made of lanes only; `StateLayout` checks that.

import SweepPlan

/// A block of cells on their way, one cell per lane: its numbers, where it stands, what the rule
/// remembers.
///
/// In this order: the parameters in the kernel's order, of which the initial point becomes the
/// iterate; the rule's memory; three marks; two sums, if a trajectory is averaged when it has settled;
/// what analyses remember, if there are any.
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
  @inline(__always) var noise: UnsafeMutablePointer<Lanes> { base + layout.noise }
  @inline(__always) var coefficients: UnsafeMutablePointer<Lanes> { base + layout.coefficients }
  @inline(__always) var memory: UnsafeMutablePointer<Lanes> { base + layout.memory }

  /// How many vectors of lanes the rule remembers.
  var memoryCount: Int { layout.marks - layout.memory }
  var analysis: AnalysisMemory<Lanes> {
    AnalysisMemory(base + layout.analysis, dimension: layout.dimension)
  }

  /// The iterate.
  @inline(__always) var x: Vector<Lanes> { Vector(base + layout.iterate, count: layout.dimension) }
  /// What the trajectory started with.
  @inline(__always) var initialVelocity: Vector<Lanes> {
    Vector(base + layout.velocity, count: layout.hasVelocity ? layout.dimension : 0)
  }

  /// The point from which distances are measured, if they are.
  @inline(__always) var reference: Vector<Lanes> {
    Vector(base + layout.reference, count: layout.hasReference ? layout.dimension : 0)
  }

  /// The sums of the objective and of ‖x − x*‖² over the steps measured so far.
  @inline(__always) var measuredObjective: UnsafeMutablePointer<CompensatedSum<Lanes>> {
    UnsafeMutableRawPointer(base + layout.sums).assumingMemoryBound(to: CompensatedSum<Lanes>.self)
  }
  @inline(__always) var measuredDistance: UnsafeMutablePointer<CompensatedSum<Lanes>> {
    measuredObjective + 1
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
  let hasReference: Bool
  let schedule: Int
  let clipping: Int
  let noise: Int
  let coefficients: Int
  let iterate: Int
  let velocity: Int
  let reference: Int
  let memory: Int
  let marks: Int
  let sums: Int
  let analysis: Int
  let end: Int

  /// - Parameters:
  ///   - parameters: The plan's.
  ///   - coefficients: Numbers that the objective reads, of as many coordinates as the kernel has.
  ///   - memory: Vectors that the rule remembers.
  ///   - measures: Whether a trajectory is averaged when it has settled.
  ///   - analysis: Vectors that analyses remember.
  init(
    dimension: Int, parameters: ParameterLayout, coefficients: Int, memory: Int, measures: Bool,
    analysis count: Int
  ) {
    self.dimension = dimension
    hasVelocity = !parameters.initialVelocity.isEmpty
    hasReference = !parameters.reference.isEmpty
    schedule = parameters.hyperparameters.count
    clipping = schedule + parameters.schedule.count
    noise = clipping + parameters.clipping.count
    self.coefficients = noise + parameters.noise.count
    iterate = self.coefficients + coefficients
    velocity = iterate + dimension
    reference = velocity + (hasVelocity ? dimension : 0)
    self.memory = reference + (hasReference ? dimension : 0)
    marks = self.memory + memory
    sums = marks + 3
    analysis = sums + (measures ? 4 : 0)
    end = analysis + count
  }
}
