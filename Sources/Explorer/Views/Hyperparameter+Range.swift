import SweepPlan

/// From where to where a number is looked at when nobody has said.
struct UsualRange: Sendable, Hashable {
  var low: Double
  var high: Double
  var scale: Axis.Scale = .linear

  /// The usual values of a hyperparameter, or those around the one that it has; widened to hold that
  /// and the default.
  init(of hyperparameter: Hyperparameter, holding value: Double) {
    let others = [value, hyperparameter.defaultValue].compactMap(\.self)
    if let usual = hyperparameter.usual {
      (low, high) = (usual.lowerBound, usual.upperBound)
    } else if value > 0, value < 1e-3 {
      (low, high, scale) = (value / 1e4, value * 1e4, .log)
    } else if value == 0 {
      (low, high) = (-1, 1)
    } else {
      (low, high) = (min(0, 2 * value), max(0, 2 * value))
    }
    guard scale == .linear else { return }
    low = others.reduce(low, min)
    high = others.reduce(high, max)
  }

  init(low: Double, high: Double, scale: Axis.Scale) {
    self.low = low
    self.high = high
    self.scale = scale
  }
}

extension Hyperparameter {
  /// The value of a number that a sweep does not give: the default, or the middle of what is usual.
  var startingValue: Double {
    defaultValue ?? usual.map { ($0.lowerBound + $0.upperBound) / 2 } ?? -1
  }
}
