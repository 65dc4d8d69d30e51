import SweepPlan

/// Velocity Verlet on m ẍ + γ ẋ + ∇f(x) = 0 with time step h: half a kick, a drift, half a kick.
///
///     v½ = (1 − hγ/2m) v − (h/2m) ∇f(x)
///     x₊ = x + h v½
///     v₊ = (v½ − (h/2m) ∇f(x₊)) / (1 + hγ/2m)
///
/// Order two; without friction it keeps areas of phase space and is its own reverse, so that energy
/// errors stay bounded. On an oscillator, f = ½ λ x², stable exactly while γ > 0 and 0 < h²λ/m < 4,
/// with radius √((1 − a)/(1 + a)), a = hγ/2m, where the roots are complex; without friction bounded
/// for these h. `VelocityVerletTests` holds the kernel to these.
///
/// Remembers v and ∇f(x). A step costs one gradient, and the start one. A schedule acts on h.
///
/// - Reference: L. Verlet, 1967, doi:10.1103/PhysRev.159.98; W. C. Swope et al., 1982,
///   doi:10.1063/1.442716
struct VelocityVerlet<Lanes: LaneVector>: Optimizer {
  static var description: OptimizerDescription {
    OptimizerDescription(
      name: "velocity_verlet",
      summary: "Velocity Verlet on the motion of a mass with friction: order two, energy kept.",
      equation: [
        "v½ = (1 − hγ/2m) v − (h/2m) ∇f(x)", "x₊ = x + h v½",
        "v₊ = (v½ − (h/2m) ∇f(x₊)) / (1 + hγ/2m)",
      ],
      hyperparameters: [.timeStep, .mass, .friction], statePerCoordinate: 2,
      startsWithVelocity: true, storedEnergy: "½ m ‖v‖²",
      boundary: "quadratic: γ > 0 and 0 < h²λ/m < 4",
      source: "L. Verlet, 1967, doi:10.1103/PhysRev.159.98; "
        + "W. C. Swope et al., 1982, doi:10.1063/1.442716")
  }

  private let motion: Motion<Lanes>

  init(_ parameters: inout Parameters<Lanes>) {
    motion = Motion(&parameters)
  }

  static func storage(dimension: Int) -> (memory: Int, work: Int) { (2 * dimension, 0) }

  func start(
    at x: Vector<Lanes>, velocity: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    memory.vector(0).copy(velocity)
    objective.gradient(at: x, into: memory.vector(1))
  }

  func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let v = memory.vector(0)
    let gradient = memory.vector(1)
    let one = Lanes(repeating: 1)
    let halfKick = Lanes(repeating: 0.5) * motion.velocityPerForce
    let before = Lanes.fma(-halfKick, motion.friction, one)
    let after = Lanes.fma(halfKick, motion.friction, one)
    for i in x.indices {
      v[i] = .fma(-halfKick, gradient[i], before * v[i])
      x[i] = .fma(motion.timeStep, v[i], x[i])
    }
    objective.gradient(at: x, into: gradient)
    for i in x.indices { v[i] = .fma(-halfKick, gradient[i], v[i]) / after }
  }

  func kineticEnergy(_ memory: RuleMemory<Lanes>) -> Lanes? {
    motion.kineticEnergy(memory.vector(0))
  }

  var inertia: Lanes { motion.inertia }
}
