import Foundation

/// The right-hand sides of the flows, on plain numbers: what `Dynamics/Flows` has in lanes, written
/// again for reference values. A state holds the iterate, then the flow's further numbers, each as many
/// as there are coordinates.
public enum FlowLaw: Sendable, Hashable {
  /// ẋ = −g
  case gradient
  /// ẋ = v, v̇ = −(γv + g)/m
  case heavyBall(mass: Double, friction: Double)
  /// ẋ = v, v̇ = −g − (r/t)v
  case nesterov(damping: Double)
  /// ẋ = −ηg/(√s + ε), ṡ = (1 − β₂)(g² − s)
  case rmsprop(learningRate: Double, beta2: Double, epsilon: Double)
  /// ẋ = −ηm/(√s + ε), ṁ = (1 − β₁)(g − m), ṡ = (1 − β₂)(g² − s)
  case adam(learningRate: Double, beta1: Double, beta2: Double, epsilon: Double)
  /// ṁ = −αg − γm, ẋ = tanh(m − ε(αg + γm)) − wx. With the sign in the place of tanh the field jumps,
  /// and an integrator of high order says nothing reliable.
  case lion(gain: Double, decay: Double, lookAhead: Double, weightDecay: Double)

  /// Numbers of a coordinate beside x.
  public var companions: Int {
    switch self {
    case .gradient: 0
    case .heavyBall, .nesterov, .rmsprop, .lion: 1
    case .adam: 2
    }
  }

  /// The further numbers at the start.
  public func start(velocity: [Double], gradient g: [Double]) -> [Double] {
    switch self {
    case .gradient: []
    case .heavyBall: velocity
    case .nesterov, .lion: g.map { _ in 0 }
    case .rmsprop: g.map { $0 * $0 }
    case .adam: g + g.map { $0 * $0 }
    }
  }

  /// The state's rate of change.
  ///
  /// - Parameter g: The gradient at the state's iterate.
  public func rate(_ time: Double, _ state: [Double], gradient g: [Double]) -> [Double] {
    let d = g.count
    let rest = state.dropFirst(d)
    switch self {
    case .gradient:
      return g.map { -$0 }
    case .heavyBall(let mass, let friction):
      return rest + zip(rest, g).map { -(friction * $0 + $1) / mass }
    case .nesterov(let damping):
      return rest
        + zip(rest, g).map { v, g in
          time == 0 ? -g / (1 + damping) : -g - damping / time * v
        }
    case .rmsprop(let rate, let beta2, let epsilon):
      return zip(rest, g).map { -rate * quotient($1, root($0) + epsilon) }
        + zip(rest, g).map { (1 - beta2) * ($1 * $1 - $0) }
    case .adam(let rate, let beta1, let beta2, let epsilon):
      let (m, s) = (rest.prefix(d), rest.dropFirst(d))
      return zip(m, s).map { -rate * quotient($0, root($1) + epsilon) }
        + zip(m, g).map { (1 - beta1) * ($1 - $0) }
        + zip(s, g).map { (1 - beta2) * ($1 * $1 - $0) }
    case .lion(let gain, let decay, let lookAhead, let weightDecay):
      let fall = zip(rest, g).map { gain * $1 + decay * $0 }
      let x = state.prefix(d)
      let direction = zip(rest, fall).map { tanh($0 - lookAhead * $1) }
      return zip(direction, x).map { $0 - weightDecay * $1 } + fall.map { -$0 }
    }
  }
}

private func root(_ s: Double) -> Double { max(s, 0).squareRoot() }

private func quotient(_ a: Double, _ b: Double) -> Double { b == 0 ? 0 : a / b }
