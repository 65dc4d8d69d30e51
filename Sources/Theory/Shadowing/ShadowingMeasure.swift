/// How near an orbit x_k of a rule Ψ and its flow y_k are, taken step by step:
///
///     δ = max ‖y_{k+1} − Ψ(y_k)‖     of states: (x, v) where there is a velocity
///     ε = max ‖x_k − y_k‖            of iterates
///     ℓ = max ‖∇f‖                   over both
public struct ShadowingMeasure: Sendable {
  /// δ; ∞ if the flow leaves the finite numbers.
  public private(set) var defect = 0.0
  /// ε; ∞ if the orbit or the flow does.
  public private(set) var distance = 0.0
  /// ‖x_k − y_k‖ at the last step.
  public private(set) var lastDistance = 0.0
  /// ℓ
  public private(set) var gradientNorm = 0.0
  /// max ‖v‖ along the flow.
  public private(set) var speed = 0.0
  /// max ‖y_k‖
  public private(set) var size = 0.0
  /// max ‖y_k − y_0‖
  public private(set) var reach = 0.0
  /// Whether the flow begins with no velocity, or has none.
  public private(set) var startsAtRest = true
  /// The first step at which a number of the orbit or the flow left the finite ones.
  public private(set) var escape: Int?
  /// Likewise, of the flow.
  public private(set) var flowEscape: Int?

  private let rule: MatchedRule
  private let dimension: Int
  private var step = 0
  private var start: [Double] = []
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
    guard flowEscape == nil else { return }
    if escape == nil { addOrbit(x, y, field) }
    addFlow(y, field)
    step += 1
  }

  private mutating func addOrbit(_ x: [Double], _ y: [Double], _ field: MatchedRule.Gradient) {
    lastDistance = Theory.distance(x, y, dimension)
    field(x, &gradient)
    let slope = norm(gradient, 0..<dimension)
    guard lastDistance.isFinite, slope.isFinite else {
      escape = step
      (distance, lastDistance) = (.infinity, .infinity)
      return
    }
    distance = max(distance, lastDistance)
    gradientNorm = max(gradientNorm, slope)
  }

  private mutating func addFlow(_ y: [Double], _ field: MatchedRule.Gradient) {
    let fault = step == 0 ? 0 : Theory.distance(image, y, y.count)
    field(y, &gradient)
    let slope = norm(gradient, 0..<dimension)
    guard fault.isFinite, slope.isFinite else {
      escape = escape ?? step
      flowEscape = step
      (distance, lastDistance, defect) = (.infinity, .infinity, .infinity)
      return
    }
    rule.map(y, gradient, into: &image)
    defect = max(defect, fault)
    gradientNorm = max(gradientNorm, slope)
    let velocity = norm(y, dimension..<y.count)
    if step == 0 { (startsAtRest, start) = (velocity == 0, y) }
    speed = max(speed, velocity)
    size = max(size, norm(y, 0..<dimension))
    reach = max(reach, Theory.distance(y, start, dimension))
  }
}
