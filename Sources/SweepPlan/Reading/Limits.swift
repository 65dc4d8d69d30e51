/// Which values a number may have, fixed or on an axis: those between two bounds.
struct Limits {
  /// What was expected in the place of a value; `nil` if it is allowed.
  let expected: @Sendable (Double) -> String?

  init(_ expected: @escaping @Sendable (Double) -> String?) {
    self.expected = expected
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

  /// The ends of an axis, whose values increase.
  func check(_ axis: Axis, _ field: Field) throws(SweepError) {
    for value in [axis[0], axis[axis.count - 1]] {
      guard let expected = expected(value) else { continue }
      throw field.error("\(field.name) reaches \(shortest(value)); expected \(expected)")
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
