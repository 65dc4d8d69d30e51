import Foundation
import ResultStore
import SweepPlan

/// Two stores paired over seeds: a seed is the same noise in both, so that what differs is the sweeps'.
///
/// Cells share their seeds, so they are no independent trials; seeds are. What is said with certainty
/// is therefore of seeds, each with its average over all cells that are compared.
public struct SeedComparison: Sendable {
  /// One seed, over the cells.
  struct Tally: Sendable {
    // By verdict.
    var bothStable = 0
    var onlyA = 0
    var onlyB = 0
    var neither = 0
    // By final objective.
    var lowerInA = 0
    var lowerInB = 0
    var equal = 0
    var logarithms = CompensatedSum()
    var logarithmCount = 0
  }

  /// Seeds that both have.
  public let count: Int
  /// Whether both keep the verdict of every seed, and the objective.
  public let hasVerdicts: Bool
  public let hasObjectives: Bool
  /// Whether every run of both came to the same.
  public private(set) var areIdentical = true
  private var tallies: [Tally]

  /// `nil` if nothing is kept by seed in both.
  init?(_ a: SweepStore, _ b: SweepStore, _ pairing: CellPairing) throws {
    guard let seedsA = a.plan.seeds, let seedsB = b.plan.seeds else { return nil }
    count = min(seedsA.count, seedsB.count)
    hasVerdicts = seedsA.keepsVerdicts && seedsB.keepsVerdicts
    hasObjectives = seedsA.keepsObjectives && seedsB.keepsObjectives
    guard hasVerdicts || hasObjectives else { return nil }
    tallies = [Tally](repeating: Tally(), count: count)
    try pairing.visitBlocks(values: max(seedsA.count, seedsB.count)) { block in
      let (verdictsA, verdictsB) = try block.readVerdicts(a, b)
      let decided = block.pairs.filter { pair in
        verdictsA[pair.a] != Verdict.missing.rawValue
          && verdictsB[pair.b] != Verdict.missing.rawValue
      }
      if hasVerdicts { try addVerdicts(block, decided, a, b) }
      if hasObjectives {
        let (valuesA, valuesB) = try block.read(.objectiveBySeed, a, b)
        for pair in decided {
          for seed in 0..<count {
            addObjectives(
              valuesA[pair.a * seedsA.count + seed], valuesB[pair.b * seedsB.count + seed],
              seed: seed)
          }
        }
      }
    }
  }

  private mutating func addVerdicts(
    _ block: PairedBlock, _ pairs: [(a: Int, b: Int)], _ a: SweepStore, _ b: SweepStore
  ) throws {
    let (valuesA, valuesB) = try block.read(.verdictBySeed, a, b)
    let (bytesA, bytesB) = (
      a.plan.layers(of: .verdictBySeed) ?? 1, b.plan.layers(of: .verdictBySeed) ?? 1
    )
    func verdict(_ values: [Double], _ first: Int, _ seed: Int) -> UInt8 {
      let (byte, place) = seed.quotientAndRemainder(dividingBy: SeedRule.seedsPerByte)
      return UInt8(values[first + byte]) >> UInt8(2 * place) & 3
    }
    let diverged = Verdict.diverged.rawValue
    for pair in pairs {
      for seed in 0..<count {
        let x = verdict(valuesA, pair.a * bytesA, seed)
        let y = verdict(valuesB, pair.b * bytesB, seed)
        if x != y { areIdentical = false }
        switch (x == diverged, y == diverged) {
        case (false, false): tallies[seed].bothStable += 1
        case (false, true): tallies[seed].onlyA += 1
        case (true, false): tallies[seed].onlyB += 1
        case (true, true): tallies[seed].neither += 1
        }
      }
    }
  }

  /// What diverged has the objective +∞.
  private mutating func addObjectives(_ x: Double, _ y: Double, seed: Int) {
    let (a, b) = (x.isNaN ? .infinity : x, y.isNaN ? .infinity : y)
    if a < b {
      tallies[seed].lowerInA += 1
    } else if a > b {
      tallies[seed].lowerInB += 1
    } else {
      tallies[seed].equal += 1
    }
    if a != b { areIdentical = false }
    guard a > 0, b > 0, a.isFinite, b.isFinite else { return }
    tallies[seed].logarithms.add(log(a) - log(b))
    tallies[seed].logarithmCount += 1
  }

  // MARK: What is said

  /// Runs by what became of them in both: McNemar's table.
  public var bothStable: Int { tallies.reduce(0) { $0 + $1.bothStable } }
  public var onlyAStable: Int { tallies.reduce(0) { $0 + $1.onlyA } }
  public var onlyBStable: Int { tallies.reduce(0) { $0 + $1.onlyB } }
  public var neitherStable: Int { tallies.reduce(0) { $0 + $1.neither } }

  /// Seeds by the store in which more cells are stable. Of a single cell this is McNemar's exact test.
  public var stability: SignTest {
    SignTest(
      ahead: tallies.count { $0.onlyA > $0.onlyB }, behind: tallies.count { $0.onlyB > $0.onlyA })
  }

  /// Runs by the store in which the final objective is lower; the diverged have +∞.
  public var lowerInA: Int { tallies.reduce(0) { $0 + $1.lowerInA } }
  public var lowerInB: Int { tallies.reduce(0) { $0 + $1.lowerInB } }
  public var equal: Int { tallies.reduce(0) { $0 + $1.equal } }

  /// Seeds by the store in which the objective is lower in more cells.
  public var objective: SignTest {
    SignTest(
      ahead: tallies.count { $0.lowerInA > $0.lowerInB },
      behind: tallies.count { $0.lowerInB > $0.lowerInA })
  }

  /// ln(A/B) of the final objective, averaged over cells seed by seed, where both runs have one above
  /// zero: its mean over seeds, and the standard error of that. NaN without such runs; of one seed
  /// there is no error.
  public var logarithmicDifference: (mean: Double, standardError: Double) {
    let means = tallies.filter { $0.logarithmCount > 0 }.map {
      $0.logarithms.value / Double($0.logarithmCount)
    }
    let n = Double(means.count)
    let mean = means.reduce(0, +) / n
    let variance = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    return (mean, (variance / n).squareRoot())
  }
}
