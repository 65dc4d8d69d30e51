extension NamedChoice<ObjectiveDescription> {
  /// The coordinates of the initial point: a list, one number for all, or the objective's own.
  func initialPointSlots(
    _ field: Field?, dimension: Int, _ precision: Precision
  ) throws(SweepError) -> [Slot] {
    let items = try field.map { (field) throws(SweepError) in try coordinates(field, dimension) }
    let usual = description.initialPoint
    var slots: [Slot] = []
    for index in 0..<dimension {
      slots.append(
        try Slot(
          .initialPoint.indexed(index), of: self, items?[index],
          default: index < usual.count ? usual[index] : usual.last, isListed: true, precision))
    }
    return slots
  }

  private func coordinates(_ field: Field, _ dimension: Int) throws(SweepError) -> [Field] {
    guard field.isList else {
      _ = try field.number(expected: "a number, or a list of \(counted(dimension, "number"))")
      return Array(repeating: field, count: dimension)
    }
    let items = try field.list(expected: "a list of numbers")
    guard items.count == dimension else {
      throw field.error(
        "\(field.name) has \(counted(items.count, "number")); expected \(dimension), "
          + "one per coordinate")
    }
    return items
  }
}
