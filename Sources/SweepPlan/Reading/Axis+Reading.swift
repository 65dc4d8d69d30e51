extension Axis {
  /// More cells than a map can show, and few enough to keep their values in memory.
  fileprivate static let countLimit = 1 << 27

  /// `{from: 0, to: 1, count: 1024, scale: linear}` or `{values: [0, 0.5, 0.9]}`.
  init(_ hyperparameter: Hyperparameter, _ field: Field, precision: Precision) throws(SweepError) {
    let section = try Section(
      field, KnownNames("an axis", ["from", "to", "count", "scale", "values"]),
      expected: "{from, to, count} or {values}")
    if let values = section["values"] {
      if let other = ["from", "to", "count", "scale"].first(where: { section[$0] != nil }) {
        throw values.error(
          "\(field.name) has both values and \(other); keep values, or from, to and count")
      }
      self.init(hyperparameter: hyperparameter, spacing: try .listed(values, precision))
    } else {
      let missing = ["from", "to", "count"].filter { section[$0] == nil }
      guard let from = section["from"], let to = section["to"], let count = section["count"] else {
        throw field.error(
          missing.count == 3
            ? "\(field.name) is without values; expected from, to and count, or values"
            : "\(field.name) is without \(alternatives(missing, conjunction: "and"))")
      }
      self.init(
        hyperparameter: hyperparameter,
        spacing: try .interval(field, from, to, count, section["scale"], precision))
    }
  }
}

extension Axis.Spacing {
  fileprivate static func listed(_ field: Field, _ precision: Precision)
    throws(SweepError) -> Axis.Spacing
  {
    let items = try field.list(expected: "a list of numbers")
    guard !items.isEmpty else { throw field.error("\(field.name) is an empty list; list a number") }
    var values: [Double] = []
    for item in items {
      let value = try item.number(in: precision)
      if let last = values.last, value <= last {
        throw item.error(
          "\(item.name) is \(shortest(value)), after \(shortest(last)); "
            + "expected values that increase")
      }
      values.append(value)
    }
    return .values(values)
  }

  fileprivate static func interval(
    _ axis: Field, _ fromField: Field, _ toField: Field, _ countField: Field, _ scaleField: Field?,
    _ precision: Precision
  ) throws(SweepError) -> Axis.Spacing {
    let from = try fromField.number(in: precision)
    let to = try toField.number(in: precision)
    let count = try countField.wholeNumber(in: 1...Axis.countLimit)
    let scale = try scaleField?.choice(of: Axis.Scale.self) ?? .linear

    guard from <= to else {
      throw fromField.error(
        "\(axis.name) goes from \(shortest(from)) down to \(shortest(to)); swap them")
    }
    guard from < to || count == 1 else {
      throw countField.error(
        "\(axis.name) is \(shortest(from)) at both ends, which gives 1 cell, not \(count); "
          + "expected count: 1, or another from or to")
    }
    // What makes a cell's value overflow, or equal its neighbour's.
    let spread = scale == .log ? to / from : (to - from) * Double(count)
    guard scale == .linear || from > 0 else {
      throw fromField.error(
        "\(axis.name) is a log axis from \(shortest(from)); expected from above 0, "
          + "or scale: linear")
    }
    guard spread.isFinite else {
      throw axis.error(
        "\(axis.name) is too wide, from \(shortest(from)) to \(shortest(to)); "
          + "expected what float64 can hold")
    }
    let whole = Axis.Spacing.interval(from: from, to: to, count: count, scale: scale)
    guard whole.isResolved else {
      throw countField.error(
        "\(axis.name) has \(count) cells from \(shortest(from)) to \(shortest(to)), finer than "
          + "float64 can tell apart; expected fewer")
    }
    return whole
  }

  /// Whether neighbouring cells have different values, with the rounding of both to spare. The
  /// ends are the worst: the largest number is at one, or all ratios are the same.
  private var isResolved: Bool {
    guard case .interval(_, _, let count, _) = self, count > 1 else { return true }
    let axis = Axis(
      hyperparameter: Hyperparameter(name: "", symbol: "", summary: ""), spacing: self)
    return [1, count - 1].allSatisfy { index in
      let (left, right) = (axis[index - 1], axis[index])
      return right - left >= 2 * max(left.ulp, right.ulp)
    }
  }
}
