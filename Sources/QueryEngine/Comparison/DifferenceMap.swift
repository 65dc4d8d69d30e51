import Foundation
import ResultStore
import SweepPlan

/// How two stores differ over a plane of A, cell by cell, for a picture.
public struct DifferenceMap: Sendable {
  /// What became of a cell in both.
  public enum Pair: UInt8, Sendable, CaseIterable {
    case bothStable
    case onlyAStable
    case onlyBStable
    case bothDiverged
    /// A cell without a partner, or without a verdict in one of the stores.
    case notInBoth
  }

  public let plane: Plane
  private let pairing: CellPairing

  public init(_ plane: Plane, _ pairing: CellPairing) {
    self.plane = plane
    self.pairing = pairing.inside(
      plane.cell.indices.map { axis in
        axis == plane.x || axis == plane.y
          ? 0..<plane.plan.axes[axis].count : plane.cell[axis]..<plane.cell[axis] + 1
      })
  }

  public var width: Int { plane.plan.axes[plane.x].count }
  public var height: Int { plane.y.map { plane.plan.axes[$0].count } ?? 1 }

  /// `Pair.rawValue` of every cell, by rows of the picture.
  public func verdicts(_ a: SweepStore, _ b: SweepStore) throws -> [UInt8] {
    var codes = [UInt8](repeating: Pair.notInBoth.rawValue, count: width * height)
    try pairing.visitBlocks { block in
      let (left, right) = try block.readVerdicts(a, b)
      for pair in block.pairs {
        codes[place(of: block.cell(pair.a))] = Self.pair(left[pair.a], right[pair.b]).rawValue
      }
    }
    return codes
  }

  private static func pair(_ a: UInt8, _ b: UInt8) -> Pair {
    let (missing, diverged) = (Verdict.missing.rawValue, Verdict.diverged.rawValue)
    guard a != missing, b != missing else { return .notInBoth }
    return switch (a == diverged, b == diverged) {
    case (false, false): .bothStable
    case (false, true): .onlyAStable
    case (true, false): .onlyBStable
    case (true, true): .bothDiverged
    }
  }

  /// A − B of a variable, or ln(A/B) where its values compare by ratios; NaN where there is none.
  public func values(
    of variable: Variable, _ a: SweepStore, _ b: SweepStore
  ) throws -> [Double] {
    var values = [Double](repeating: .nan, count: width * height)
    try pairing.visitBlocks { block in
      let (verdictsA, verdictsB) = try block.readVerdicts(a, b)
      let (left, right) = try block.read(variable, a, b)
      for pair in block.pairs
      where Self.pair(verdictsA[pair.a], verdictsB[pair.b]) != .notInBoth {
        let (x, y) = (left[pair.a], right[pair.b])
        values[place(of: block.cell(pair.a))] =
          x == y ? 0 : Self.isLogarithmic(variable) ? log(x) - log(y) : x - y
      }
    }
    return values
  }

  /// Whether `values` are of logarithms.
  public static func isLogarithmic(_ variable: Variable) -> Bool { variable.isMagnitude }

  private func place(of cell: [Int]) -> Int {
    (plane.y.map { cell[$0] } ?? 0) * width + cell[plane.x]
  }
}
