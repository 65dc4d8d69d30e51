/// Reads the axes, in order.
///
/// - Parameter groups: What may vary, one group per owner.
func readAxes(
  _ field: Field, among groups: [[Slot]], _ precision: Precision
) throws(SweepError) -> [Axis] {
  let known = zip(groups, [nil, nil, "the start"]).map { slots, owner in
    KnownNames(owner ?? slots.first?.owner ?? "", slots.map(\.hyperparameter.name))
  }
  var axes: [Axis] = []
  let form = "a mapping of 1 to 4 axes, each as learning_rate: {from: 0, to: 1, count: 100}"
  for (name, place, value) in try field.entries(expected: form) {
    let slot = groups.joined().first { $0.hyperparameter.name == name }
    guard let hyperparameter = slot?.hyperparameter else {
      throw place.error(unknown("hyperparameter", name, known))
    }
    guard !axes.contains(where: { $0.name == name }) else {
      throw place.error("the axis \(name) is written twice; keep one")
    }
    guard axes.count < 4 else {
      throw place.error("\(name) is the fifth axis; a sweep has at most 4")
    }
    axes.append(try Axis(hyperparameter, value, precision: precision))
  }
  guard !axes.isEmpty else { throw field.error("axes has no axis; expected \(form)") }
  try checkCellCount(of: axes, field)
  return axes
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
