import SweepPlan

extension Plan {
  /// Numbers that can be varied, in order, each once: all but the point that distances are measured
  /// from.
  var hyperparameters: [Hyperparameter] {
    let measured = layout.reference
    var seen: Set<String> = []
    return parameters.indices.filter { !measured.contains($0) }
      .map { parameters[$0].hyperparameter }.filter { seen.insert($0.name).inserted }
  }

  /// The value of a hyperparameter: where an axis varies it, that of the middle cell.
  func value(of name: String) -> Double? {
    guard let parameter = parameters.first(where: { $0.hyperparameter.name == name }) else {
      return nil
    }
    switch parameter.source {
    case .fixed(let value): return value
    case .axis(let axis): return axes[axis][axes[axis].count / 2]
    }
  }

  func axis(_ name: String) -> Axis? { axes.first { $0.name == name } }
}
