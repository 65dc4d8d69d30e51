import SweepPlan

/// Symplectic Euler on m ẍ + γ ẋ + ∇f(x) = 0 with time step h: the position takes the new velocity.
///
///     v₊ = v − (h/m)(γ v + ∇f(x))
///     x₊ = x + h v₊
///
/// What is computed is the displacement u = h v:
///
///     u ← (1 − hγ/m) u − (h²/m) ∇f(x)
///     x ← x + u
///
/// which from rest is the heavy ball with η = h²/m and β = 1 − hγ/m, bit for bit. Order one; without
/// friction it keeps areas of phase space, so that energy errors stay bounded. On an oscillator,
/// f = ½ λ x², stable exactly while 0 < hγ/m < 2 and 0 < h²λ/m < 4 − 2hγ/m; without friction bounded
/// while 0 < h²λ/m < 4. `SymplecticEulerTests` holds the kernel to these.
///
/// Remembers u. A step costs one gradient. A schedule acts on h, and what is kept is then h₀ v, h₀
/// being the time step without the schedule: x ← x + (h/h₀) u. The velocity stays what it is when h
/// changes. (`heavy_ball`'s form `physics` keeps the displacement instead.)
///
/// - Reference: E. Hairer, C. Lubich and G. Wanner, Geometric Numerical Integration, 2006, §I.1
struct SymplecticEuler<Lanes: LaneVector>: CoordinatewiseOptimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "symplectic_euler",
      summary: "Symplectic Euler on the motion of a mass with friction: the heavy ball as physics.",
      equation: ["v₊ = v − (h/m)(γ v + ∇f(x))", "x₊ = x + h v₊"],
      hyperparameters: [.timeStep, .mass, .friction], statePerCoordinate: 1,
      startsWithVelocity: true, storedEnergy: "½ m ‖v‖²",
      boundary: "quadratic: 0 < hγ/m < 2 and 0 < h²λ/m < 4 − 2hγ/m",
      source: "E. Hairer, C. Lubich and G. Wanner, Geometric Numerical Integration, 2006, §I.1")
  }

  private let motion: Motion<Lanes>
  private let velocityPerForce: Lanes
  private let share: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    motion = Motion(&parameters)
    velocityPerForce = motion.velocityPerForce
    share = motion.share
  }

  struct State {
    /// h₀ v
    var displacement: Lanes
  }

  struct Shared {
    /// h₀: the time step without a schedule.
    let timeStep: Lanes
    /// h/h₀
    var stretch: Lanes
  }

  @inline(__always) func initialState(at x: Lanes, velocity: Lanes) -> State {
    State(displacement: motion.timeStep * velocity)
  }

  @inline(__always) var initialShared: Shared {
    Shared(timeStep: motion.timeStep, stretch: Lanes(repeating: 1))
  }

  @inline(__always) func beginStep(_ k: Int, _ shared: inout Shared) {
    shared.stretch = .select(
      motion.timeStep == shared.timeStep, Lanes(repeating: 1), motion.timeStep / shared.timeStep)
  }

  @inline(__always) func update(
    _ x: inout Lanes, _ state: inout State, _ shared: Shared, gradient: Lanes
  ) {
    // The operations of `HeavyBall`; a factor 1 changes no bit.
    let learningRate = shared.timeStep * velocityPerForce
    state.displacement = .fma(-learningRate, gradient, share * state.displacement)
    x = .fma(shared.stretch, state.displacement, x)
  }

  /// ½ m ‖v‖². The kernel asks a rule with its hyperparameters as they are without a schedule.
  func kineticEnergy(_ memory: RuleMemory<Lanes>) -> Lanes? {
    let h = motion.timeStep
    return motion.kineticEnergy(memory.vector(0)) / (h * h)
  }

  var inertia: Lanes { motion.inertia }
}
