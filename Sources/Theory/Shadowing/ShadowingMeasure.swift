/// How near an orbit x_k of a rule Ψ and its flow y_k are, taken step by step:
///
///     δ = max ‖y_{k+1} − Ψ(y_k)‖     of states: (x, v) where there is a velocity
///     ε = max ‖x_k − y_k‖            of iterates
///     ℓ = max ‖∇f‖                   over both
public struct ShadowingMeasure: Sendable {
  /// δ
  public private(set) var defect = 0.0
  /// ε
  public private(set) var distance = 0.0
  /// ‖x_k − y_k‖ at the last step.
  public private(set) var lastDistance = 0.0
  /// ℓ
  public private(set) var gradientNorm = 0.0
  /// max ‖v‖ along the flow.
  public private(set) var speed = 0.0
  /// max ‖y_k‖
  public private(set) var size = 0.0
  /// The first step at which a number left the finite ones.
  public private(set) var escape: Int?

  private let rule: MatchedRule
  private let dimension: Int
  private var step = 0
  private var image: [Double]
  private var gradient: [Double]

  public init(_ rule: MatchedRule, dimension: Int) {
    self.rule = rule
    self.dimension = dimension
    image = Array(repeating: 0, count: dimension * (1 + rule.companions))
    gradient = Array(repeating: 0, count: dimension)
  }

  /// Takes step k = 0, 1, …
  ///
  /// - Parameters:
  ///   - x: The orbit's iterate.
  ///   - y: The flow's state.
  public mutating func add(x: [Double], y: [Double], _ field: MatchedRule.Gradient) {
    guard escape == nil else { return }
    let apart = Theory.distance(x, y, dimension)
    field(x, &gradient)
    let orbitGradient = norm(gradient, 0..<dimension)
    field(y, &gradient)
    let flowGradient = norm(gradient, 0..<dimension)
    let fault = step == 0 ? 0 : Theory.distance(image, y, y.count)
    guard apart.isFinite, fault.isFinite, orbitGradient.isFinite, flowGradient.isFinite else {
      escape = step
      distance = .infinity
      lastDistance = .infinity
      return
    }
    rule.map(y, gradient, into: &image)
    distance = max(distance, apart)
    lastDistance = apart
    defect = max(defect, fault)
    gradientNorm = max(gradientNorm, orbitGradient, flowGradient)
    speed = max(speed, norm(y, dimension..<y.count))
    size = max(size, norm(y, 0..<dimension))
    step += 1
  }
}
