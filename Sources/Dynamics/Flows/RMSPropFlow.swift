import SweepPlan

/// The flow of RMSProp, one step of which is a unit of time.
///
///     ẋ = −η g/(√s + ε),   g = ∇f(x)
///     ṡ = (1 − β₂)(g² − s)
///
/// s starts at g², so that at first the flow is sign descent; from s = 0 it would start with the speed
/// η g/ε. Where √s + ε is 0, x rests.
///
/// - Reference: A. Belotto da Silva, M. Gazeau, 2020, arXiv:1810.13108
struct RMSPropFlow<Lanes: LaneVector>: Flow {
  static var description: OptimizerDescription {
    .flow(
      "rmsprop", "The gradient divided by the root of a mean square that follows it in time.",
      ["ẋ = −η ∇f(x)/(√s + ε)", "ṡ = (1 − β₂)(∇f(x)² − s),  s = ∇f(x)² at the start"],
      timeStep: .timeStep.with(default: 1),
      [.learningRate, .beta2.with(default: 0.99), .epsilon], companions: 1,
      source: "A. Belotto da Silva, M. Gazeau, 2020, arXiv:1810.13108")
  }

  static var companions: Int { 1 }

  private let learningRate: Lanes
  private let decay: Lanes
  private let epsilon: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    learningRate = parameters.next()
    decay = Lanes(repeating: 1) - parameters.next()
    epsilon = parameters.next()
  }

  @inline(__always)
  func start(at x: Lanes, velocity: Lanes, gradient: Lanes) -> FlowPoint<Lanes> {
    FlowPoint(x: x, first: gradient * gradient)
  }

  @inline(__always)
  func rate(_ y: FlowPoint<Lanes>, gradient: Lanes, time: Lanes) -> FlowPoint<Lanes> {
    FlowPoint(
      x: -(learningRate * gradient.dividedOrZero(by: y.first.rootOrZero + epsilon)),
      first: decay * .fma(gradient, gradient, -y.first))
  }
}

extension LaneVector {
  /// √self, and 0 below 0, where a stage of the integrator may overshoot.
  @inline(__always) var rootOrZero: Self {
    Self.select(self < .zero, .zero, self).squareRoot()
  }
}
