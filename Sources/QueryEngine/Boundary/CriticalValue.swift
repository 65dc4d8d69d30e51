import Figures
import SweepPlan
import Theory

/// Where one row of a plane passes from stable to unstable, or back.
public struct CriticalValue: Sendable, Hashable {
  /// The cell along the plane's other axis; 0 if it has none.
  public let row: Int
  /// Whether it is stable before and unstable after, in the order of the axis's cells.
  public let losesStability: Bool
  /// By the stored cells.
  public let measured: Double
  /// By the engine; `nil` if it was not asked, or did not find it.
  public let refined: Double?
  /// What theory says; `nil` where it says nothing, or has another place nearer to it.
  public var theory: Double?

  public var value: Double { refined ?? measured }
  public var difference: Double? { theory.map { value - $0 } }
}

extension StabilityBoundary {
  /// The axis along which critical values are looked for unless one is named: that of what scales the
  /// step, else the plane's horizontal one.
  public var usualAxis: Int {
    let scale = plane.plan.scaleAxis
    return scale == plane.x || scale != nil && scale == plane.y ? scale ?? plane.x : plane.x
  }

  /// The plane's axis other than the one along which critical values are looked for.
  public func rowAxis(along axis: Int) -> Int? { axis == plane.x ? plane.y : plane.x }

  /// All critical values along an axis of the plane, row by row, and within a row in the order of cells.
  public func criticalValues(along axis: Int) -> [CriticalValue] {
    crossings.filter { $0.axis(in: plane) == axis }
      .sorted { (rowOf($0), $0.cellBefore) < (rowOf($1), $1.cellBefore) }
      .map { crossing in
        CriticalValue(
          row: rowOf(crossing), losesStability: crossing.rises,
          measured: crossing.measuredValue(in: plane), refined: refined[crossing])
      }
  }

  private func rowOf(_ crossing: GridCrossing) -> Int {
    crossing.isVertical ? crossing.column : crossing.row
  }

  /// `area` with the boundary where the engine found it along an axis.
  public func refinedArea(along axis: Int) -> Double {
    let widths = rowAxis(along: axis).map { plane.plan.axes[$0].widths } ?? [1]
    return criticalValues(along: axis).reduce(area.area) { area, critical in
      let moved = critical.value - critical.measured
      return area + (critical.losesStability ? moved : -moved) * widths[critical.row]
    }
  }

  /// The length of lines in a square that the plane fills, each axis as long as 1.
  public func length(of lines: [Polyline]) -> Double {
    guard let y = plane.y else { return 0 }
    let axes = (plane.plan.axes[plane.x], plane.plan.axes[y])
    return lines.reduce(0) { sum, line in
      zip(line.points, line.points.dropFirst()).reduce(sum) { sum, ends in
        let dx = axes.0.share(from: ends.0.x, to: ends.1.x)
        let dy = axes.1.share(from: ends.0.y, to: ends.1.y)
        return sum + (dx * dx + dy * dy).squareRoot()
      }
    }
  }
}
