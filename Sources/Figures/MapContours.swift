import Foundation

/// Lines of constant value over the cells of a map.
public enum MapContours {
  /// The lines at a level, in data units; a closed line ends where it begins.
  ///
  /// A cell's value stands in its middle (at its own value, where the axis lists them), so lines
  /// end half a cell inside the frame. Between cells the value is interpolated linearly along the
  /// axes as drawn. Cells without a value draw nothing around them; the level of a single row of
  /// cells is a mark across it.
  ///
  /// - Parameters:
  ///   - values: Row-major, `width · height` of them, in the order of the axes.
  ///   - scale: `.log` to interpolate between logarithms; a level that has none has no line, and
  ///     values that have none lie below every level.
  /// - Throws: `FigureError` if an axis has no place for its cells.
  public static func lines(
    at level: Double, of values: [Double], width: Int, height: Int, x: Axis, y: Axis,
    scale: ScaleKind = .linear
  ) throws(FigureError) -> [[Point]] {
    let columns = try CellAxis(x, count: width)
    let rows = try CellAxis(y, count: height)
    guard width > 1, width.multipliedReportingOverflow(by: height) == (values.count, false),
      scale == .linear || level > 0
    else { return [] }
    var heights = rows.order.flatMap { row in
      columns.order.map { measured(values[row * width + $0], scale) }
    }
    var (across, up) = (columns.centers, rows.centers)
    if height == 1 {
      heights += heights
      up = [0, 1]
    }
    let contours = MarchingSquares.contours(
      of: heights, width: width, height: up.count, level: measured(level, scale))
    return contours.map { contour in
      let points = contour.points.map { point in
        Point(
          columns.scale.value(at: place(point.x, in: across)),
          rows.scale.value(at: place(point.y, in: up)))
      }
      return contour.isClosed ? points + points.prefix(1) : points
    }
  }

  private static func measured(_ value: Double, _ scale: ScaleKind) -> Double {
    guard scale == .log else { return value }
    return value > 0 ? log(value) : value.isNaN ? .nan : -.infinity
  }

  /// The position of a fractional index.
  private static func place(_ index: Double, in centers: [Double]) -> Double {
    let before = min(max(Int(index), 0), centers.count - 2)
    return centers[before] + (centers[before + 1] - centers[before]) * (index - Double(before))
  }
}
