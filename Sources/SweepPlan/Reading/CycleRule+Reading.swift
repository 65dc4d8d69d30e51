extension CycleRule {
  /// `{up_to: 64, tolerance: 1e-5}`, any of them left out.
  init(_ field: Field?, precision: Precision) throws(SweepError) {
    let section = try field.map { (field) throws(SweepError) in
      try Section(
        field, KnownNames("period", ["up_to", "tolerance"]), expected: "{up_to, tolerance}")
    }
    self.init(
      longest: try section?["up_to"]?.wholeNumber(in: 1...4096) ?? 64,
      tolerance: try section?["tolerance"]?.share() ?? precision.cycleTolerance)
  }
}

extension Precision {
  /// Well above what rounding leaves of a cycle that is approached as a limit.
  fileprivate var cycleTolerance: Double {
    switch self {
    case .float32: 1e-4
    case .float64: 1e-8
    }
  }
}

extension Field {
  fileprivate func share() throws(SweepError) -> Double {
    let share = try number()
    guard share > 0, share < 1 else { throw error(expected: "a number above 0 and below 1") }
    return share
  }
}
