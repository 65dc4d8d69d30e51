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
    guard plan.dimension == 2, let start = path.first else { return nil }
    x = Self.window(path.map { $0[0] }, start)
    y = Self.window(path.map { $0[1] }, start)
    let samples = [x, y].map { ends in
      (0..<Self.side).map { ends[0] + (ends[1] - ends[0]) * Double($0) / Double(Self.side - 1) }
    }
    guard let plane = plan.over(initialPoints: samples), let kernel = Kernel.reference(for: plane)
    else { return nil }
    let values = CellRun(plan: plane, kernel: kernel).startingObjectives()
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

  /// Where the path goes, but of one that escapes only the neighbourhood of its start.
  private static func window(_ path: [Double], _ start: [Double]) -> [Double] {
    let reach = max(start.map(\.magnitude).max() ?? 1, 1e-300)
    let seen = path.filter { $0.magnitude <= 6 * reach }
    let (least, largest) = (seen.min() ?? -1, seen.max() ?? 1)
    let margin = max((largest - least) * 0.1, reach * 0.2)
    return [least - margin, largest + margin]
  }
}

extension Plan {
  /// The same rule started from a grid of points, the second coordinate's first.
  fileprivate func over(initialPoints samples: [[Double]]) -> Plan? {
    let start = layout.initialPoint
    guard start.count == samples.count else { return nil }
    let moved = parameters.indices.map { index in
      guard start.contains(index) else { return fixedParameters[index] }
      return Parameter(
        hyperparameter: parameters[index].hyperparameter,
        source: .axis(start.upperBound - 1 - index))
    }
    let axes = zip(start, samples).reversed().map { index, values in
      Axis(hyperparameter: parameters[index].hyperparameter, spacing: .values(values))
    }
    return over(axes, parameters: moved)
  }
}
