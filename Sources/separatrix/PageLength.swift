import ArgumentParser

/// `8.5cm`, `3.4in`, `240pt` or `1200px` on the command line.
struct PageLength: ExpressibleByArgument {
  enum Unit: String, CaseIterable { case cm, mm, `in`, pt, px }

  let value: Double
  let unit: Unit

  init?(argument: String) {
    guard let unit = Unit(rawValue: String(argument.suffix(2))),
      let value = Double(argument.dropLast(2)), value > 0, value.isFinite
    else { return nil }
    self.init(value, unit)
  }

  init(_ value: Double, _ unit: Unit) {
    self.value = value
    self.unit = unit
  }

  /// In points, 72 to an inch.
  func points(dotsPerInch: Double) -> Double {
    switch unit {
    case .cm: value * 72 / 2.54
    case .mm: value * 72 / 25.4
    case .in: value * 72
    case .pt: value
    case .px: value * 72 / dotsPerInch
    }
  }
}

/// `8.5x6cm` on the command line: width and height.
struct PageSize: ExpressibleByArgument {
  let width: PageLength
  let height: PageLength

  init?(argument: String) {
    let parts = argument.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "x" || $0 == "×" })
    // The unit px has an x of its own.
    let texts =
      parts.count == 3 && parts[2].isEmpty
      ? [String(parts[0]), "\(parts[1])x"] : parts.map(String.init)
    guard texts.count == 2, let height = PageLength(argument: texts[1]),
      let width = PageLength(argument: texts[0] + height.unit.rawValue)
    else { return nil }
    self.width = width
    self.height = height
  }
}
