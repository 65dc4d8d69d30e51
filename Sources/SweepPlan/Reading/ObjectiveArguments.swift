/// An objective's coefficients and examples as a sweep writes them, and the dimension they imply.
struct ObjectiveArguments {
  let examples: ExampleSet
  let dimension: Int
  let group: SlotGroup

  init(
    of objective: NamedChoice<ObjectiveDescription>, initialPoint: Field?, kept: ExampleSet?,
    _ precision: Precision
  ) throws(SweepError) {
    let description = objective.description
    let keys =
      description.coefficients.map(\.key) + (description.examples == nil ? [] : ["examples"])
    let section = try Section(
      objective.arguments, kind: "coefficient",
      KnownNames(description.name, keys),
      absent: { $0 == "examples" ? "\(description.name) takes no examples" : nil },
      expected: "coefficients of \(description.name), as {name: value}")

    examples = try description.readExamples(section["examples"], kept: kept, precision)
    for case .list(let key, let element) in description.coefficients {
      if let list = section[key] {
        // One number for all is for lists that need not be written: others tell the dimension.
        guard element.defaultValue == nil else { continue }
        _ = try list.list(expected: "a list of numbers")
      } else if element.defaultValue == nil {
        throw objective.place.error(
          "\(description.name) needs \(key), a list of \(description.dimensions.phrase)")
      }
    }
    dimension = try description.dimension(section, initialPoint, examples)

    var slots: [Slot] = []
    for coefficient in description.coefficients {
      switch coefficient {
      case .scalar(let hyperparameter):
        slots.append(
          try Slot(
            hyperparameter, of: objective.owner, section[hyperparameter.name],
            default: hyperparameter.defaultValue, precision))
      case .list(let key, let element):
        let items = try section[key]?.coordinates(dimension)
        for index in 0..<dimension {
          slots.append(
            try Slot(
              element.indexed(index), of: objective.owner, items?[index],
              default: element.defaultValue, isListed: true, precision))
        }
      }
    }
    group = SlotGroup(owner: description.name, slots: slots)
  }
}
