/// m ẍ + γ ẋ + ∇f(x) = 0 in time steps h: what the integrators of motion read.
struct Motion<Lanes: LaneVector> {
  let timeStep: Lanes
  let mass: Lanes
  let friction: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    timeStep = parameters.next()
    mass = parameters.next()
    friction = parameters.next()
  }

  /// h/m: the velocity that a force of 1 gives in a step.
  @inline(__always) var velocityPerForce: Lanes { timeStep / mass }

  /// 1 − hγ/m: what friction leaves of a velocity in a step.
  @inline(__always) var share: Lanes {
    .fma(-velocityPerForce, friction, Lanes(repeating: 1))
  }

  /// m/h²: the energy is half of that times the square of a step's displacement.
  var inertia: Lanes { mass / (timeStep * timeStep) }

  /// ½ m ‖v‖²
  func kineticEnergy(_ velocity: Vector<Lanes>) -> Lanes {
    Lanes(repeating: 0.5) * mass * velocity.dot(velocity)
  }
}
