/// Memory for one step, of no meaning between steps: the kernel's and the rule's.
///
/// Unsafe: `deallocate` releases it; nothing is to be used after it.
struct Workspace<Lanes: LaneVector> {
  private let base: UnsafeMutablePointer<Lanes>
  private let dimension: Int
  private let ruleEnd: Int
  private let hyperparameterCount: Int
  /// What the checks of the block on its way look out for.
  let watch: UnsafeMutablePointer<Watch<Lanes>>

  /// - Parameters:
  ///   - rule: Vectors of ℝᵈ that the rule asks for.
  ///   - hyperparameters: How many numbers the rule reads.
  ///   - analysis: Vectors of lanes that analyses ask for.
  init(dimension: Int, rule: Int, hyperparameters: Int, analysis: Int) {
    self.dimension = dimension
    ruleEnd = rule * dimension
    hyperparameterCount = hyperparameters
    let count = ruleEnd + 4 * dimension + hyperparameters + analysis
    base = .allocate(capacity: count)
    base.initialize(repeating: .zero, count: count)
    watch = .allocate(capacity: 1)
    watch.initialize(to: Watch())
  }

  func deallocate() {
    base.deallocate()
    watch.deallocate()
  }

  /// The rule's vectors begin here.
  @inline(__always) var rule: UnsafeMutablePointer<Lanes> { base }
  /// The gradient at a check.
  @inline(__always) var gradient: Vector<Lanes> { Vector(base + ruleEnd, count: dimension) }
  /// The iterate before the last step of a run of steps.
  @inline(__always) var previous: Vector<Lanes> {
    Vector(base + ruleEnd + dimension, count: dimension)
  }
  /// The iterate to which a cycle should return.
  @inline(__always) var anchor: Vector<Lanes> {
    Vector(base + ruleEnd + 2 * dimension, count: dimension)
  }
  /// The iterate after that.
  @inline(__always) var anchorsSuccessor: Vector<Lanes> {
    Vector(base + ruleEnd + 3 * dimension, count: dimension)
  }
  /// Vector number `index` of ℝᵈ in what analyses ask for.
  func analysis(_ index: Int) -> Vector<Lanes> {
    let base = hyperparameters + hyperparameterCount
    return Vector(base + index * dimension, count: dimension)
  }
  /// The hyperparameters as the schedule has them at a step.
  @inline(__always) var hyperparameters: UnsafeMutablePointer<Lanes> {
    base + ruleEnd + 4 * dimension
  }
}
