import Figures
import ResultStore
import SweepPlan
import Theory

/// Where a stored map passes from stable to unstable, or through a level of a variable, in the plane of
/// two of its axes.
///
/// Between neighbouring cells of different sides runs the boundary: halfway where verdicts part them,
/// where the level is where a variable does. It is read row by row; no more of the map is kept than
/// what the boundary crosses.
public struct StabilityBoundary: Sendable {
  public let plane: Plane
  public let rule: BoundaryRule
  /// What is low: stable, or below the level.
  public let area: StableArea
  public let best: BestCell?
  /// Cells of the plane that are not computed.
  public let missing: Int
  /// Everywhere that neighbours are of different sides.
  let crossings: [GridCrossing]
  private let contours: [Contour]
  /// By crossing: where the engine found it, of those that it did.
  var refined: [GridCrossing: Double] = [:]

  /// - Parameter progress: Called with how many of how many rows have been read.
  /// - Throws: `QueryError` if the store cannot tell sides apart by `rule`; its own errors.
  public init(
    _ store: SweepStore, _ plane: Plane, by rule: BoundaryRule = .verdict,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws {
    try rule.check(store.plan)
    let axes = store.plan.axes
    let variable = rule.variable(of: store.plan)
    let widths = axes[plane.fast].widths
    let rowWidths = plane.slow.map { axes[$0].widths } ?? [1]
    var squares = MarchingSquares(width: plane.columns, level: rule.level)
    var area = StableArea()
    var search = BestCellSearch(store.plan)
    var missing = 0
    try store.visitRows(of: plane) { block in
      let values = try variable.map(block.read)
      for (index, row) in block.rows.enumerated() {
        let cells = index * block.columns..<(index + 1) * block.columns
        let heights = cells.map { cell in
          rule.height(verdict: block.verdicts[cell], value: values?[cell] ?? 0)
        }
        squares.add(row: heights)
        area.add(
          heights: heights, level: rule.level, widths: widths, rowWidth: rowWidths[row])
      }
      for verdict in block.verdicts where verdict == Verdict.missing.rawValue { missing += 1 }
      try search.visit(block)
      progress(block.rows.upperBound, plane.rows)
    }
    self.plane = plane
    self.rule = rule
    self.area = area
    self.missing = missing
    best = search.result(in: plane)
    crossings = squares.crossings
    contours = squares.contours()
  }

  /// The boundary in data coordinates, x and y of the plane; of a plane of one axis none.
  public var lines: [Polyline] { lines { $0.measuredValue(in: plane) } }

  /// The lines through the crossings that were refined; where one was not, through the measured one.
  public var refinedLines: [Polyline] { lines { refined[$0] ?? $0.measuredValue(in: plane) } }

  private func lines(_ value: (GridCrossing) -> Double) -> [Polyline] {
    guard let slow = plane.slow else { return [] }
    let axes = plane.plan.axes
    return contours.map { contour in
      var points = contour.crossings.map { crossing in
        let value = value(crossing)
        let fast = crossing.isVertical ? axes[plane.fast][crossing.column] : value
        let slow = crossing.isVertical ? value : axes[slow][crossing.row]
        return plane.fast == plane.x
          ? Polyline.Point(x: fast, y: slow) : Polyline.Point(x: slow, y: fast)
      }
      if contour.isClosed, let first = points.first { points.append(first) }
      return Polyline(points: points)
    }
  }
}

extension GridCrossing {
  /// The axis of the plan along which it lies.
  func axis(in plane: Plane) -> Int { isVertical ? plane.slow ?? plane.fast : plane.fast }

  /// The index along that axis of the cell before it.
  var cellBefore: Int { isVertical ? row : column }

  /// Where the stored cells say that it is.
  func measuredValue(in plane: Plane) -> Double {
    plane.plan.axes[axis(in: plane)].value(afterCell: cellBefore, share: share)
  }
}
