import SweepPlan

/// The flow of Nesterov's accelerated method with β = (k − 1)/(k + 2), for r = 3 and h = √η.
///
///     ẋ = v
///     v̇ = −∇f(x) − (r/t) v
///
/// A trajectory starts at rest at t₀ = `start_time`. At t = 0 the damping is infinite and v = 0, and
/// the limit is v̇ = −∇f(x)/(1 + r). For convex f and r ≥ 3, f(x(t)) − f* ≤ 2‖x(0) − x*‖²/t² when it
/// starts at 0. On a quadratic, with r = 3, x(t) = x(0) · 2 J₁(√λ t)/(√λ t). `FlowTests` holds the
/// kernel to this.
///
/// - Reference: W. Su, S. Boyd, E. Candès, 2016, arXiv:1503.01243
struct NesterovFlow<Lanes: LaneVector>: Flow {
  static var description: OptimizerDescription {
    let damping = Hyperparameter(
      name: "damping", symbol: "r", summary: "friction times the time that has passed",
      defaultValue: 3, usual: 0...10)
    return .flow(
      "nesterov", "Motion with a friction that fades as 1/t: Nesterov's method, accelerating.",
      ["ẋ = v", "v̇ = −∇f(x) − (r/t) v,  v = 0 at the start"], [damping, .startTime], companions: 1,
      source: "W. Su, S. Boyd, E. Candès, 2016, arXiv:1503.01243")
  }

  static var companions: Int { 1 }

  private let damping: Lanes
  let startTime: Lanes
  /// −v̇/∇f at t = 0.
  private let share: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    damping = parameters.next()
    startTime = parameters.next()
    let one = Lanes(repeating: 1)
    share = one / (one + damping)
  }

  @inline(__always)
  func rate(_ y: FlowPoint<Lanes>, gradient: Lanes, time: Lanes) -> FlowPoint<Lanes> {
    let later = Lanes.fma(damping / time, y.first, gradient)
    return FlowPoint(x: y.first, first: -(.select(time == .zero, share * gradient, later)))
  }
}
