import SweepPlan

/// Explicit Euler on m ẍ + γ ẋ + ∇f(x) = 0 with time step h: both updates take the old state.
///
///     x₊ = x + h v
///     v₊ = v − (h/m)(γ v + ∇f(x))
///
/// Order one. On an oscillator, f = ½ λ x², stable exactly while λ > 0, hλ < γ and
/// 4 − 2hγ/m + h²λ/m > 0: without friction never, the energy grows by the factor 1 + h²λ/m in every
/// step. Kepler orbits spiral outward. `ExplicitEulerTests` holds the kernel to these; gradient
/// descent, too, is called explicit Euler, but on ẋ = −∇f(x).
///
/// Remembers v. A step costs one gradient. A schedule acts on h, from the next step on.
///
/// - Reference: E. Hairer, C. Lubich and G. Wanner, Geometric Numerical Integration, 2006, §I.1
struct ExplicitEuler<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "explicit_euler",
      summary: "Explicit Euler on the motion of a mass with friction: energy grows.",
      equation: ["x₊ = x + h v", "v₊ = v − (h/m)(γ v + ∇f(x))"],
      hyperparameters: [.timeStep, .mass, .friction], statePerCoordinate: 1,
      startsWithVelocity: true, storedEnergy: "½ m ‖v‖²",
      boundary: "quadratic: λ > 0, hλ < γ and 2hγ/m < 4 + h²λ/m",
      source: "E. Hairer, C. Lubich and G. Wanner, Geometric Numerical Integration, 2006, §I.1")
  }

  private let motion: Motion<Lanes>
  private let velocityPerForce: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    motion = Motion(&parameters)
    velocityPerForce = motion.velocityPerForce
  }

  struct State {
    var velocity: Lanes
  }

  @inline(__always) func initialState(at x: Lanes, velocity: Lanes) -> State {
    State(velocity: velocity)
  }

  @inline(__always) func update(
    _ x: inout Lanes, _ state: inout State, _ shared: Memoryless, gradient: Lanes
  ) {
    let v = state.velocity
    x = .fma(motion.timeStep, v, x)
    state.velocity = .fma(-velocityPerForce, .fma(motion.friction, v, gradient), v)
  }

  func kineticEnergy(_ memory: RuleMemory<Lanes>) -> Lanes? {
    motion.kineticEnergy(memory.vector(0))
  }

  var inertia: Lanes { motion.inertia }
}
