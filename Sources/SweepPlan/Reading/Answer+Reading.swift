extension VerdictRule {
  /// `{escape_radius: 1e6, tolerance: 1e-6, every: 16}`, any of them left out.
  init(_ field: Field?, precision: Precision) throws(SweepError) {
    let section = try field.map { (field) throws(SweepError) in
      try Section(
        field, KnownNames("verdict", ["escape_radius", "tolerance", "every"]),
        expected: "{escape_radius, tolerance, every}")
    }
    self.init(
      escapeRadius: try section?["escape_radius"]?.number(in: precision, .positive(in: precision))
        ?? precision.defaultEscapeRadius,
      tolerance: try section?["tolerance"]?.tolerance() ?? 1e-6,
      every: try section?["every"]?.wholeNumber(in: 1...1_000_000) ?? 16)
  }
}

extension Field {
  fileprivate func tolerance() throws(SweepError) -> Double {
    let tolerance = try number()
    guard tolerance >= 0 else { throw error(expected: "a number that is not below 0") }
    return tolerance
  }
}

/// `[steps, rate]`: the variables to store. The verdict always is, and the period if the sweep says
/// what counts as one.
func readRecord(_ field: Field?, period: Field?) throws(SweepError) -> [Variable] {
  var record: Set<Variable> = [.verdict]
  if period != nil { record.insert(.period) }
  if let field {
    let names = Variable.allCases.map(\.rawValue)
    for item in try field.list(expected: "a list of \(alternatives(names, conjunction: "and"))") {
      record.insert(try item.choice(of: Variable.self))
    }
  } else {
    record.formUnion(Variable.usual)
  }
  return Variable.allCases.filter(record.contains)
}
