import Foundation
import ResultStore
import SweepPlan

/// Two stores side by side, cell by cell.
public struct StoreComparison: Sendable {
  /// A pair of cells whose verdicts differ.
  public struct DifferingCell: Sendable, Hashable {
    /// One index per axis of A.
    public let cell: [Int]
    public let a: Verdict
    public let b: Verdict
  }

  /// What was found of one variable.
  public struct VariableDifference: Sendable {
    public let variable: Variable
    /// A − B.
    public var plain = DifferenceStatistics()
    /// ln(A/B), of a variable whose values compare by ratios, where both are above zero.
    public var logarithmic: DifferenceStatistics?
  }

  public let pairing: CellPairing
  public private(set) var verdicts = VerdictTable()
  /// The first pairs whose verdicts differ, in the order of A's tiles.
  public private(set) var differing: [DifferingCell] = []
  public private(set) var variables: [VariableDifference] = []
  public private(set) var seeds: SeedComparison?

  /// - Parameters:
  ///   - pairing: Of the plans of `a` and `b`.
  ///   - wanted: Which variables; `nil` for all that both have.
  ///   - listed: How many differing cells are listed.
  /// - Throws: `QueryError` if a store did not record a variable; the stores' own errors.
  public init(
    _ a: SweepStore, _ b: SweepStore, _ pairing: CellPairing, variables wanted: [Variable]? = nil,
    listed: Int
  ) throws {
    self.pairing = pairing
    variables = try Self.common(a, b, wanted).map { variable in
      VariableDifference(
        variable: variable, logarithmic: variable.isMagnitude ? DifferenceStatistics() : nil)
    }
    try pairing.visitBlocks { block in
      let (verdictsA, verdictsB) = try block.readVerdicts(a, b)
      for pair in block.pairs {
        let (x, y) = (verdictsA[pair.a], verdictsB[pair.b])
        verdicts.add(x, y)
        guard x != y, differing.count < listed else { continue }
        differing.append(
          DifferingCell(
            cell: block.cell(pair.a), a: Verdict(rawValue: x) ?? .missing,
            b: Verdict(rawValue: y) ?? .missing))
      }
      let decided = block.pairs.filter { pair in
        verdictsA[pair.a] != Verdict.missing.rawValue
          && verdictsB[pair.b] != Verdict.missing.rawValue
      }
      for index in variables.indices {
        let (valuesA, valuesB) = try block.read(variables[index].variable, a, b)
        for pair in decided {
          let (x, y) = (valuesA[pair.a], valuesB[pair.b])
          variables[index].plain.add(x, y, difference: x - y) { block.cell(pair.a) }
          variables[index].logarithmic?.add(x, y, difference: log(x) - log(y)) {
            block.cell(pair.a)
          }
        }
      }
    }
    seeds = try SeedComparison(a, b, pairing)
  }

  /// Whether all cells of both are the same, as far as they were compared.
  public var areIdentical: Bool {
    pairing.isOfSameCells && verdicts.halfDecided == 0 && verdicts.agreeing == verdicts.decided
      && variables.allSatisfy { $0.plain.identical == $0.plain.pairs }
      && seeds?.areIdentical ?? true
  }

  private static func common(
    _ a: SweepStore, _ b: SweepStore, _ wanted: [Variable]?
  ) throws(QueryError) -> [Variable] {
    let present = a.plan.record.filter { variable in
      b.plan.record.contains(variable) && variable != .verdict
        && a.plan.layers(of: variable) == nil
    }
    for variable in wanted ?? [] where variable != .verdict && !present.contains(variable) {
      throw QueryError(
        "\(variable.rawValue) is not a number that both stores have of every cell; they have "
          + present.map(\.rawValue).joined(separator: ", "))
    }
    return present.filter { wanted?.contains($0) ?? true }
  }
}
