// Unsafe code: what a rule remembers, as its own types in the memory of a block.
//
// Contract: `State` and `Shared` consist of `Lanes` and nothing else; the sizes are checked.

/// A rule that treats every coordinate alike and by itself, given one gradient.
protocol CoordinatewiseOptimizer<Lanes>: Optimizer {
  /// What is remembered of one coordinate: lanes only.
  associatedtype State = Memoryless
  /// What is remembered once for all coordinates, such as the powers of β: lanes only.
  associatedtype Shared = Memoryless

  /// Whether the gradient is taken elsewhere than at the iterate.
  static var looksAhead: Bool { get }

  func initialState(at x: Lanes, velocity: Lanes) -> State
  var initialShared: Shared { get }

  /// Step k = 1, 2, … begins.
  func beginStep(_ k: Int, _ shared: inout Shared)

  /// Where the gradient is taken.
  func gradientPoint(_ x: Lanes, _ state: State, _ shared: Shared) -> Lanes

  /// One coordinate's step, given the gradient's coordinate.
  func update(_ x: inout Lanes, _ state: inout State, _ shared: Shared, gradient: Lanes)
}

extension CoordinatewiseOptimizer {
  static var looksAhead: Bool { false }

  @inline(__always) func beginStep(_ k: Int, _ shared: inout Shared) {}
  @inline(__always) func gradientPoint(_ x: Lanes, _ state: State, _ shared: Shared) -> Lanes { x }

  static func storage(dimension: Int) -> (memory: Int, work: Int) {
    (dimension * vectors(State.self) + vectors(Shared.self), 2)
  }

  func start(
    at x: Vector<Lanes>, velocity: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    start(at: x, velocity: velocity, memory)
  }

  /// The same, without asking the objective.
  func start(at x: Vector<Lanes>, velocity: Vector<Lanes>, _ memory: RuleMemory<Lanes>) {
    let state = states(memory)
    for i in x.indices {
      state[i] = initialState(at: x[i], velocity: i < velocity.count ? velocity[i] : .zero)
    }
    shared(memory, dimension: x.count).pointee = initialShared
  }

  @inline(__always) func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let gradient = memory.work(0)
    let state = states(memory)
    let shared = shared(memory, dimension: x.count)
    beginStep(k, &shared.pointee)
    if Self.looksAhead {
      let point = memory.work(1)
      for i in x.indices { point[i] = gradientPoint(x[i], state[i], shared.pointee) }
      objective.gradient(at: point, into: gradient)
    } else {
      objective.gradient(at: x, into: gradient)
    }
    for i in x.indices {
      update(&x.base[i], &state[i], shared.pointee, gradient: gradient[i])
    }
  }

  /// The states of the coordinates, one after the other.
  @inline(__always) func states(_ memory: RuleMemory<Lanes>) -> UnsafeMutablePointer<State> {
    UnsafeMutableRawPointer(memory.base).assumingMemoryBound(to: State.self)
  }

  /// What is shared, after them.
  @inline(__always)
  func shared(
    _ memory: RuleMemory<Lanes>, dimension: Int
  ) -> UnsafeMutablePointer<Shared> {
    UnsafeMutableRawPointer(memory.base + dimension * Self.vectors(State.self))
      .assumingMemoryBound(to: Shared.self)
  }

  /// How many vectors of lanes `Part` consists of.
  @inline(__always) private static func vectors<Part>(_: Part.Type) -> Int {
    let count = MemoryLayout<Part>.size / MemoryLayout<Lanes>.size
    precondition(count * MemoryLayout<Lanes>.size == MemoryLayout<Part>.size)
    return count
  }
}

extension CoordinatewiseOptimizer where State == Memoryless {
  @inline(__always) func initialState(at x: Lanes, velocity: Lanes) -> Memoryless { Memoryless() }
}

extension CoordinatewiseOptimizer where Shared == Memoryless {
  @inline(__always) var initialShared: Memoryless { Memoryless() }
}
