import SweepPlan

/// The motion of a mass with friction, which heavy ball follows with η = h²/m, β = 1 − hγ/m.
///
///     ẋ = v
///     v̇ = −(γ v + ∇f(x))/m
///
/// The energy ½ m‖v‖² + f falls by γ‖v‖² in a unit of time. On a quadratic it is a damped oscillator;
/// with ω² = λ/m − (γ/2m)² > 0
///
///     x(t) = e^(−γt/2m) (x(0) cos ωt + (v(0) + γ x(0)/2m) sin ωt / ω)
///
/// `FlowTests` holds the kernel to this.
///
/// - Reference: B. T. Polyak, 1964, doi:10.1016/0041-5553(64)90137-5
struct HeavyBallFlow<Lanes: LaneVector>: Flow {
  static var description: OptimizerDescription {
    .flow(
      "heavy_ball", "The motion of a mass with friction: heavy ball with steps of no length.",
      ["ẋ = v", "v̇ = −(γ v + ∇f(x))/m"], [.mass, .friction], companions: 1,
      startsWithVelocity: true, storedEnergy: "½ m ‖v‖²",
      boundary: "the integrator, quadratic: |R(hμ/n)| < 1 for both roots of mμ² + γμ + λ = 0",
      source: "B. T. Polyak, 1964, doi:10.1016/0041-5553(64)90137-5")
  }

  static var companions: Int { 1 }

  private let mass: Lanes
  private let friction: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    mass = parameters.next()
    friction = parameters.next()
  }

  @inline(__always)
  func start(at x: Lanes, velocity: Lanes, gradient: Lanes) -> FlowPoint<Lanes> {
    FlowPoint(x: x, first: velocity)
  }

  @inline(__always)
  func rate(_ y: FlowPoint<Lanes>, gradient: Lanes, time: Lanes) -> FlowPoint<Lanes> {
    FlowPoint(x: y.first, first: -(.fma(friction, y.first, gradient) / mass))
  }

  func kineticEnergy(_ velocity: Vector<Lanes>) -> Lanes? {
    Lanes(repeating: 0.5) * mass * velocity.dot(velocity)
  }
}
