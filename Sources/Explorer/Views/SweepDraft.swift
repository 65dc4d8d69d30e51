import SweepPlan

/// A sweep as JSON that is being changed: from the one that the explorer began with to the one whose
/// optimizer, objective, options and numbers were asked for. Axes come later.
struct SweepDraft {
  private var fields: [String: JSON]
  private let catalog: CatalogDescription
  private let examples: ExampleSet

  /// - Parameter plan: A checked one.
  init(_ plan: Plan, catalog: CatalogDescription) {
    let fixed = plan.over(plan.axes, parameters: plan.fixedParameters)
    fields = (try? JSON(parsing: Array(fixed.resolved.utf8)))?.object ?? [:]
    fields["tile"] = nil
    self.catalog = catalog
    examples = plan.examples
  }

  /// Chooses what the request names.
  mutating func choose(_ request: ViewRequest, from base: Plan) throws(Refusal) {
    if let steps = request.steps { fields["steps"] = .init(steps) }
    try setPrecision(request.precision, base)
    let optimizer = try find(
      request.optimizer ?? base.optimizer.name, "optimizer", catalog.rules, \.name)
    let objective = try find(
      request.objective ?? base.objective.name, "objective", catalog.objectives, \.name)
    setOptimizer(optimizer, request.options, isNew: optimizer != base.optimizer)
    if objective != base.objective { setObjective(objective) }
    if !optimizer.startsWithVelocity { fields["initial_velocity"] = nil }
  }

  private func find<Entry>(
    _ name: String, _ kind: String, _ entries: [Entry], _ key: (Entry) -> String
  ) throws(Refusal) -> Entry {
    guard let entry = entries.first(where: { key($0) == name }) else {
      throw .badRequest(
        "the catalog has no \(kind) \(quoted(name))\(didYouMean(name, among: entries.map(key)))")
    }
    return entry
  }

  /// The usual escape radius is another in each precision.
  private mutating func setPrecision(_ precision: Precision?, _ base: Plan) throws(Refusal) {
    guard let precision, precision != base.precision else { return }
    fields["precision"] = .string(precision.rawValue)
    guard base.verdict.escapeRadius == base.precision.defaultEscapeRadius,
      var verdict = fields["verdict"]?.object
    else { return }
    verdict["escape_radius"] = nil
    fields["verdict"] = .object(verdict)
  }

  /// Keeps of the arguments what the rule has with these options, and fills in what it needs.
  private mutating func setOptimizer(
    _ optimizer: OptimizerDescription, _ wanted: [String: String], isNew: Bool
  ) {
    let key = optimizer.kind.rawValue
    var arguments = isNew ? [:] : fields[key]?[optimizer.word]?.object ?? [:]
    var options = optimizer.defaultOptions
    for (index, choice) in optimizer.choices.enumerated() {
      let names = choice.options.map(\.name)
      let words = [wanted[choice.name], arguments[choice.name]?.string].compactMap(\.self)
      options[index] = words.lazy.compactMap(names.firstIndex(of:)).first ?? 0
      arguments[choice.name] = .string(names[options[index]])
    }
    let hyperparameters = optimizer.hyperparameters(options: options)
    let names = Set(hyperparameters.map(\.name) + optimizer.choices.map(\.name))
    arguments = arguments.filter { names.contains($0.key) }
    for hyperparameter in hyperparameters where arguments[hyperparameter.name] == nil {
      arguments[hyperparameter.name] = .number(hyperparameter.startingValue)
    }
    for key in Self.ruleKeys { fields[key] = nil }
    fields[key] = [optimizer.word: .object(arguments)]
  }

  private static var ruleKeys: [String] {
    [OptimizerDescription.Kind.optimizer, .flow].map(\.rawValue)
  }

  private mutating func setObjective(_ objective: ObjectiveDescription) {
    var arguments: [String: JSON] = [:]
    for coefficient in objective.coefficients {
      switch coefficient {
      case .scalar(let hyperparameter):
        arguments[hyperparameter.name] = .number(hyperparameter.startingValue)
      case .list(let key, let element) where element.defaultValue == nil:
        // The catalog's one such list is a quadratic's curvatures: a steep and a flat direction.
        arguments[key] = [10, 1]
      case .list: break
      }
    }
    // Another objective that takes images is fitted to the same.
    if case .features = objective.dimensions, examples.images != nil,
      let former = fields["objective"]?.object?.values.first?["examples"]
    {
      arguments["examples"] = former
    }
    fields["objective"] = [objective.name: .object(arguments)]
    for key in ["initial_point", "initial_velocity"] { fields[key] = nil }
    if var measure = fields["measure"]?.object {
      measure["about"] = nil
      fields["measure"] = .object(measure)
    }
  }

  /// The plan with every number fixed, over one cell of one of the rule's hyperparameters. What of noise
  /// and measurement does not go with the rule and the objective is left out.
  func plan() throws(Refusal) -> Plan {
    let needing: [[String]] = [
      [], ["measure", "record"], ["noise", "seeds", "quantiles", "per_seed", "measure", "record"],
      [
        "noise", "seeds", "quantiles", "per_seed", "measure", "record", "schedule", "period",
        "clip_norm",
      ],
    ]
    var complaint: SweepError?
    for absent in needing {
      var sweep = self
      for key in absent { sweep.fields[key] = nil }
      do throws(SweepError) {
        return try sweep.checked()
      } catch {
        complaint = complaint ?? error
      }
    }
    throw .badRequest(complaint?.message ?? "there is no such sweep")
  }

  private func checked() throws(SweepError) -> Plan {
    var sweep = fields
    if let key = Self.ruleKeys.first(where: { sweep[$0] != nil }),
      let rule = sweep[key]?.object?.first, var arguments = rule.value.object,
      let first = arguments.keys.sorted().first(where: { arguments[$0]?.double != nil }),
      let value = arguments.removeValue(forKey: first)
    {
      sweep[key] = [rule.key: .object(arguments)]
      sweep["axes"] = [JSON.object([first: ["values": [value]]])]
    }
    return try Plan(
      yaml: JSON.object(sweep).prettyPrinted, file: "view", catalog: catalog, examples: examples)
  }
}
