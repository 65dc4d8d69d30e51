extension NamedChoice {
  /// A number that was written as an argument, or not.
  func slot(
    named owner: String, _ hyperparameter: Hyperparameter, _ field: Field?, _ precision: Precision,
    isListed: Bool = false
  ) throws(SweepError) -> Slot {
    // An element of a list may be left empty, `[~, 1]`, if an axis gives it.
    let value: Double? =
      if let field { isListed && field.isEmpty ? nil : try field.number(in: precision) } else {
        hyperparameter.defaultValue
      }
    return Slot(
      hyperparameter: hyperparameter, owner: owner, place: place, field: field, value: value,
      isListed: isListed)
  }
}

extension NamedChoice<OptimizerDescription> {
  /// The hyperparameters, in the order in which the kernel reads them.
  func slots(_ precision: Precision) throws(SweepError) -> [Slot] {
    let names = description.hyperparameters.map(\.name)
    let section = try Section(
      arguments, kind: "hyperparameter", KnownNames(description.name, names),
      expected: "hyperparameters of \(description.name), as {name: value}")
    var slots: [Slot] = []
    for hyperparameter in description.hyperparameters {
      slots.append(
        try slot(
          named: description.name, hyperparameter, section[hyperparameter.name], precision))
    }
    return slots
  }
}

extension NamedChoice<ObjectiveDescription> {
  func slot(
    _ hyperparameter: Hyperparameter, _ field: Field?, _ precision: Precision,
    isListed: Bool = false
  ) throws(SweepError) -> Slot {
    try slot(
      named: description.name, hyperparameter, field, precision, isListed: isListed)
  }
}

/// The coordinates of the initial point: a list, one number for all, or the objective's own.
func initialPointSlots(
  _ field: Field?, of objective: NamedChoice<ObjectiveDescription>, dimension: Int,
  _ precision: Precision
) throws(SweepError) -> [Slot] {
  let usual = objective.description.initialPoint
  let one = "one number per coordinate, \(dimension)"
  var items: [Field]?
  if let field {
    if field.isList {
      items = try field.list(expected: one)
    } else {
      _ = try field.number(expected: "a number, or a list of \(counted(dimension, "number"))")
      items = Array(repeating: field, count: dimension)
    }
    guard items?.count == dimension else {
      throw field.error(
        "\(field.name) has \(counted(items?.count ?? 0, "number")); expected \(dimension), "
          + "one per coordinate")
    }
  }
  var slots: [Slot] = []
  for index in 0..<dimension {
    let start = usual.indices.contains(index) ? usual[index] : usual.last
    var hyperparameter = Hyperparameter.initialPoint
    hyperparameter = hyperparameter.indexed(index)
    let item = items?[index]
    let value: Double? =
      if let item { item.isEmpty ? nil : try item.number(in: precision) } else { start ?? 0 }
    slots.append(
      Slot(
        hyperparameter: hyperparameter, owner: objective.description.name, place: objective.place,
        field: item, value: value, isListed: true))
  }
  return slots
}
