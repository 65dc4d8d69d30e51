extension ObjectiveDescription {
  private static let exampleLimit = 10_000

  /// `[[1, 2, 0], [0, 1, 1]]`: rows of features and target, all of one length; the objective's own
  /// if none are written.
  func readExamples(_ field: Field?, _ precision: Precision) throws(SweepError) -> [[Double]] {
    guard let examples else { return [] }
    guard let field else { return examples.defaults }
    let limit = Self.exampleLimit
    let form = "a list of 1 to \(limit) rows, each a list of \(examples.summary)"
    let items = try field.list(expected: form)
    guard 1...limit ~= items.count else {
      throw field.error("\(field.name) has \(counted(items.count, "row")); expected \(form)")
    }
    let widths = exampleWidths(examples)
    var rows: [[Double]] = []
    for item in items {
      let numbers = try item.list(expected: "a list of \(examples.summary)")
      guard widths.contains(numbers.count) else {
        throw item.error(
          "\(item.name) has \(counted(numbers.count, "number")); \(name) expects "
            + "\(countedRange(widths, "number")): \(examples.summary)")
      }
      if let first = rows.first, first.count != numbers.count {
        throw item.error(
          "\(item.name) has \(counted(numbers.count, "number")); expected \(first.count), "
            + "as many as \(field.name)[0]")
      }
      var row: [Double] = []
      for number in numbers {
        row.append(try number.number(in: precision))
      }
      if let targets = examples.targets, let target = row.last, !targets.contains(target) {
        throw item.error(
          "\(item.name) has the target \(shortest(target)); \(name) expects one from "
            + "\(shortest(targets.lowerBound)) to \(shortest(targets.upperBound))")
      }
      rows.append(row)
    }
    return rows
  }

  /// How many numbers a row may have: where features do not count the coordinates, as the
  /// objective's own rows.
  private func exampleWidths(_ examples: Examples) -> ClosedRange<Int> {
    switch dimensions {
    case .features(let range):
      return range.lowerBound + 1...range.upperBound + 1
    case .listed, .units:
      let width = examples.defaults.first?.count ?? 0
      return width...width
    }
  }
}
