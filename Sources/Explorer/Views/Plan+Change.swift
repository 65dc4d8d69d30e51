import SweepPlan

extension Plan {
  /// The same sweep over other axes, with the parameters that go with them. Nothing is checked.
  func over(_ axes: [Axis], parameters: [Parameter]? = nil) -> Plan {
    Plan(
      name: name, optimizer: optimizer, options: options, schedule: schedule,
      isClipped: isClipped, noise: noise, seeds: seeds, measure: measure,
      measuresDistance: measuresDistance, objective: objective, examples: examples,
      dimension: dimension, parameters: parameters ?? self.parameters, axes: axes, steps: steps,
      precision: precision, verdict: verdict, cycle: cycle, record: quantities,
      tileShape: axes.map(\.count))
  }

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

  /// The parameters with every axis held at its middle cell.
  var fixedParameters: [Parameter] {
    parameters.map { parameter in
      guard case .axis(let axis) = parameter.source else { return parameter }
      return Parameter(
        hyperparameter: parameter.hyperparameter,
        source: .fixed(axes[axis][axes[axis].count / 2]))
    }
  }

  func axis(_ name: String) -> Axis? { axes.first { $0.name == name } }
}
