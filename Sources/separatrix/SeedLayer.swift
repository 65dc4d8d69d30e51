import ResultStore
import SweepPlan

/// Which value of each cell is drawn, of a variable that has several: chosen by `--slice quantile=…`
/// or `seed=…`; the middle one of quantiles otherwise, or the first seed.
struct SeedLayer {
  /// `nil` for a variable with one value a cell.
  let index: Int?
  /// Which it is, for the subtitle.
  let words: String?
  /// The place of a verdict in its byte, four seeds in each.
  let shift: Int

  init(of variable: Variable, in store: SweepStore, _ cuts: [String: Double]) throws {
    switch variable {
    case .objectiveQuantile:
      index = try Self.quantile(store, cuts)
      let quantiles = store.plan.seeds?.quantiles ?? []
      words = index.map { "quantile \(quantiles[$0])" }
      shift = 0
    case .objectiveBySeed, .verdictBySeed:
      let seed = try Self.seed(store, cuts)
      let (byte, place) = seed.quotientAndRemainder(dividingBy: SeedRule.seedsPerByte)
      index = variable == .verdictBySeed ? byte : seed
      words = "seed \(seed)"
      shift = 2 * place
    default:
      index = nil
      words = nil
      shift = 0
    }
  }

  private static func quantile(_ store: SweepStore, _ cuts: [String: Double]) throws -> Int? {
    guard let layers = store.plan.layers(of: .objectiveQuantile), let seeds = store.plan.seeds
    else { return nil }
    guard let wanted = cuts["quantile"] else { return layers / 2 }
    guard let layer = seeds.quantiles.firstIndex(of: wanted) else {
      let stored = seeds.quantiles.map { "\($0)" }.joined(separator: ", ")
      throw Complaint(
        .usage, "--slice quantile=\(plain(wanted)): the store has the quantiles \(stored)")
    }
    return layer
  }

  private static func seed(_ store: SweepStore, _ cuts: [String: Double]) throws -> Int {
    let count = store.plan.seeds?.count ?? 1
    let wanted = cuts["seed"] ?? 0
    guard let seed = Int(exactly: wanted), (0..<count).contains(seed) else {
      throw Complaint(
        .usage, "--slice seed=\(plain(wanted)): the store has the seeds 0 to \(count - 1)")
    }
    return seed
  }

  /// The names of `--slice`, besides axes, that choose a layer, with the variables that have it.
  private static let names: [String: [Variable]] = [
    "quantile": [.objectiveQuantile], "seed": [.verdictBySeed, .objectiveBySeed],
  ]

  /// Whether a cut of this name chooses a layer of one of the variables.
  static func isLayer(_ name: String, of variables: [Variable]) -> Bool {
    names[name]?.contains(where: variables.contains) == true
  }

  /// The cuts through axes: without those that choose a layer of one of the variables.
  static func axisCuts(
    _ cuts: [String: Double], of variables: [Variable]
  ) -> [String: Double] {
    cuts.filter { !isLayer($0.key, of: variables) }
  }

  /// What to add to the refusal of a name that is no axis.
  static func hint(for name: String) -> String {
    guard let variables = names[name] else { return "" }
    let list = variables.map(\.rawValue).joined(separator: " or ")
    return "; \(name) is of --variable \(list)"
  }
}
