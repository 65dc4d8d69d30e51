/// Where a line of constant value crosses the way between two neighbours of a grid.
public struct GridCrossing: Hashable, Sendable {
  /// Column and row of the first of the two; the other is to its right, or above it.
  public let column: Int
  public let row: Int
  public let isVertical: Bool
  /// The place between the two, from 0 to 1.
  public let share: Double
  /// Whether the second is at least the level, and the first below it.
  public let rises: Bool

  /// In grid units: the value at column i, row j stands at (i, j).
  public var point: Point {
    isVertical
      ? Point(Double(column), Double(row) + share) : Point(Double(column) + share, Double(row))
  }
}

/// A line of constant value through a grid.
public struct Contour: Hashable, Sendable {
  /// Where it crosses the grid, in order. Larger values lie to the left of the direction of travel (x
  /// rightward, y upward).
  public var crossings: [GridCrossing]
  /// Whether the last crossing joins the first, which is not repeated.
  public var isClosed: Bool

  /// The crossings in grid units.
  public var points: [Point] { crossings.map(\.point) }
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
///
/// Rows are added one by one, and only what is crossed is remembered: a grid of any height takes
/// the memory of its lines.
public struct MarchingSquares {
  private let level: Double
  private let width: Int
  private var height = 0
  private var last: Row
  /// By edge: its crossing. The edge from (x, y) rightward has number 2i, the one upward 2i + 1, with
  /// i = y · width + x.
  private var crossed: [Int: GridCrossing] = [:]
  /// By edge at which a line leaves a square: the one at which it entered.
  private var next: [Int: Int] = [:]

  /// Values and whether they are at least the level.
  private struct Row {
    var values: [Double]
    var high: [Bool]

    init(_ values: [Double], level: Double) {
      self.values = values
      high = values.map { $0 >= level }
    }
  }

  /// - Parameter width: Values of a row.
  public init(width: Int, level: Double) {
    self.width = width
    self.level = level
    last = Row([], level: level)
  }

  /// The contour lines at a level, in an order that depends on the values alone.
  ///
  /// - Parameter values: row-major, `width · height` of them; row 0 has y = 0.
  /// - Returns: no lines if the grid is smaller than 2 × 2 or `values` has another size.
  public static func contours(
    of values: [Double], width: Int, height: Int, level: Double
  ) -> [Contour] {
    guard width > 1, height > 1, values.count == width * height, level.isFinite else { return [] }
    var squares = MarchingSquares(width: width, level: level)
    for row in 0..<height { squares.add(row: Array(values[row * width..<(row + 1) * width])) }
    return squares.contours()
  }

  /// Adds the row above the last.
  ///
  /// - Parameter row: As many values as the grid is wide.
  public mutating func add(row values: [Double]) {
    precondition(values.count == width, "a row has as many values as the grid is wide")
    let row = Row(values, level: level)
    for x in 0..<max(width - 1, 0) where row.high[x] != row.high[x + 1] {
      cross(x, height, isVertical: false, row.values[x], row.values[x + 1])
    }
    if height > 0 {
      for x in 0..<width where last.high[x] != row.high[x] {
        cross(x, height - 1, isVertical: true, last.values[x], row.values[x])
      }
      for x in 0..<max(width - 1, 0) {
        let isHigh = row.high[x]
        if isHigh == row.high[x + 1], isHigh == last.high[x], isHigh == last.high[x + 1] {
          continue
        }
        addSegments(of: row, x)
      }
    }
    last = row
    height += 1
  }

  /// Every crossing, in the order of columns within rows; those between a row and the next come after
  /// those within it.
  public var crossings: [GridCrossing] {
    crossed.values.sorted {
      ($0.row, $0.isVertical ? 1 : 0, $0.column) < ($1.row, $1.isVertical ? 1 : 0, $1.column)
    }
  }

  /// The lines through the rows so far.
  public func contours() -> [Contour] {
    var next = next
    let entered = Set(next.values)
    var contours: [Contour] = []
    // Lines that begin at the border (or beside a NaN) first; what is left are closed lines.
    let starts = next.keys.sorted()
    for start in starts.filter({ !entered.contains($0) }) + starts {
      guard var edge = next.removeValue(forKey: start) else { continue }
      var edges = [start]
      while edge != start {
        edges.append(edge)
        guard let following = next.removeValue(forKey: edge) else { break }
        edge = following
      }
      contours.append(
        Contour(crossings: edges.compactMap { crossed[$0] }, isClosed: edge == start))
    }
    return contours
  }

  private func horizontal(_ x: Int, _ y: Int) -> Int { 2 * (y * width + x) }
  private func vertical(_ x: Int, _ y: Int) -> Int { 2 * (y * width + x) + 1 }

  private mutating func cross(_ x: Int, _ y: Int, isVertical: Bool, _ a: Double, _ b: Double) {
    guard !a.isNaN, !b.isNaN else { return }
    let share = (level - a) / (b - a)
    crossed[isVertical ? vertical(x, y) : horizontal(x, y)] = GridCrossing(
      column: x, row: y, isVertical: isVertical,
      share: a.isInfinite || b.isInfinite || share.isNaN ? 0.5 : min(max(share, 0), 1),
      rises: b >= level)
  }

  /// The pieces of line in the square between the last row and the new one, each from the edge where a
  /// walk around the square (counterclockwise) steps down through the level to one where it steps up
  /// again.
  private mutating func addSegments(of row: Row, _ x: Int) {
    let y = height - 1
    let (a, b) = (last.values[x], last.values[x + 1])
    let (c, d) = (row.values[x + 1], row.values[x])
    guard !a.isNaN, !b.isNaN, !c.isNaN, !d.isNaN else { return }
    let high = [last.high[x], last.high[x + 1], row.high[x + 1], row.high[x]]
    let edges = [horizontal(x, y), vertical(x + 1, y), horizontal(x, y + 1), vertical(x, y)]
    let exits = (0..<4).filter { high[$0] && !high[($0 + 1) % 4] }
    let enters = (0..<4).filter { !high[$0] && high[($0 + 1) % 4] }
    guard exits.count == 2 else {
      for (exit, enter) in zip(exits, enters) { next[edges[exit]] = edges[enter] }
      return
    }
    // Two high corners face each other. Joined through the middle, the line runs around each
    // low corner (the next edge); parted, around each high corner (the edge before).
    let saddle = (a * c - b * d) / (a + c - b - d)
    let joined = saddle.isNaN ? (a + b + c + d) / 4 >= level : saddle >= level
    for exit in exits { next[edges[exit]] = edges[(exit + (joined ? 1 : 3)) % 4] }
  }
}
