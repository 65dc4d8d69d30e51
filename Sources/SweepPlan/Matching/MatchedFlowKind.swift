/// Which flow a rule follows at a constant step, and where among the rule's numbers stands what it
/// needs (`OptimizerDescription.hyperparameters(options:)`).
///
///     gradient     ẋ = −∇f                h = η
///     heavy ball   ẍ + γẋ + ∇f = 0        h = √η, γ = (1 − β)/√η
///     motion       m ẍ + γẋ + ∇f = 0      the rule's own h, m and γ
///
/// - Source: A. Orvieto, A. Lucchi, 2019, arXiv:1911.05206.
public enum MatchedFlowKind: Sendable, Hashable {
  case gradient(learningRate: Int)
  case heavyBall(learningRate: Int, momentum: Int)
  case motion(timeStep: Int, mass: Int, friction: Int)

  /// The rules that have one, for people.
  ///
  /// - Parameter conjunction: Before the last.
  public static func rules(_ conjunction: String) -> String {
    alternatives(
      [
        "gradient_descent", "symplectic_euler",
        "heavy_ball (form velocity, position, accumulated or physics)",
      ], conjunction: conjunction)
  }

  /// - Parameter options: By choice of the rule.
  public init?(_ rule: OptimizerDescription, options: [Int]) {
    let numbers = rule.hyperparameters(options: options).map(\.name)
    func index(_ hyperparameter: Hyperparameter) -> Int? {
      numbers.firstIndex(of: hyperparameter.name)
    }
    let form = zip(rule.choices, options).first { $0.0.name == "form" }
      .map { $0.options[$1].name }
    switch rule.name {
    case "gradient_descent":
      guard let rate = index(.learningRate) else { return nil }
      self = .gradient(learningRate: rate)
    case "heavy_ball" where form == "dampened" || form == "averaged":
      return nil
    case "heavy_ball", "symplectic_euler":
      if let step = index(.timeStep), let mass = index(.mass), let friction = index(.friction) {
        self = .motion(timeStep: step, mass: mass, friction: friction)
      } else if let rate = index(.learningRate), let momentum = index(.momentum) {
        self = .heavyBall(learningRate: rate, momentum: momentum)
      } else {
        return nil
      }
    default:
      return nil
    }
  }
}
