import SweepPlan

/// How often cells with each verdict in A have each verdict in B.
public struct VerdictTable: Sendable, Hashable {
  /// `counts[a][b]`, by `Verdict.rawValue`.
  public private(set) var counts = [[Int]](
    repeating: [Int](repeating: 0, count: Verdict.allCases.count), count: Verdict.allCases.count)

  mutating func add(_ a: UInt8, _ b: UInt8) { counts[Int(a & 3)][Int(b & 3)] += 1 }

  private static let decidedVerdicts = Verdict.allCases.filter { $0 != .missing }

  public func count(_ a: Verdict, _ b: Verdict) -> Int {
    counts[Int(a.rawValue)][Int(b.rawValue)]
  }

  /// Pairs that both have a verdict.
  public var decided: Int {
    Self.decidedVerdicts.reduce(0) { sum, a in
      Self.decidedVerdicts.reduce(sum) { $0 + count(a, $1) }
    }
  }

  /// Pairs of which only one has a verdict.
  public var halfDecided: Int {
    Self.decidedVerdicts.reduce(0) { $0 + count($1, .missing) + count(.missing, $1) }
  }

  /// Decided pairs with the same verdict.
  public var agreeing: Int { Self.decidedVerdicts.reduce(0) { $0 + count($1, $1) } }

  /// Their share of the decided ones.
  public var agreement: Double { Double(agreeing) / Double(decided) }

  /// Cohen's κ = (p − q)/(1 − q): the agreement p beside q, what the shares of each verdict alone would
  /// give if the stores had nothing to do with each other. NaN if each has a single verdict, the same.
  public var kappa: Double {
    let total = Double(decided)
    let chance = Self.decidedVerdicts.reduce(0.0) { sum, verdict in
      let inA = Self.decidedVerdicts.reduce(0) { $0 + count(verdict, $1) }
      let inB = Self.decidedVerdicts.reduce(0) { $0 + count($1, verdict) }
      return sum + Double(inA) / total * (Double(inB) / total)
    }
    return (agreement - chance) / (1 - chance)
  }
}
