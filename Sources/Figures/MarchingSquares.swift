/// A line of constant value through a grid.
public struct Contour: Hashable, Sendable {
  /// Points in grid units: the value at column i, row j stands at (i, j).
  /// Larger values lie to the left of the direction of travel (x rightward, y upward).
  public var points: [Point]
  /// Whether the last point joins the first, which is not repeated.
  public var isClosed: Bool
}

/// Contour lines of a grid of values by marching squares.
///
/// In each square of four neighbours the line enters and leaves where the value crosses the
/// level on an edge, by linear interpolation. A square whose two diagonals disagree (a saddle)
/// is decided by the value at the saddle point of the bilinear surface through its corners,
///
///     s = (f₀₀ f₁₁ − f₁₀ f₀₁) / (f₀₀ + f₁₁ − f₁₀ − f₀₁),
///
/// so the lines part the square as that surface does. Squares with a NaN corner draw nothing.
/// Every edge carries at most one crossing, used by the two squares that share it: following
/// it from square to square joins the pieces into whole lines.
public enum MarchingSquares {
  /// The contour lines at a level, in an order that depends on the values alone.
  ///
  /// - Parameter values: row-major, `width · height` of them; row 0 has y = 0.
  /// - Returns: no lines if the grid is smaller than 2 × 2 or `values` has another size.
  public static func contours(
    of values: [Double], width: Int, height: Int, level: Double
  ) -> [Contour] {
    guard width > 1, height > 1, values.count == width * height, level.isFinite else { return [] }
    let grid = Grid(values: values, width: width, height: height, level: level)
    var next: [Int: Int] = [:]
    for y in 0..<(height - 1) {
      for x in 0..<(width - 1) {
        for (exit, enter) in grid.segments(x, y) { next[exit] = enter }
      }
    }
    let entered = Set(next.values)
    var contours: [Contour] = []
    // Lines that begin at the border (or beside a NaN) first; what is left are closed lines.
    let starts = next.keys.sorted()
    for start in starts.filter({ !entered.contains($0) }) + starts {
      guard var edge = next.removeValue(forKey: start) else { continue }
      var points = [grid.crossing(start)]
      while edge != start {
        points.append(grid.crossing(edge))
        guard let following = next.removeValue(forKey: edge) else { break }
        edge = following
      }
      contours.append(Contour(points: points, isClosed: edge == start))
    }
    return contours
  }
}

private struct Grid {
  let values: [Double]
  let width: Int
  let height: Int
  let level: Double

  /// The edge from (x, y) rightward has number 2i, the one upward 2i + 1, with i = y · width + x.
  func horizontal(_ x: Int, _ y: Int) -> Int { 2 * (y * width + x) }
  func vertical(_ x: Int, _ y: Int) -> Int { 2 * (y * width + x) + 1 }

  func crossing(_ edge: Int) -> Point {
    let start = edge / 2
    let isVertical = edge % 2 == 1
    let a = values[start]
    let b = values[isVertical ? start + width : start + 1]
    let fraction = (level - a) / (b - a)
    let t = a.isInfinite || b.isInfinite || fraction.isNaN ? 0.5 : min(max(fraction, 0), 1)
    let x = Double(start % width)
    let y = Double(start / width)
    return isVertical ? Point(x, y + t) : Point(x + t, y)
  }

  /// The pieces of line in one square, each from the edge where a walk around the square
  /// (counterclockwise) steps down through the level to one where it steps up again.
  func segments(_ x: Int, _ y: Int) -> [(exit: Int, enter: Int)] {
    let i = y * width + x
    let corners = (values[i], values[i + 1], values[i + width + 1], values[i + width])
    let (a, b, c, d) = corners
    guard !a.isNaN, !b.isNaN, !c.isNaN, !d.isNaN else { return [] }
    let high = [a >= level, b >= level, c >= level, d >= level]
    let edges = [horizontal(x, y), vertical(x + 1, y), horizontal(x, y + 1), vertical(x, y)]
    let exits = (0..<4).filter { high[$0] && !high[($0 + 1) % 4] }
    let enters = (0..<4).filter { !high[$0] && high[($0 + 1) % 4] }
    guard exits.count == 2 else {
      return zip(exits, enters).map { (edges[$0], edges[$1]) }
    }
    // Two high corners face each other. Joined through the middle, the line runs around each
    // low corner (the next edge); parted, around each high corner (the edge before).
    let saddle = (a * c - b * d) / (a + c - b - d)
    let joined = saddle.isNaN ? (a + b + c + d) / 4 >= level : saddle >= level
    return exits.map { (edges[$0], edges[($0 + (joined ? 1 : 3)) % 4]) }
  }
}
