import Foundation
import SweepPlan

/// One direction of a view: an axis that goes on beyond its ends, at every power of two of its cells.
///
/// The coordinate u counts the sweep's own cells. At level k a cell is 2⁻ᵏ wide, and cell n has its
/// centre at
///
///     u = (n + ½) 2⁻ᵏ,   value = from + u (to − from)/count,   or from (to/from)^(u/count).
///
/// At level 0 these are the values of the sweep's own cells, to the last bit.
struct ViewAxis: Sendable, Hashable {
  let hyperparameter: Hyperparameter
  let from: Double
  let to: Double
  let count: Int
  let scale: Axis.Scale

  /// Cells of a level are counted in so many bits, which float64 holds with half a cell to spare.
  private static var cellBits: Int { 50 }
  /// Nearer than this nobody can look.
  private static var deepestLevel: Int { 40 }
  static var coarsestLevel: Int { -12 }

  /// `nil` if an axis lists its values, which need not be evenly spaced.
  init?(_ axis: Axis) {
    guard case .interval(let from, let to, let count, let scale) = axis.spacing else { return nil }
    self.init(axis.hyperparameter, from: from, to: to, count: count, scale: scale)
  }

  init(
    _ hyperparameter: Hyperparameter, from: Double, to: Double, count: Int,
    scale: Axis.Scale = .linear
  ) {
    self.hyperparameter = hyperparameter
    self.from = from
    self.to = to
    self.count = count
    self.scale = scale
  }

  var spacing: Axis.Spacing { .interval(from: from, to: to, count: count, scale: scale) }

  /// The axis of the plan: its cells at level 0.
  var axis: Axis { Axis(hyperparameter: hyperparameter, spacing: spacing) }

  var levels: ClosedRange<Int> {
    let bits = Int.bitWidth - count.leadingZeroBitCount
    return Self.coarsestLevel...max(0, min(Self.deepestLevel, Self.cellBits - bits))
  }

  /// The largest magnitude of a cell's number.
  static var farthestCell: Int { 1 << cellBits }

  /// The value of a cell, which may lie beyond the ends.
  ///
  /// - Parameters:
  ///   - cell: At most `farthestCell` in magnitude.
  ///   - level: One of `levels`.
  func value(ofCell cell: Int, level: Int) -> Double {
    switch scale {
    case .linear:
      let u = (Double(cell) + 0.5) * scalbn(1, -level)
      return from + u * (to - from) / Double(count)
    case .log: return level >= 0 ? fineRatio(cell, level) : coarseRatio(cell, level)
    }
  }

  /// The values of cells in a row.
  func values(ofCells cells: Range<Int>, level: Int) -> [Double] {
    cells.map { value(ofCell: $0, level: level) }
  }

  // A logarithmic axis is a ladder: what is beyond the ends is what is between them, times a power of
  // to/from.

  private func fineRatio(_ cell: Int, _ level: Int) -> Double {
    let cells = count << level
    let (rung, rest) = floorDivision(cell, cells)
    let axis = Axis(
      hyperparameter: hyperparameter,
      spacing: .interval(from: from, to: to, count: cells, scale: .log))
    return axis[rest] * power(rung)
  }

  private func coarseRatio(_ cell: Int, _ level: Int) -> Double {
    let centre = (2 * cell + 1) << (-level - 1)
    let (rung, rest) = floorDivision(centre, count)
    return axis.edge(rest) * power(rung)
  }

  /// (to/from)ⁿ by squaring.
  private func power(_ exponent: Int) -> Double {
    guard exponent != 0 else { return 1 }
    var (result, square, rest) = (1.0, exponent > 0 ? to / from : from / to, exponent.magnitude)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}

/// Rounded towards minus infinity, with a remainder from 0.
func floorDivision(_ dividend: Int, _ divisor: Int) -> (quotient: Int, remainder: Int) {
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}
