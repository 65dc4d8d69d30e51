import SweepPlan

extension Plan {
  /// Numbers that can be varied, in order, each once: all but the point that distances are measured
  /// from, and coordinates that are drawn or are more than anybody moves.
  var hyperparameters: [Hyperparameter] {
    let layout = layout
    let isGiven = randomStart == nil && dimension <= Self.mostCoordinates
    let start = layout.initialPoint.lowerBound..<layout.initialVelocity.upperBound
    var seen: Set<String> = []
    return parameters.indices
      .filter { !layout.reference.contains($0) }
      .filter { isGiven || !start.contains($0) || parameters[$0].isOnAxis }
      .map { parameters[$0].hyperparameter }.filter { seen.insert($0.name).inserted }
  }

  /// The value of a hyperparameter: where an axis varies it, that of the middle cell.
  func value(of name: String) -> Double? {
    guard let parameter = parameters.first(where: { $0.hyperparameter.name == name }) else {
      return nil
    }
    return parameter.source.value { axes[$0][axes[$0].count / 2] }
  }

  private static var mostCoordinates: Int { 64 }

  func axis(_ name: String) -> Axis? { axes.first { $0.name == name } }
}

extension Parameter {
  fileprivate var isOnAxis: Bool { if case .axis = source { true } else { false } }
}
