/// A broken line in the plane, in data coordinates. Closed if its first point is also its last.
public struct Polyline: Sendable, Hashable {
  public struct Point: Sendable, Hashable {
    public let x: Double
    public let y: Double

    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  public let points: [Point]

  public init(points: [Point]) {
    self.points = points
  }

  public var isClosed: Bool { points.count > 2 && points.first == points.last }
}

/// The line on which a function changes sign, by marching squares on the grid of the coordinates
/// given, which may be spaced at will and run either way.
///
/// Signs are taken at the grid's nodes: at least 0 is inside, less (or not a number) outside. A
/// grid line between nodes of different sign is crossed, and the crossing is found along it by
/// bisection, to the last bit: points lie on the curve itself, and only the chords between them
/// know of the grid. Features that lie within one square are missed or cut short. Squares with
/// opposite signs at all four corners are parted by the sign at their centre.
///
/// What runs along the rectangle's own sides bounds nothing inside it and is left out.
///
/// - Parameter halvings: At most so many to find a crossing: fewer for a function that is dear.
///
/// - Reference: W. E. Lorensen, H. E. Cline, 1987, doi:10.1145/37402.37422 (the cubes).
public func contourLines(
  x: [Double], y: [Double], halvings: Int = 100, of f: (_ x: Double, _ y: Double) -> Double
) -> [Polyline] {
  guard x.count > 1, y.count > 1 else { return [] }
  return Contour(x: x, y: y, halvings: halvings, f: f).lines()
}

/// The crossings of a grid's lines and the chords between them.
///
/// A piece of a grid line between two nodes has a number: 2·node for the one that leaves its first
/// node along x, 2·node + 1 for the one along y.
private struct Contour {
  let x: [Double]
  let y: [Double]
  /// The crossing of each piece that is crossed.
  private var crossings: [Int: Polyline.Point] = [:]
  /// The at most two pieces to which chords lead from each piece, in the order of discovery.
  private var neighbours: [Int: [Int]] = [:]

  init(x: [Double], y: [Double], halvings: Int, f: (Double, Double) -> Double) {
    self.x = x
    self.y = y
    let isInside = y.flatMap { y in x.map { x in f(x, y) >= 0 } }
    for j in y.indices {
      for i in x.indices {
        let inside = isInside[node(i, j)]
        if i + 1 < x.count, isInside[node(i + 1, j)] != inside {
          let ends = inside ? (x[i], x[i + 1]) : (x[i + 1], x[i])
          let crossing = lastInside(from: ends.0, to: ends.1, halvings: halvings) {
            f($0, y[j]) >= 0
          }
          crossings[2 * node(i, j)] = Polyline.Point(x: crossing, y: y[j])
        }
        if j + 1 < y.count, isInside[node(i, j + 1)] != inside {
          let ends = inside ? (y[j], y[j + 1]) : (y[j + 1], y[j])
          let crossing = lastInside(from: ends.0, to: ends.1, halvings: halvings) {
            f(x[i], $0) >= 0
          }
          crossings[2 * node(i, j) + 1] = Polyline.Point(x: x[i], y: crossing)
        }
      }
    }
    for j in 0..<y.count - 1 {
      for i in 0..<x.count - 1 {
        let around = [
          2 * node(i, j), 2 * node(i + 1, j) + 1, 2 * node(i, j + 1), 2 * node(i, j) + 1,
        ]
        let crossed = around.filter { crossings[$0] != nil }
        if crossed.count == 2 {
          join(crossed[0], crossed[1])
        } else if crossed.count == 4 {
          let centre = f(x[i] + (x[i + 1] - x[i]) / 2, y[j] + (y[j + 1] - y[j]) / 2)
          // The corner (i, j) is cut off, and the opposite one, unless the centre is like them.
          if isInside[node(i, j)] == (centre >= 0) {
            join(around[0], around[1])
            join(around[2], around[3])
          } else {
            join(around[3], around[0])
            join(around[1], around[2])
          }
        }
      }
    }
  }

  private func node(_ i: Int, _ j: Int) -> Int { j * x.count + i }

  private mutating func join(_ a: Int, _ b: Int) {
    guard let p = crossings[a], let q = crossings[b], !liesOnSide(p, q) else { return }
    neighbours[a, default: []].append(b)
    neighbours[b, default: []].append(a)
  }

  /// Whether a chord runs along a side of the rectangle.
  private func liesOnSide(_ p: Polyline.Point, _ q: Polyline.Point) -> Bool {
    p.x == q.x && (p.x == x[0] || p.x == x[x.count - 1])
      || p.y == q.y && (p.y == y[0] || p.y == y[y.count - 1])
  }

  /// The chords joined end to end: open lines from their ends first, then closed ones.
  func lines() -> [Polyline] {
    let pieces = neighbours.keys.sorted()
    var visited: Set<Int> = []
    var lines: [Polyline] = []
    for start in pieces.filter({ neighbours[$0]?.count == 1 }) + pieces
    where visited.insert(start).inserted {
      var trail = [start]
      while let next = neighbours[trail[trail.count - 1]]?.first(where: { !visited.contains($0) }) {
        visited.insert(next)
        trail.append(next)
      }
      if trail.count > 2, neighbours[start]?.count == 2 { trail.append(start) }
      // A curve through a node crosses several pieces at that node.
      var points: [Polyline.Point] = []
      for point in trail.compactMap({ crossings[$0] }) where point != points.last {
        points.append(point)
      }
      if points.count > 1 { lines.append(Polyline(points: points)) }
    }
    return lines
  }
}
