import Figures
import SweepEngine
import SweepPlan

/// The part of the plane that a path of two coordinates goes through, and the objective's contours there.
struct TrajectoryPlane: Encodable, Sendable {
  struct Line: Encodable, Sendable {
    let level: Double
    let points: [[Float]]
  }

  /// The ends of the two coordinates.
  let x: [Double]
  let y: [Double]
  let levels: [Double]
  let lines: [Line]

  /// Values of the objective along a side.
  private static var side: Int { 96 }

  /// - Parameter plan: Of the cell.
  init?(_ plan: Plan, path: [[Double]]) {
    guard plan.dimension == 2, let start = path.first?.map(\.magnitude).max() else { return nil }
    let across = trajectoryWindow(of: path.map { $0[0] }, start: start)
    let along = trajectoryWindow(of: path.map { $0[1] }, start: start)
    guard let values = ObjectiveSamples(of: plan, x: across, y: along, side: Self.side)?.values
    else { return nil }
    x = [across.lowerBound, across.upperBound]
    y = [along.lowerBound, along.upperBound]
    levels = ObjectiveGrid(width: Self.side, height: Self.side, values: values).defaultLevels()
    let (x, y) = (x, y)
    func place(_ ends: [Double], _ position: Double) -> Float {
      Float(ends[0] + (ends[1] - ends[0]) * position / Double(Self.side - 1))
    }
    lines = levels.flatMap { level in
      MarchingSquares.contours(of: values, width: Self.side, height: Self.side, level: level)
        .map { contour in
          let closed = contour.isClosed ? contour.points + contour.points.prefix(1) : contour.points
          return Line(level: level, points: closed.map { [place(x, $0.x), place(y, $0.y)] })
        }
    }
  }
}
