import SweepPlan

/// The cell that is best: of those that converged the one in fewest steps; of equally many the one with
/// the smallest rate, then with the lowest objective, then the first. If none converged, likewise of
/// those that stayed bounded, where steps are all the same.
public struct BestCell: Sendable, Hashable {
  /// One index per axis of the plan.
  public let cell: [Int]
  public let verdict: Verdict
  /// The variables by which it was chosen, those that the store has, with their values.
  public let values: [Variable: Double]
}

/// Looks for the best cell of a plane, block by block.
struct BestCellSearch {
  private let variables: [Variable]
  private var best: (row: Int, column: Int, key: [Double])?

  init(_ plan: Plan) {
    let wanted: [Variable] =
      plan.seeds == nil
      ? [.steps, .rate, .objective] : [.stepsMean, .rateMean, .objectiveMean]
    variables = wanted.filter(plan.record.contains)
  }

  /// Reads the first variable of every block with a stable cell, and the others only where a cell is at
  /// least as good by it as the best so far.
  mutating func visit(_ block: RowBlock) throws {
    let least = min(
      block.verdicts.contains(Verdict.converged.rawValue) ? 1.0 : 2,
      block.verdicts.contains(Verdict.bounded.rawValue) ? 2 : 3)
    guard least < 3, best.map({ least <= $0.key[0] }) ?? true else { return }
    var candidates = block.verdicts.indices.filter { Double(block.verdicts[$0]) == least }
    var key = [least]
    for variable in variables {
      let values = try block.read(variable)
      let smallest = candidates.map { Self.rank(values[$0]) }.min() ?? .infinity
      key.append(smallest)
      if let best, best.key.prefix(key.count).lexicographicallyPrecedes(key) { return }
      candidates.removeAll { Self.rank(values[$0]) != smallest }
    }
    guard let first = candidates.first, best.map({ key.lexicographicallyPrecedes($0.key) }) ?? true
    else { return }
    let (row, column) = first.quotientAndRemainder(dividingBy: block.columns)
    best = (block.rows.lowerBound + row, column, key)
  }

  /// What is no number is worst.
  private static func rank(_ value: Double) -> Double { value.isNaN ? .infinity : value }

  func result(in plane: Plane) -> BestCell? {
    best.map { best in
      BestCell(
        cell: plane.cell(column: best.column, row: best.row),
        verdict: best.key[0] == 1 ? .converged : .bounded,
        values: Dictionary(uniqueKeysWithValues: zip(variables, best.key.dropFirst())))
    }
  }
}
