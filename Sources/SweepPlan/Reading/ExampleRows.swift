extension ObjectiveDescription {
  private static let exampleLimit = 10_000

  /// Rows, or files; the objective's own rows if none are written.
  ///
  /// - Parameter kept: Examples that need not be read again.
  func readExamples(
    _ field: Field?, kept: ExampleSet?, _ precision: Precision
  ) throws(SweepError) -> ExampleSet {
    guard let examples else { return [] }
    guard let field else { return .rows(examples.defaults) }
    guard field.isMapping else { return .rows(try readRows(field, examples, precision)) }
    guard case .features(let features) = dimensions else {
      throw field.error(
        "\(name) takes no examples from files; expected rows, each a list of \(examples.summary)")
    }
    let images = try ExampleFiles(field).read(features: features, kept: kept)
    return .images(images, targets: examples.targets ?? -1...1)
  }

  /// `[[1, 2, 0], [0, 1, 1]]`: rows of features and target, all of one length.
  private func readRows(
    _ field: Field, _ examples: Examples, _ precision: Precision
  ) throws(SweepError) -> [[Double]] {
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
