import SweepPlan

extension Plan {
  /// 2/η of gradient descent, 2(1 + β)/η of heavy ball, 2(1 + β)/(1 + 2β)η of Nesterov, in their
  /// usual forms at a constant η; of a plan of a single cell.
  var unstableSharpness: (name: String, value: Double)? {
    guard schedule == nil, options.allSatisfy({ $0 == 0 }) else { return nil }
    let numbers = values(at: axes.map { _ in 0 })[layout.hyperparameters]
    guard let rate = numbers.first else { return nil }
    let momentum = numbers.dropFirst().first ?? 0
    switch optimizer.name {
    case "gradient_descent": return ("2/η", 2 / rate)
    case "heavy_ball": return ("2(1 + β)/η", 2 * (1 + momentum) / rate)
    case "nesterov":
      return ("2(1 + β)/(1 + 2β)η", 2 * (1 + momentum) / (1 + 2 * momentum) / rate)
    default: return nil
    }
  }
}
