import QueryEngine
import ResultStore
import SweepPlan

/// What `compare --format json` says.
struct ComparisonSummary: Encodable {
  struct Difference: Encodable {
    var key: String
    var a: String?
    var b: String?
  }

  struct Cells: Encodable {
    var a: Int
    var b: Int
    /// Cells of A that have a partner in B.
    var compared: Int
    /// Whether the grids are the same.
    var areSame: Bool
  }

  struct Verdicts: Encodable {
    /// `counts[a][b]` by name.
    var counts: [String: [String: Int]]
    var compared: Int
    var agreeing: Int
    var agreement: Double
    var kappa: Double
  }

  struct Cell: Encodable {
    var cell: [Int]
    var values: [String: Double]
    var a: String
    var b: String
  }

  struct Statistics: Encodable {
    var variable: String
    /// Whether of ln(A/B) instead of A − B.
    var isLogarithmic: Bool
    var pairs: Int
    var identical: Int
    /// Those with a finite difference, of which the others are.
    var count: Int
    var mean: Double
    var rms: Double
    var quantiles: [Double]
    var largest: Double
    var largestCell: [Int]?
  }

  struct Sign: Encodable {
    var ahead: Int
    var behind: Int
    var share: Double
    var low: Double?
    var high: Double?
    var probability: Double

    init(_ test: SignTest) {
      ahead = test.ahead
      behind = test.behind
      share = test.share
      low = test.interval?.lowerBound
      high = test.interval?.upperBound
      probability = test.probability
    }
  }

  struct Seeds: Encodable {
    struct Stability: Encodable {
      var bothStable: Int
      var onlyAStable: Int
      var onlyBStable: Int
      var neitherStable: Int
      /// Seeds with more cells stable in A, and in B.
      var seeds: Sign
    }

    struct Objective: Encodable {
      var lowerInA: Int
      var lowerInB: Int
      var equal: Int
      /// Seeds with the lower objective in more cells in A, and in B.
      var seeds: Sign
      var meanLogarithmicDifference: Double
      var standardError: Double
    }

    var count: Int
    var stability: Stability?
    var objective: Objective?
  }

  /// The shares of `Statistics.quantiles`.
  static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  var a: String
  var b: String
  var sweeps: [Difference]
  var cells: Cells
  var areIdentical: Bool
  var verdicts: Verdicts
  var differing: [Cell]
  var shares = Self.shares
  var variables: [Statistics]
  var seeds: Seeds?

  init(_ a: SweepStore, _ b: SweepStore, _ comparison: StoreComparison) {
    self.a = a.path
    self.b = b.path
    sweeps = SweepDifference.between(a.plan, b.plan).map {
      Difference(key: $0.key, a: $0.a, b: $0.b)
    }
    cells = Cells(
      a: a.plan.grid.cellCount, b: b.plan.grid.cellCount, compared: comparison.pairing.count,
      areSame: comparison.pairing.isOfSameCells)
    areIdentical = comparison.areIdentical
    let table = comparison.verdicts
    func byName<Value>(_ value: (Verdict) -> Value) -> [String: Value] {
      Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0.name, value($0)) })
    }
    verdicts = Verdicts(
      counts: byName { a in byName { b in table.count(a, b) } }, compared: table.decided,
      agreeing: table.agreeing, agreement: table.agreement, kappa: table.kappa)
    differing = comparison.differing.map { differing in
      Cell(
        cell: differing.cell,
        values: Dictionary(
          uniqueKeysWithValues: zip(a.plan.axes, differing.cell).map { ($0.name, $0[$1]) }),
        a: differing.a.name, b: differing.b.name)
    }
    variables = comparison.variables.flatMap { difference in
      [Statistics(difference.variable, difference.plain, isLogarithmic: false)]
        + (difference.logarithmic.map {
          [Statistics(difference.variable, $0, isLogarithmic: true)]
        } ?? [])
    }
    seeds = comparison.seeds.map(Seeds.init)
  }
}

extension ComparisonSummary.Statistics {
  init(_ variable: Variable, _ statistics: DifferenceStatistics, isLogarithmic: Bool) {
    self.variable = variable.rawValue
    self.isLogarithmic = isLogarithmic
    pairs = statistics.pairs
    identical = statistics.identical
    count = statistics.count
    mean = statistics.mean
    rms = statistics.rms
    quantiles = statistics.quantiles(ComparisonSummary.shares)
    largest = statistics.largest
    largestCell = statistics.largestCell
  }
}

extension ComparisonSummary.Seeds {
  init(_ seeds: SeedComparison) {
    count = seeds.count
    if seeds.hasVerdicts {
      stability = Stability(
        bothStable: seeds.bothStable, onlyAStable: seeds.onlyAStable,
        onlyBStable: seeds.onlyBStable, neitherStable: seeds.neitherStable,
        seeds: ComparisonSummary.Sign(seeds.stability))
    }
    if seeds.hasObjectives {
      let difference = seeds.logarithmicDifference
      objective = Objective(
        lowerInA: seeds.lowerInA, lowerInB: seeds.lowerInB, equal: seeds.equal,
        seeds: ComparisonSummary.Sign(seeds.objective),
        meanLogarithmicDifference: difference.mean, standardError: difference.standardError)
    }
  }
}
