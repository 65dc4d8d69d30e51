import SweepPlan

/// The flow of Adam, one step of which is a unit of time.
///
///     ẋ = −η m/(√s + ε),   g = ∇f(x)
///     ṁ = (1 − β₁)(g − m)
///     ṡ = (1 − β₂)(g² − s)
///
/// m and s start at g and g², where the optimizer's bias correction puts them at the first step; the
/// correction itself, which fades, is not part of the flow. Where √s + ε is 0, x rests.
///
/// - Reference: A. Belotto da Silva, M. Gazeau, 2020, arXiv:1810.13108
struct AdamFlow<Lanes: LaneVector>: Flow {
  static var description: OptimizerDescription {
    .flow(
      "adam", "A mean gradient divided by the root of a mean square, both following in time.",
      [
        "ẋ = −η m/(√s + ε)", "ṁ = (1 − β₁)(∇f(x) − m),  m = ∇f(x) at the start",
        "ṡ = (1 − β₂)(∇f(x)² − s),  s = ∇f(x)² at the start",
      ],
      timeStep: .timeStep.with(default: 1), [.learningRate, .beta1, .beta2, .epsilon],
      companions: 2, source: "A. Belotto da Silva, M. Gazeau, 2020, arXiv:1810.13108")
  }

  static var companions: Int { 2 }

  private let learningRate: Lanes
  private let meanDecay: Lanes
  private let squareDecay: Lanes
  private let epsilon: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    let one = Lanes(repeating: 1)
    learningRate = parameters.next()
    meanDecay = one - parameters.next()
    squareDecay = one - parameters.next()
    epsilon = parameters.next()
  }

  @inline(__always)
  func start(at x: Lanes, velocity: Lanes, gradient: Lanes) -> FlowPoint<Lanes> {
    FlowPoint(x: x, first: gradient, second: gradient * gradient)
  }

  @inline(__always)
  func rate(_ y: FlowPoint<Lanes>, gradient: Lanes, time: Lanes) -> FlowPoint<Lanes> {
    FlowPoint(
      x: -(learningRate * y.first.dividedOrZero(by: y.second.rootOrZero + epsilon)),
      first: meanDecay * (gradient - y.first),
      second: squareDecay * .fma(gradient, gradient, -y.second))
  }
}
