import SweepPlan

/// A flow ẏ = F(t, y) that an optimizer discretises; y holds for every coordinate the iterate x and up
/// to two numbers more, such as a velocity, and F looks at one coordinate and its gradient at a time.
///
/// To add one, write a file like `HeavyBallFlow.swift`: a struct whose numbers are lanes, read in
/// `init` in the order of the description without `time_step` and `substeps`, where y starts, and
/// `rate`. Then one line in `Catalog.swift`, one in `Theory/Flows/FlowLaw.swift` for reference values,
/// and tests. `IntegratedFlow` makes of it what kernels run.
protocol Flow<Lanes>: SendableMetatype {
  associatedtype Lanes: LaneVector

  static var description: OptimizerDescription { get }

  /// How many numbers a coordinate has beside x: 0, 1 or 2.
  static var companions: Int { get }

  /// Takes its options and numbers from `parameters`, in order.
  init(_ parameters: inout Parameters<Lanes>)

  /// t₀, at which a trajectory starts.
  var startTime: Lanes { get }

  /// y of a coordinate at t₀.
  func start(at x: Lanes, velocity: Lanes, gradient: Lanes) -> FlowPoint<Lanes>

  /// F(t, y) of a coordinate.
  ///
  /// - Parameter gradient: The gradient's coordinate at y's x.
  func rate(_ y: FlowPoint<Lanes>, gradient: Lanes, time: Lanes) -> FlowPoint<Lanes>

  /// The energy of motion, for flows with a velocity, which is then `first`.
  func kineticEnergy(_ velocity: Vector<Lanes>) -> Lanes?
}

extension Flow {
  @inline(__always) var startTime: Lanes { .zero }

  @inline(__always)
  func start(at x: Lanes, velocity: Lanes, gradient: Lanes) -> FlowPoint<Lanes> {
    FlowPoint(x: x)
  }

  func kineticEnergy(_ velocity: Vector<Lanes>) -> Lanes? { nil }
}

/// One coordinate of y, or of its rate of change.
struct FlowPoint<Lanes: LaneVector> {
  var x: Lanes
  var first: Lanes
  var second: Lanes

  @inline(__always) init(x: Lanes, first: Lanes = .zero, second: Lanes = .zero) {
    self.x = x
    self.first = first
    self.second = second
  }

  /// a · b + c
  @inline(__always) static func fma(_ a: Lanes, _ b: FlowPoint, _ c: FlowPoint) -> FlowPoint {
    FlowPoint(
      x: .fma(a, b.x, c.x), first: .fma(a, b.first, c.first),
      second: .fma(a, b.second, c.second))
  }

  @inline(__always)
  static func select(_ mask: Lanes.Mask, _ yes: FlowPoint, _ no: FlowPoint) -> FlowPoint {
    FlowPoint(
      x: .select(mask, yes.x, no.x), first: .select(mask, yes.first, no.first),
      second: .select(mask, yes.second, no.second))
  }
}

/// The coordinates of y in memory: x, and as many vectors more as the flow has companions.
struct FlowState<F: Flow> {
  let x: Vector<F.Lanes>
  let first: Vector<F.Lanes>
  let second: Vector<F.Lanes>

  @inline(__always)
  init(_ x: Vector<F.Lanes>, _ companion: (Int) -> Vector<F.Lanes>) {
    self.x = x
    first = F.companions > 0 ? companion(0) : x
    second = F.companions > 1 ? companion(1) : x
  }

  @inline(__always) subscript(i: Int) -> FlowPoint<F.Lanes> {
    get {
      FlowPoint(
        x: x[i], first: F.companions > 0 ? first[i] : .zero,
        second: F.companions > 1 ? second[i] : .zero)
    }
    nonmutating set {
      x[i] = newValue.x
      if F.companions > 0 { first[i] = newValue.first }
      if F.companions > 1 { second[i] = newValue.second }
    }
  }
}
