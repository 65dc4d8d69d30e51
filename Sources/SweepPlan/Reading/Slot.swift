/// A number that the kernel will read, as far as the sweep itself fixes it.
struct Slot {
  let hyperparameter: Hyperparameter
  let owner: Owner
  /// Where the value was written; `nil` if it is a default, or missing.
  let field: Field?
  /// `nil` if only an axis can give it.
  let value: Double?
  /// Whether an axis may take the place of a written value. So in a list, which must be written
  /// whole for its length to tell the dimension.
  let isListed: Bool
  /// Which values it may have; `nil` if any.
  let limits: Limits?

  /// - Parameters:
  ///   - owner: Who needs the number.
  ///   - field: Where it was written, if it was. An element of a list may be left empty, `[~, 1]`,
  ///     for an axis to give it.
  ///   - defaultValue: What it is otherwise.
  init(
    _ hyperparameter: Hyperparameter, of owner: Owner, _ field: Field?,
    default defaultValue: Double?, isListed: Bool = false, limits: Limits? = nil,
    _ precision: Precision
  ) throws(SweepError) {
    self.hyperparameter = hyperparameter
    self.owner = owner
    self.field = field
    self.isListed = isListed
    self.limits = limits
    if let field {
      value = isListed && field.isEmpty ? nil : try field.number(in: precision, limits)
    } else {
      value = defaultValue
    }
  }

  /// The value in every cell.
  func parameter(on axes: [Axis]) throws(SweepError) -> Parameter {
    if let axis = axes.firstIndex(where: { $0.hyperparameter == hyperparameter }) {
      if let field, !isListed {
        throw field.error("\(field.name) is fixed, and also an axis; remove one of the two")
      }
      return Parameter(hyperparameter: hyperparameter, source: .axis(axis))
    }
    if let value {
      return Parameter(hyperparameter: hyperparameter, source: .fixed(value))
    }
    if let field {
      throw field.error(expected: "a number, or an axis \(hyperparameter.name)")
    }
    throw owner.place.error(
      "\(owner.name) needs \(hyperparameter.name); fix it, as in "
        + "{\(owner.name): {\(hyperparameter.name): 0.1}}, or make it an axis")
  }
}

extension [Slot] {
  /// The values in every cell, all of one owner.
  func parameters(on axes: [Axis]) throws(SweepError) -> [Parameter] {
    let missing = filter { slot in
      slot.value == nil && slot.field == nil
        && !axes.contains { $0.hyperparameter == slot.hyperparameter }
    }
    if missing.count > 1, let first = missing.first {
      let names = missing.map(\.hyperparameter.name)
      throw first.owner.place.error(
        "\(first.owner.name) needs \(alternatives(names, conjunction: "and")); fix them, as in "
          + "{\(first.owner.name): {\(names[0]): 0.1}}, or make them axes")
    }
    var parameters: [Parameter] = []
    for slot in self {
      parameters.append(try slot.parameter(on: axes))
    }
    return parameters
  }
}
