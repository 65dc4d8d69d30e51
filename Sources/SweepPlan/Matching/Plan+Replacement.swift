extension Plan {
  /// The settings that put another rule in the place of this sweep's, in a single cell: a flow beside
  /// its optimizer, or an optimizer beside its flow, at matched times. What `change` does not say of
  /// the new rule's numbers follows from this one's, where `MatchedNumbers` knows how; what a
  /// flow does not have, noise, schedule and a distance to its flow, is left out.
  ///
  /// - Parameters:
  ///   - change: As with `--set`: `flow={heavy_ball: {substeps: 10}}`.
  ///   - values: Of this plan's cell, as `values(at:)`.
  /// - Returns: `nil` if `change` names no other rule, or neither is a flow.
  package func replacement(
    _ change: String, at values: [Double], _ catalog: CatalogDescription
  ) throws(SweepError) -> [String]? {
    guard let new = try ChangedRule(change, catalog),
      new.description.kind == .flow || optimizer.kind == .flow
    else { return nil }
    let known = MatchedNumbers(of: optimizer, options: options, ruleNumbers(at: values)).numbers
    let key = new.description.kind.rawValue
    let kept = axesBesideRule(values)
    var settings = [change]
    for hyperparameter in new.unwritten where !kept.contains(where: { $0.name == hyperparameter }) {
      guard let value = known[hyperparameter] else { continue }
      settings.append("\(key).\(hyperparameter)=\(value)")
    }
    if new.description.kind == .flow {
      settings += ["schedule", "noise", "seeds", "quantiles", "per_seed"].map { "\($0)=~" }
      if records(.shadowingDistance) {
        let others = quantities.filter { $0 != .shadowingDistance }.map(\.rawValue)
        settings.append("record=[\(others.joined(separator: ", "))]")
      }
    }
    let axes = kept.map { "\($0.name): {values: [\($0.value)]}" }
    return settings + ["axes={\(axes.joined(separator: ", "))}"]
  }

  /// The axes that are not of the rule or the schedule, one value each; if there are no others, that
  /// of the initial point's first coordinate.
  private func axesBesideRule(_ values: [Double]) -> [(name: String, value: Double)] {
    let layout = layout
    let others = Array(layout.clipping) + Array(layout.coefficients.lowerBound..<values.count)
    var kept: [(name: String, value: Double)] = []
    for index in others {
      guard case .axis(let axis) = parameters[index].source else { continue }
      let name = axes[axis].name
      if !kept.contains(where: { $0.name == name }) { kept.append((name, values[index])) }
    }
    if kept.isEmpty, let start = layout.initialPoint.first {
      kept = [(parameters[start].hyperparameter.name, values[start])]
    }
    return kept
  }
}

/// A setting that names a rule.
private struct ChangedRule {
  let description: OptimizerDescription
  /// Names of the hyperparameters that the setting leaves out.
  let unwritten: [String]

  /// `nil` if it names none that the catalog has: whoever reads the sweep complains.
  init?(_ change: String, _ catalog: CatalogDescription) throws(SweepError) {
    let setting = try Setting(change)
    guard setting.path.count == 1, let key = setting.path.first,
      let kind = OptimizerDescription.Kind(rawValue: key)
    else { return nil }
    var (word, written): (String, [Written.Entry])
    switch setting.value.content {
    case .text(let name, _): (word, written) = (name, [])
    case .mapping(let entries):
      guard let first = entries.first, entries.count == 1 else { return nil }
      (word, written) = (first.key, [])
      if case .mapping(let arguments) = first.value.content { written = arguments }
    default: return nil
    }
    guard let rule = catalog.rules.first(where: { $0.kind == kind && $0.word == word }) else {
      return nil
    }
    var options = rule.defaultOptions
    for (index, choice) in rule.choices.enumerated() {
      guard
        case .text(let name, _)? = written.first(where: { $0.key == choice.name })?.value.content
      else { continue }
      options[index] = choice.options.firstIndex { $0.name == name } ?? 0
    }
    description = rule
    unwritten = rule.hyperparameters(options: options).map(\.name).filter { name in
      !written.contains { $0.key == name }
    }
  }
}
