/// Reads the axes, in order.
///
/// - Parameter groups: What may vary.
func readAxes(
  _ field: Field, among groups: [SlotGroup], _ precision: Precision
) throws(SweepError) -> [Axis] {
  var axes: [Axis] = []
  let form = "a mapping of 1 to 4 axes, each as learning_rate: {from: 0, to: 1, count: 100}"
  for (name, place, value) in try field.entries(expected: form) {
    let slots = groups.named(name)
    guard let (_, slot) = slots.first else {
      let absent = groups.compactMap { $0.absent(name) }.first
      throw place.error(absent ?? unknown("hyperparameter", name, groups.map(\.names)))
    }
    // The same quantity of two owners, as a particle's mass, is one axis.
    guard slots.allSatisfy({ $0.slot.hyperparameter == slot.hyperparameter }) else {
      let owners = alternatives(slots.map(\.owner), conjunction: "and")
      throw place.error("\(name) is something else for \(owners); fix both, and vary another")
    }
    guard !axes.contains(where: { $0.name == name }) else {
      throw place.error("the axis \(name) is written twice; keep one")
    }
    guard axes.count < 4 else {
      throw place.error("\(name) is the fifth axis; a sweep has at most 4")
    }
    let axis = try Axis(slot.hyperparameter, value, precision: precision)
    for (_, slot) in slots {
      try slot.limits?.check(axis, value)
    }
    axes.append(axis)
  }
  guard !axes.isEmpty else { throw field.error("axes has no axis; expected \(form)") }
  try checkCellCount(of: axes, field)
  return axes
}

extension [SlotGroup] {
  /// The numbers of that name.
  fileprivate func named(_ name: String) -> [(owner: String, slot: Slot)] {
    flatMap { group in
      group.slots.filter { $0.hyperparameter.name == name }.map { (group.owner, $0) }
    }
  }
}

/// A grid's cells are numbered by `Int`.
private func checkCellCount(of axes: [Axis], _ field: Field) throws(SweepError) {
  var cells = 1
  for axis in axes {
    let (product, overflows) = cells.multipliedReportingOverflow(by: axis.count)
    guard !overflows else {
      let counts = axes.map { "\($0.count)" }.joined(separator: " × ")
      let about = axes.reduce(1.0) { $0 * Double($1.count) }
      throw field.error(
        "\(counts) are about \(powerOfTen(about)) cells, and a grid has at most "
          + "\(powerOfTen(Double(Int.max))); lower a count")
    }
    cells = product
  }
}

/// `about 5e21` of a large number.
private func powerOfTen(_ value: Double) -> String {
  var (digit, exponent) = (value, 0)
  while digit >= 10 {
    digit /= 10
    exponent += 1
  }
  return "\(Int(digit))e\(exponent)"
}
