/// A rule as a map Ψ of its state, beside the flow that it follows in time steps h.
///
///     gradient descent   Ψ(x) = x − h ∇f(x)                    ẋ = −∇f(x)
///     heavy ball         Ψ(x, v): v₊ = v − (h/m)(γv + ∇f(x))   ẋ = v
///                                 x₊ = x + h v₊                v̇ = −(γv + ∇f(x))/m
///
/// A state holds the iterate, then the velocity. Heavy ball remembers h v: with η = h²/m and
/// β = 1 − hγ/m its iterates are those of Ψ. Step k of the rule is the flow's time kh.
///
/// - Source: A. Orvieto, A. Lucchi, 2019, arXiv:1911.05206; for Ψ as a discretisation, E. Hairer,
///   C. Lubich, G. Wanner, Geometric Numerical Integration, 2006, §I.1.
public enum MatchedRule: Sendable, Hashable {
  case gradientDescent(step: Double)
  case heavyBall(step: Double, mass: Double, friction: Double)

  /// ∇f at the first coordinates of a state; another linear field may take its place.
  public typealias Gradient = (_ state: [Double], _ into: inout [Double]) -> Void

  /// h
  public var step: Double {
    switch self {
    case .gradientDescent(let step), .heavyBall(let step, _, _): step
    }
  }

  /// Numbers of a coordinate beside x.
  public var companions: Int {
    switch self {
    case .gradientDescent: 0
    case .heavyBall: 1
    }
  }

  public var flowName: String {
    switch self {
    case .gradientDescent: "gradient flow"
    case .heavyBall: "heavy ball's flow"
    }
  }

  /// Whether another cell's rule follows the same flow, with another h perhaps.
  public func hasFlow(of other: MatchedRule) -> Bool {
    func isNear(_ a: Double, _ b: Double) -> Bool {
      (a - b).magnitude <= 1e-9 * max(a.magnitude, b.magnitude)
    }
    switch (self, other) {
    case (.gradientDescent, .gradientDescent):
      return true
    case (.heavyBall(_, let m, let friction), .heavyBall(_, let otherM, let otherFriction)):
      return isNear(m, otherM) && isNear(friction, otherFriction)
    default:
      return false
    }
  }

  /// The state at the start.
  public func state(at x: [Double], velocity: [Double]) -> [Double] {
    companions == 0 ? x : x + velocity
  }

  /// Ψ
  ///
  /// - Parameter g: The gradient at the state.
  @inline(__always)
  func map(_ state: [Double], _ g: [Double], into next: inout [Double]) {
    let d = g.count
    switch self {
    case .gradientDescent(let h):
      for i in 0..<d { next[i] = state[i] - h * g[i] }
    case .heavyBall(let h, let mass, let friction):
      for i in 0..<d {
        let v = state[d + i] - h / mass * (friction * state[d + i] + g[i])
        next[d + i] = v
        next[i] = state[i] + h * v
      }
    }
  }

  /// The flow's rate of change.
  @inline(__always)
  func rate(_ state: [Double], _ g: [Double], into rate: inout [Double]) {
    let d = g.count
    switch self {
    case .gradientDescent:
      for i in 0..<d { rate[i] = -g[i] }
    case .heavyBall(_, let mass, let friction):
      for i in 0..<d {
        rate[i] = state[d + i]
        rate[d + i] = -(friction * state[d + i] + g[i]) / mass
      }
    }
  }
}
