/// Which values a number may have, fixed or on an axis: those between two bounds.
struct Limits {
  /// What was expected in the place of a value; `nil` if it is allowed.
  let expected: @Sendable (Double) -> String?
  /// Whether an axis may reach what is not allowed between its ends, too.
  let hasGaps: Bool

  init(hasGaps: Bool = false, _ expected: @escaping @Sendable (Double) -> String?) {
    self.expected = expected
    self.hasGaps = hasGaps
  }

  /// Kernels take subnormal numbers for 0.
  static func positive(in precision: Precision) -> Limits {
    Limits { value in
      let smallest = precision.leastNormal
      if value <= 0 { return "a number above 0" }
      return value >= smallest
        ? nil : "at least \(smallest), the smallest normal \(precision.rawValue)"
    }
  }

  static var notNegative: Limits {
    Limits { $0 >= 0 ? nil : "a number that is not below 0" }
  }

  static func wholeNumber(in range: ClosedRange<Int>) -> Limits {
    Limits(hasGaps: true) { value in
      Int(exactly: value).map(range.contains) == true
        ? nil : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    }
  }

  /// The cells of an axis, whose values increase.
  func check(_ axis: Axis, _ field: Field) throws(SweepError) {
    for index in hasGaps ? Array(0..<axis.count) : [0, axis.count - 1] {
      let value = axis[index]
      guard let expected = expected(value) else { continue }
      let example =
        hasGaps ? ", as in \(field.name): {values: [1, 2, 4]}" : ""
      throw field.error("\(field.name) reaches \(shortest(value)); expected \(expected)\(example)")
    }
  }
}

extension Field {
  /// A number that `precision` can hold, within limits.
  func number(in precision: Precision, _ limits: Limits?) throws(SweepError) -> Double {
    let value = try number(in: precision)
    if let expected = limits?.expected(value) { throw error(expected: expected) }
    return value
  }
}

extension Precision {
  fileprivate var leastNormal: Double {
    switch self {
    case .float32: Double(Float.leastNormalMagnitude)
    case .float64: .leastNormalMagnitude
    }
  }
}
