import SweepPlan

extension Prediction {
  /// What in measured cells speaks for instability, row-major; `nil` for a cell without verdict.
  ///
  /// Where theory's ρ is 1, to twelve digits, the sign of a measured rate is chance, and the
  /// verdict alone counts: a conservative map neither shrinks nor grows in all of its stable
  /// region.
  func isUnstable(verdicts: [UInt8], rates: [Double], by instability: Instability) -> [Bool?] {
    verdicts.indices.map { number in
      let holds = instability.holds(verdict: verdicts[number], rate: rates[number])
      guard holds == true, verdicts[number] == Verdict.bounded.rawValue else { return holds }
      let radius = spectralRadius(at: plan.values(at: plan.grid.cell(number)))
      return (radius - 1).magnitude > 1e-12
    }
  }
}
