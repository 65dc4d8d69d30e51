/// The seeds 0, 1, … of a sweep with noise, and what is kept of them beside statistics.
public struct SeedRule: Sendable, Hashable {
  public let count: Int
  /// Which quantiles of the final objective.
  public let quantiles: [Double]
  /// Whether every seed's verdict is stored.
  public let keepsVerdicts: Bool
  /// Whether every seed's final objective is stored.
  public let keepsObjectives: Bool

  public init(
    count: Int, quantiles: [Double] = [], keepsVerdicts: Bool = false,
    keepsObjectives: Bool = false
  ) {
    self.count = count
    self.quantiles = quantiles
    self.keepsVerdicts = keepsVerdicts
    self.keepsObjectives = keepsObjectives
  }

  /// The same with more seeds.
  public func widened(to count: Int) -> SeedRule {
    SeedRule(
      count: count, quantiles: quantiles, keepsVerdicts: keepsVerdicts,
      keepsObjectives: keepsObjectives)
  }

  /// The arrays that these make.
  var variables: [Variable] {
    (quantiles.isEmpty ? [] : [.objectiveQuantile]) + (keepsVerdicts ? [.verdictBySeed] : [])
      + (keepsObjectives ? [.objectiveBySeed] : [])
  }

  /// Values of a variable in a cell, along one more dimension; `nil` for a single value.
  public func layers(of variable: Variable) -> Int? {
    switch variable {
    case .objectiveQuantile: quantiles.count
    case .verdictBySeed: (count + Self.seedsPerByte - 1) / Self.seedsPerByte
    case .objectiveBySeed: count
    default: nil
    }
  }

  /// Of `verdict_by_seed`.
  public static var seedsPerByte: Int { 4 }
}
