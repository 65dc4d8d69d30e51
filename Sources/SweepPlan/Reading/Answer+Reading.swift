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

/// `[steps, rate]`: what to store. The verdict always is, the period if the sweep says what counts as
/// one, and what is measured if it does not say what to record.
func readRecord(
  _ field: Field?, period: Field?, measures: [Quantity], hasSeeds: Bool, of subject: AnalysisSubject
) throws(SweepError) -> [Quantity] {
  if let period, hasSeeds {
    throw period.error("noise lets no cycle close: a sweep with seeds looks for no period")
  }
  var record: Set<Quantity> = [.verdict]
  if period != nil { record.insert(.period) }
  if let field {
    let names = Quantity.allCases.map(\.rawValue)
    for item in try field.list(expected: "a list of \(alternatives(names, conjunction: "and"))") {
      if let complaint = item.complaintOfCompanion(hasSeeds) { throw complaint }
      let quantity = try item.choice(of: Quantity.self)
      if let complaint = quantity.complaint(measures: measures, hasSeeds: hasSeeds)
        ?? subject.complaint(quantity)
      {
        throw item.error("\(item.name) is \(quantity.rawValue), \(complaint)")
      }
      record.insert(quantity)
    }
  } else {
    record.formUnion(Quantity.usual(hasSeeds: hasSeeds, measures: measures))
  }
  return Quantity.allCases.filter(record.contains)
}

extension Field {
  /// What is said of a variable that is stored with another and not asked for by itself.
  fileprivate func complaintOfCompanion(_ hasSeeds: Bool) -> SweepError? {
    guard let name = try? word(expected: "a name"), Quantity(rawValue: name) == nil,
      let owner = Quantity.allCases.first(where: {
        $0.variables(hasSeeds: hasSeeds).contains { $0.rawValue == name }
      })
    else { return nil }
    return error("\(self.name) is \(name), which comes with \(owner.rawValue): record that")
  }
}

extension Quantity {
  /// Why a sweep cannot record it; `nil` if it can.
  fileprivate func complaint(measures: [Quantity], hasSeeds: Bool) -> String? {
    switch self {
    case .period where hasSeeds: "and noise lets no cycle close; leave it out"
    case .logObjective where !hasSeeds:
      "a mean over seeds, and the sweep has none; record objective, or add seeds"
    case .settledObjective where !measures.contains(self):
      "and the sweep measures nothing; add measure: {from: 0.5}"
    case .settledSquareDistance where !measures.contains(self):
      measures.isEmpty
        ? "and the sweep measures nothing; add measure: {from: 0.5}"
        : "and the objective's minimiser is not known; add it, as in measure: {about: [0, 0]}"
    default: nil
    }
  }
}
