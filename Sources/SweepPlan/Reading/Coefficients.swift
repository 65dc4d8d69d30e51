/// An objective's coefficients as a sweep writes them, and the dimension they imply.
struct Coefficients {
  let dimension: Int
  /// In the order in which the kernel reads them.
  let slots: [Slot]

  init(
    of objective: NamedChoice<ObjectiveDescription>, initialPoint: Field?, _ precision: Precision
  ) throws(SweepError) {
    let description = objective.description
    let section = try Section(
      objective.arguments, kind: "coefficient",
      KnownNames(description.name, description.coefficients.map(\.key)),
      expected: "coefficients of \(description.name), as {name: value}")

    var lists: [String: [Field]] = [:]
    for case .list(let key, let element) in description.coefficients {
      if let list = section[key] {
        lists[key] = try list.list(expected: "a list of numbers")
      } else if element.defaultValue == nil {
        throw objective.place.error(
          "\(description.name) needs \(key), a list of \(description.dimensionPhrase)")
      }
    }
    dimension = try description.dimension(section, initialPoint)

    var slots: [Slot] = []
    for coefficient in description.coefficients {
      switch coefficient {
      case .scalar(let hyperparameter):
        slots.append(
          try Slot(
            hyperparameter, of: objective, section[hyperparameter.name],
            default: hyperparameter.defaultValue, precision))
      case .list(let key, let element):
        for index in 0..<dimension {
          slots.append(
            try Slot(
              element.indexed(index), of: objective, lists[key]?[index],
              default: element.defaultValue, isListed: true, precision))
        }
      }
    }
    self.slots = slots
  }
}

extension ObjectiveDescription.Coefficient {
  /// How a sweep file calls it.
  fileprivate var key: String {
    switch self {
    case .scalar(let hyperparameter): hyperparameter.name
    case .list(let key, _): key
    }
  }
}

extension ObjectiveDescription {
  /// `1 to 8 numbers`
  var dimensionPhrase: String {
    let (fewest, most) = (dimensions.lowerBound, dimensions.upperBound)
    return fewest == most ? counted(most, "number") : "\(fewest) to \(counted(most, "number"))"
  }

  /// The coordinates of an iterate: as many as the lists of coefficients have numbers; or as the
  /// objective's only dimension; or as the initial point, written or not.
  fileprivate func dimension(_ section: Section, _ initialPoint: Field?) throws(SweepError) -> Int {
    var dimension: Int?
    for case .list(let key, _) in coefficients {
      guard let list = section[key] else { continue }
      let count = try checkedCount(of: list)
      guard count == dimension ?? count else {
        throw list.error(
          "\(list.name) has \(counted(count, "number")); expected \(dimension ?? count), "
            + "as many as the other list")
      }
      dimension = count
    }
    if let dimension { return dimension }
    if dimensions.count == 1 { return dimensions.lowerBound }
    if let initialPoint, initialPoint.isList { return try checkedCount(of: initialPoint) }
    return min(max(self.initialPoint.count, dimensions.lowerBound), dimensions.upperBound)
  }

  /// The length of a list that has one number per coordinate.
  private func checkedCount(of field: Field) throws(SweepError) -> Int {
    let count = try field.list(expected: "a list of numbers").count
    guard dimensions.contains(count) else {
      throw field.error(
        "\(field.name) has \(counted(count, "number")); \(name) expects \(dimensionPhrase)")
    }
    return count
  }
}
