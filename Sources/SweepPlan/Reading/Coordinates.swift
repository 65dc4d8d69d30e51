extension Field {
  /// One number per coordinate: a list of them, or one number for all.
  func coordinates(_ dimension: Int) throws(SweepError) -> [Field] {
    guard isList else {
      _ = try number(expected: "a number, or a list of \(counted(dimension, "number"))")
      return Array(repeating: self, count: dimension)
    }
    let items = try list(expected: "a list of numbers")
    guard items.count == dimension else {
      throw error(
        "\(name) has \(counted(items.count, "number")); expected \(dimension), "
          + "one per coordinate")
    }
    return items
  }
}
