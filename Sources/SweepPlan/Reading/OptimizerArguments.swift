/// An optimizer's options and hyperparameters as a sweep writes them, among each other.
struct OptimizerArguments {
  /// By choice of the optimizer: the index of the option.
  let options: [Int]
  let group: SlotGroup

  init(
    of optimizer: NamedChoice<OptimizerDescription>, _ precision: Precision
  ) throws(SweepError) {
    let description = optimizer.description
    let expected = "hyperparameters of \(description.word), as {name: value}"
    // The options first: they decide which hyperparameters there are.
    var options = description.defaultOptions
    for (key, _, value) in try optimizer.arguments.entries(expected: expected) {
      guard let index = description.choices.firstIndex(where: { $0.name == key }) else { continue }
      options[index] = try description.choices[index].option(value)
    }
    let hyperparameters = description.hyperparameters(options: options)
    let absent = { description.absent($0, options: options) }
    let section = try Section(
      optimizer.arguments, kind: "hyperparameter",
      KnownNames(
        description.word, hyperparameters.map(\.name) + description.choices.map(\.name)),
      absent: absent, expected: expected)
    var slots: [Slot] = []
    for hyperparameter in hyperparameters {
      slots.append(
        try Slot(
          hyperparameter, of: optimizer.owner, section[hyperparameter.name],
          default: hyperparameter.defaultValue,
          limits: description.limits(of: hyperparameter, precision), precision))
    }
    self.options = options
    group = SlotGroup(
      owner: description.word, slots: slots,
      absent: { description.choices.complaint(about: $0, of: description.word) ?? absent($0) })
  }
}

extension Choice {
  /// The index of the option that is written. A switch, `on` and `off`, may be written in all of
  /// YAML's ways.
  fileprivate func option(_ field: Field) throws(SweepError) -> Int {
    let switches = ["true": "on", "yes": "on", "false": "off", "no": "off"]
    return try field.index(among: options.map(\.name), synonyms: switches)
  }
}

extension [Choice] {
  /// What to say of an axis that is not a hyperparameter but a choice.
  fileprivate func complaint(about axis: String, of owner: String) -> String? {
    guard let choice = first(where: { $0.name == axis }) else { return nil }
    return "\(axis) is the same in every cell; choose \(alternatives(choice.options.map(\.name)))"
      + ", as in {\(owner): {\(axis): \(choice.options[0].name)}}"
  }
}

extension OptimizerDescription {
  /// What to say of a hyperparameter that the rule has with other options; `nil` if it never has it.
  fileprivate func absent(_ hyperparameter: String, options: [Int]) -> String? {
    var places: [String] = []
    for (index, choice) in choices.enumerated() {
      let others = choice.options.indices.filter { option in
        var changed = options
        changed[index] = option
        return hyperparameters(options: changed).contains { $0.name == hyperparameter }
      }
      guard !others.isEmpty else { continue }
      places.append("\(choice.name): \(alternatives(others.map { choice.options[$0].name }))")
    }
    return places.isEmpty ? nil : "\(word) has \(hyperparameter) only with \(alternatives(places))"
  }
}
