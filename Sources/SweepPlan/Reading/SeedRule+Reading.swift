extension SeedRule {
  /// More than this nobody waits for.
  static var countLimit: Int { 1_000_000 }

  /// `seeds: 64`, `quantiles: [0.1, 0.5, 0.9]`, `per_seed: [verdict, objective]`; `nil` without seeds.
  static func read(
    _ field: Field?, quantiles: Field?, perSeed: Field?, hasNoise: Bool
  ) throws(SweepError) -> SeedRule? {
    guard let field else {
      if let other = quantiles ?? perSeed {
        throw other.error("\(other.name) is over seeds, and the sweep has none; add seeds: 64")
      }
      return nil
    }
    guard hasNoise else {
      throw field.error(
        "seeds differ in their noise, and the sweep has none; add noise: {gaussian: 0.1}")
    }
    let kept = try perSeed?.kept() ?? []
    return SeedRule(
      count: try field.wholeNumber(in: 1...countLimit), quantiles: try quantiles?.quantiles() ?? [],
      keepsVerdicts: kept.contains(.verdict), keepsObjectives: kept.contains(.objective))
  }
}

private enum PerSeed: String, CaseIterable {
  case verdict
  case objective
}

extension Field {
  fileprivate func kept() throws(SweepError) -> Set<PerSeed> {
    var kept: Set<PerSeed> = []
    for item in try list(expected: "a list of verdict and objective") {
      kept.insert(try item.choice(of: PerSeed.self))
    }
    return kept
  }

  fileprivate func quantiles() throws(SweepError) -> [Double] {
    let form = "a list of 1 to 32 numbers from 0 to 1 that increase"
    let items = try list(expected: form)
    guard 1...32 ~= items.count else {
      throw error("\(name) has \(counted(items.count, "number")); expected \(form)")
    }
    var quantiles: [Double] = []
    for item in items {
      let quantile = try item.number()
      guard 0...1 ~= quantile, quantiles.last.map({ $0 < quantile }) ?? true else {
        throw item.error("\(item.name) is \(shortest(quantile)); expected \(form)")
      }
      quantiles.append(quantile)
    }
    return quantiles
  }
}
