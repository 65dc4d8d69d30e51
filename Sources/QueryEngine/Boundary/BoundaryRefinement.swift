import Figures
import SweepEngine
import SweepPlan

/// A boundary found again by the engine: between every two neighbours that it parts, the way from the
/// one to the other is halved until it is as short as wanted, all of them at once.
///
/// The same kernel decides by the same rule as for the map, so at the cells themselves it says what is
/// stored, which is checked. With another step limit a cell may come to the other side: then the search
/// begins between the next cells that differ, 1, 2, 4 … cells farther on.
public struct BoundaryRefinement: Sendable {
  /// The shares of the axis's length to which crossings were found.
  public let tolerance: Double
  /// Crossings that were looked for, and those that were found.
  public private(set) var wanted = 0
  public private(set) var found = 0
  /// Cells at the boundary that came out on the other side than the store says.
  public private(set) var contradictions = 0
  /// How often a cell ran.
  public private(set) var runs = 0

  private let sweep: PointSweep
  private let rule: BoundaryRule
  private let plane: Plane

  /// A crossing between two values of its axis.
  private struct Bracket {
    let crossing: GridCrossing
    var low: Double
    var high: Double
    /// The cells to which the ends belong, while they are at cells.
    var lowCell: Int
    var highCell: Int
    /// Which end is looked for, and how many cells on.
    var movesLow = false
    var stride = 1
  }

  /// Finds the crossings of a boundary.
  ///
  /// - Parameters:
  ///   - sweep: Of the store's plan, or the same with more steps.
  ///   - tolerance: As a share of the axis's length (of its logarithm's, on a logarithmic axis).
  public init(
    of boundary: inout StabilityBoundary, with sweep: PointSweep, tolerance: Double
  ) {
    self.sweep = sweep
    self.tolerance = tolerance
    rule = boundary.rule
    plane = boundary.plane
    wanted = boundary.crossings.count
    var brackets = checked(boundary.crossings.map(bracket))
    while true {
      let open = brackets.indices.filter { middle(of: brackets[$0]) != nil }
      guard !open.isEmpty else { break }
      let middles = open.map { middle(of: brackets[$0]) ?? .nan }
      let sides = isHigh(open.map { brackets[$0].crossing }, at: middles)
      for (index, (middle, side)) in zip(open, zip(middles, sides)) {
        if side { brackets[index].high = middle } else { brackets[index].low = middle }
      }
    }
    found = brackets.count
    for bracket in brackets {
      boundary.refined[bracket.crossing] = axis(of: bracket).middle(bracket.low, bracket.high)
    }
  }

  private func axis(of bracket: Bracket) -> SweepPlan.Axis {
    plane.plan.axes[bracket.crossing.axis(in: plane)]
  }

  private func bracket(_ crossing: GridCrossing) -> Bracket {
    let axis = plane.plan.axes[crossing.axis(in: plane)]
    let before = crossing.cellBefore
    let (low, high) = crossing.rises ? (before, before + 1) : (before + 1, before)
    return Bracket(
      crossing: crossing, low: axis[low], high: axis[high], lowCell: low, highCell: high)
  }

  /// The value between the ends; `nil` if they are near enough, or no number lies between them.
  private func middle(of bracket: Bracket) -> Double? {
    let axis = axis(of: bracket)
    guard axis.share(from: bracket.low, to: bracket.high).magnitude > tolerance else { return nil }
    let middle = axis.middle(bracket.low, bracket.high)
    return middle == bracket.low || middle == bracket.high ? nil : middle
  }

  /// The brackets whose ends are on different sides, moved to where they are.
  private mutating func checked(_ brackets: [Bracket]) -> [Bracket] {
    let crossings = brackets.map(\.crossing)
    let lowIsHigh = isHigh(crossings, at: brackets.map(\.low))
    let highIsHigh = isHigh(crossings, at: brackets.map(\.high))
    var settled: [Bracket] = []
    var moving: [Bracket] = []
    for (bracket, (low, high)) in zip(brackets, zip(lowIsHigh, highIsHigh)) {
      contradictions += (low ? 1 : 0) + (high ? 0 : 1)
      if !low && high {
        settled.append(bracket)
      } else if low == high, let next = moved(bracket, bothAreHigh: low) {
        moving.append(next)
      }
    }
    while !moving.isEmpty {
      let sides = isHigh(
        moving.map(\.crossing), at: moving.map { $0.movesLow ? $0.low : $0.high })
      let asked = zip(moving, sides)
      moving = []
      for (bracket, side) in asked {
        if side != bracket.movesLow {
          settled.append(bracket)
        } else if let next = moved(bracket, bothAreHigh: side) {
          moving.append(next)
        }
      }
    }
    return settled
  }

  /// The bracket farther on: the end that came out wrong is now the other end, and the wrong one is
  /// looked for beyond it. `nil` at the end of the axis.
  private func moved(_ bracket: Bracket, bothAreHigh: Bool) -> Bracket? {
    var bracket = bracket
    let axis = axis(of: bracket)
    let direction = (bracket.highCell > bracket.lowCell) == bothAreHigh ? -1 : 1
    let from = bothAreHigh ? bracket.lowCell : bracket.highCell
    let to = min(max(from + direction * bracket.stride, 0), axis.count - 1)
    guard to != from else { return nil }
    if bothAreHigh {
      (bracket.highCell, bracket.high) = (from, axis[from])
      (bracket.lowCell, bracket.low) = (to, axis[to])
    } else {
      (bracket.lowCell, bracket.low) = (from, axis[from])
      (bracket.highCell, bracket.high) = (to, axis[to])
    }
    bracket.movesLow = bothAreHigh
    bracket.stride *= 2
    return bracket
  }

  /// On which side points are that lie on the crossings' lines at the given values.
  private mutating func isHigh(_ crossings: [GridCrossing], at values: [Double]) -> [Bool] {
    guard !crossings.isEmpty else { return [] }
    runs += crossings.count
    let axes = plane.plan.axes
    let points = axes.indices.map { axis in
      zip(crossings, values).map { crossing, value in
        axis == crossing.axis(in: plane)
          ? value : axes[axis][plane.cell(column: crossing.column, row: crossing.row)[axis]]
      }
    }
    let result = sweep.run(points)
    let variable = rule.variable(of: plane.plan)
    return crossings.indices.map { cell in
      let verdict = result[.verdict].load(fromByteOffset: cell, as: UInt8.self)
      let value = variable.flatMap { result.value(of: $0, inCell: cell) } ?? 0
      return rule.height(verdict: verdict, value: value) >= rule.level
    }
  }
}
