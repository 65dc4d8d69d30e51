/// What is averaged when a trajectory has settled, as a sweep writes it: `{from: 0.5, about: [0, 0]}`.
struct MeasureArguments {
  let rule: MeasureRule?
  /// The point x* from which distances are measured; none if the sweep measures nothing or no point is
  /// known.
  let reference: [Parameter]

  /// What is measured.
  var quantities: [Quantity] {
    guard rule != nil else { return [] }
    return reference.isEmpty ? [.settledObjective] : [.settledObjective, .settledSquareDistance]
  }

  /// - Parameter coefficients: The objective's numbers in every cell.
  init(
    _ field: Field?, of objective: ObjectiveDescription, dimension: Int,
    coefficients: [Parameter], _ precision: Precision
  ) throws(SweepError) {
    guard let field else {
      rule = nil
      reference = []
      return
    }
    let section = try Section(
      field, KnownNames("measure", ["from", "about"]), expected: "{from, about}")
    let from = try section["from"]?.number() ?? 0.5
    guard from >= 0, from < 1 else {
      throw (section["from"] ?? field).error(
        "measure.from is \(shortest(from)); expected the share of the steps that come before, at "
          + "least 0 and below 1")
    }
    rule = MeasureRule(from: from)
    if let about = section["about"] {
      var point: [Parameter] = []
      for (index, item) in try about.coordinates(dimension).enumerated() {
        point.append(
          Parameter(
            hyperparameter: Hyperparameter.reference.indexed(index),
            source: .fixed(try item.number(in: precision))))
      }
      reference = point
    } else {
      reference = objective.minimizer(coefficients, dimension: dimension)
    }
  }
}

extension ObjectiveDescription {
  /// The minimiser, as far as it is known: where each of its coordinates comes from.
  fileprivate func minimizer(_ coefficients: [Parameter], dimension: Int) -> [Parameter] {
    let sources: [Parameter.Source]
    switch minimizer {
    case .unknown: return []
    case .point(let point):
      sources = (0..<dimension).map { .fixed(point[min($0, point.count - 1)]) }
    case .coefficients(let key):
      let names = (0..<dimension).map { "\(key)_\($0)" }
      sources = coefficients.filter { names.contains($0.hyperparameter.name) }.map(\.source)
    }
    return sources.enumerated().map {
      Parameter(hyperparameter: Hyperparameter.reference.indexed($0), source: $1)
    }
  }
}
