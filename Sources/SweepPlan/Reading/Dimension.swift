extension ObjectiveDescription.DimensionRule {
  var range: ClosedRange<Int> {
    switch self {
    case .listed(let range), .features(let range), .units(_, _, let range): range
    }
  }

  /// How many numbers a list has: `1 to 8 numbers`.
  var phrase: String { countedRange(range, "number") }
}

/// `1 to 8 numbers`
func countedRange(_ range: ClosedRange<Int>, _ noun: String) -> String {
  let (fewest, most) = (range.lowerBound, range.upperBound)
  return fewest == most ? counted(most, noun) : "\(fewest) to \(counted(most, noun))"
}

extension ObjectiveDescription {
  /// The coordinates of an iterate, by the objective's rule.
  func dimension(
    _ section: Section, _ initialPoint: Field?, _ examples: ExampleSet
  ) throws(SweepError) -> Int {
    switch dimensions {
    case .listed(let range):
      return try listedDimension(section, initialPoint, range)
    case .features:
      // The rows have been checked.
      return examples.features
    case .units(let perUnit, let others, let range):
      guard let initialPoint, initialPoint.isList else { return self.initialPoint.count }
      return try unitsDimension(of: initialPoint, perUnit, others, range)
    }
  }

  /// As many as the lists of coefficients have numbers; or as the objective's only dimension; or as
  /// the initial point, written or not.
  private func listedDimension(
    _ section: Section, _ initialPoint: Field?, _ range: ClosedRange<Int>
  ) throws(SweepError) -> Int {
    var first: (list: Field, count: Int)?
    for case .list(let key, _) in coefficients {
      guard let list = section[key], list.isList else { continue }
      let count = try checkedCount(of: list, range)
      if let first, first.count != count {
        throw list.error(
          "\(list.name) has \(counted(count, "number")); expected \(first.count), "
            + "as many as \(first.list.name)")
      }
      first = first ?? (list, count)
    }
    if let first { return first.count }
    if range.count == 1 { return range.lowerBound }
    if let initialPoint, initialPoint.isList { return try checkedCount(of: initialPoint, range) }
    return min(max(self.initialPoint.count, range.lowerBound), range.upperBound)
  }

  /// The length of a list that has one number per coordinate.
  private func checkedCount(
    of field: Field, _ range: ClosedRange<Int>
  ) throws(SweepError) -> Int {
    let count = try field.list(expected: "a list of numbers").count
    guard range.contains(count) else {
      throw field.error(
        "\(field.name) has \(counted(count, "number")); \(name) expects \(dimensions.phrase)")
    }
    return count
  }

  /// The length of an initial point that has so many numbers for each hidden unit.
  private func unitsDimension(
    of field: Field, _ perUnit: Int, _ others: Int, _ range: ClosedRange<Int>
  ) throws(SweepError) -> Int {
    let count = try field.list(expected: "a list of numbers").count
    let whole = stride(from: perUnit + others, through: range.upperBound, by: perUnit)
      .filter(range.contains)
    guard whole.contains(count) else {
      let near = [whole.last { $0 < count }, whole.first { $0 > count }].compactMap(\.self)
      throw field.error(
        "\(field.name) has \(counted(count, "number")); \(name) expects \(perUnit) for each "
          + "hidden unit\(others == 0 ? "" : " and \(others) more"); "
          + "try \(alternatives(near.map { "\($0)" }))")
    }
    return count
  }
}
