import SweepPlan

/// One cell.
struct CellDescription: Encodable {
  let x: Double
  let y: Double
  let values: CellValues
  let source: String
}

/// A cell's variables by name: the verdict as a word, the others as numbers.
struct CellValues: Encodable {
  let verdict: Verdict
  let numbers: [(Variable, Double)]

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(verdict.name, forKey: Key(stringValue: Variable.verdict.rawValue))
    for (variable, value) in numbers {
      try container.encode(value, forKey: Key(stringValue: variable.rawValue))
    }
  }
}
