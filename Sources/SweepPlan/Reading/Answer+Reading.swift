extension VerdictRule {
  /// `{escape_radius: 1e6, tolerance: 1e-6, every: 16}`, any of them left out.
  init(_ field: Field?, precision: Precision) throws(SweepError) {
    let section = try field.map { (field) throws(SweepError) in
      try Section(
        field, KnownNames("verdict", ["escape_radius", "tolerance", "every"]),
        expected: "{escape_radius, tolerance, every}")
    }
    self.init(
      escapeRadius: try section?["escape_radius"]?.escapeRadius(in: precision)
        ?? precision.defaultEscapeRadius,
      tolerance: try section?["tolerance"]?.tolerance() ?? 1e-6,
      every: try section?["every"]?.wholeNumber(in: 1...1_000_000) ?? 16)
  }
}

extension Field {
  fileprivate func escapeRadius(in precision: Precision) throws(SweepError) -> Double {
    let radius = try number(in: precision)
    guard radius > 0 else { throw error(expected: "a number above 0") }
    let smallest = Double(Float.leastNormalMagnitude)
    guard precision == .float64 || radius >= smallest else {
      throw error(expected: "at least \(smallest), the smallest normal float32")
    }
    return radius
  }

  fileprivate func tolerance() throws(SweepError) -> Double {
    let tolerance = try number()
    guard tolerance >= 0 else { throw error(expected: "a number that is not below 0") }
    return tolerance
  }
}

/// `[steps, rate]`: the variables to store. The verdict always is.
func readRecord(_ field: Field?) throws(SweepError) -> [Variable] {
  guard let field else { return Variable.allCases }
  let names = Variable.allCases.map(\.rawValue)
  var record: Set<Variable> = [.verdict]
  for item in try field.list(expected: "a list of \(alternatives(names, conjunction: "and"))") {
    record.insert(try item.choice(of: Variable.self))
  }
  return Variable.allCases.filter(record.contains)
}
