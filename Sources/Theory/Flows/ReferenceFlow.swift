/// A flow on an objective, solved to a tolerance: what an orbit is held against.
///
///     let flow = ReferenceFlow(.heavyBall(mass: 1, friction: 0.3)) { x in [x[0], 100 * x[1]] }
///     let x = try flow.iterates(from: [1, 1], velocity: [0, 0], at: [0.1, 0.2, 0.3])
public struct ReferenceFlow {
  public let law: FlowLaw
  /// t₀, at which trajectories start.
  public let startTime: Double
  public let gradient: ([Double]) -> [Double]
  public let integrator: AdaptiveIntegrator

  /// - Parameter gradient: ∇f, or another field that takes its place.
  public init(
    _ law: FlowLaw, startTime: Double = 0, integrator: AdaptiveIntegrator = AdaptiveIntegrator(),
    gradient: @escaping ([Double]) -> [Double]
  ) {
    self.law = law
    self.startTime = startTime
    self.integrator = integrator
    self.gradient = gradient
  }

  /// The iterates at `times`, which increase from the start time on.
  ///
  /// - Parameter velocity: At the start, for the heavy ball's flow; others have none.
  public func iterates(
    from x: [Double], velocity: [Double]? = nil, at times: [Double]
  ) throws(AdaptiveIntegrator.Failure) -> [[Double]] {
    let state = start(at: x, velocity: velocity ?? x.map { _ in 0 })
    return try states(from: state, at: times).map { Array($0.prefix(x.count)) }
  }

  /// The state at the start: the iterate, then what the flow has beside it.
  public func start(at x: [Double], velocity: [Double]) -> [Double] {
    x + law.start(velocity: velocity, gradient: gradient(x))
  }

  /// The states at `times`, which increase from the start time on.
  public func states(
    from state: [Double], at times: [Double]
  ) throws(AdaptiveIntegrator.Failure) -> [[Double]] {
    guard case .nesterov(let damping) = law, startTime == 0 else {
      return try integrator.states(of: rate, from: state, at: startTime, times: times)
    }
    // Where the damping is infinite no integrator has its order; a series leads away from there.
    let series = NesterovStart(
      x: Array(state.prefix(state.count / 2)), damping: damping, gradient: gradient)
    let early = times.prefix { $0 <= series.reach }.map(series.state)
    let later = Array(times.dropFirst(early.count))
    return early
      + (try integrator.states(
        of: rate, from: series.state(at: series.reach), at: series.reach, times: later))
  }

  /// F(t, y)
  public func rate(_ time: Double, _ state: [Double]) -> [Double] {
    let dimension = state.count / (1 + law.companions)
    return law.rate(time, state, gradient: gradient(Array(state.prefix(dimension))))
  }
}

/// The solution of ẍ + (r/t)ẋ + ∇f = 0 from rest at t = 0, while t is small:
///
///     ẋ = a t + b t³ + …     x = x(0) + a t²/2 + b t⁴/4 + …
///     a = −∇f/(1 + r)        b = −∇²f a / (2(3 + r))
///
/// The Hessian product is a central difference. With L = ‖∇²f a‖/‖a‖ the terms left out are of the
/// order of (√L t)⁶ in x and (√L t)⁵ in ẋ, below 10⁻¹⁴ up to `reach` = 2 · 10⁻³/√L.
struct NesterovStart {
  let reach: Double
  private let x: [Double]
  private let a: [Double]
  private let b: [Double]

  init(x: [Double], damping: Double, gradient: ([Double]) -> [Double]) {
    self.x = x
    let a = gradient(x).map { -$0 / (1 + damping) }
    let size = a.reduce(0) { max($0, $1.magnitude) }
    let scale = 1e-5 * x.reduce(1) { max($0, $1.magnitude) } / (size > 0 ? size : 1)
    let ahead = gradient(zip(x, a).map { $0 + scale * $1 })
    let behind = gradient(zip(x, a).map { $0 - scale * $1 })
    let product = zip(ahead, behind).map { ($0 - $1) / (2 * scale) }
    let curvature = product.reduce(0) { max($0, $1.magnitude) } / (size > 0 ? size : 1)
    self.a = a
    b = product.map { -$0 / (2 * (3 + damping)) }
    reach = 2e-3 / max(curvature, 1).squareRoot()
  }

  /// Iterate and velocity.
  func state(at t: Double) -> [Double] {
    let square = t * t
    let iterate = x.indices.map { x[$0] + square * (a[$0] / 2 + square * b[$0] / 4) }
    return iterate + zip(a, b).map { t * ($0 + square * $1) }
  }
}
