/// The cells of a sweep and how tiles cover them. Row-major: the last axis varies fastest.
public struct Grid: Sendable, Hashable {
  /// Cells along each axis.
  public let shape: [Int]
  /// Cells of a tile along each axis; tiles at the far edges are clipped.
  public let tileShape: [Int]

  public init(shape: [Int], tileShape: [Int]) {
    self.shape = shape
    self.tileShape = tileShape
  }

  public var cellCount: Int { shape.reduce(1, *) }

  /// Tiles along each axis.
  public var tilesAlongAxes: [Int] {
    zip(shape, tileShape).map { ($0 + $1 - 1) / $1 }
  }

  public var tileCount: Int { tilesAlongAxes.reduce(1, *) }

  /// The tile with the given row-major number among all tiles.
  public func tile(_ number: Int) -> Tile {
    var rest = number
    var index = [Int](repeating: 0, count: shape.count)
    for (axis, count) in tilesAlongAxes.enumerated().reversed() {
      index[axis] = rest % count
      rest /= count
    }
    let origin = zip(index, tileShape).map { $0 * $1 }
    return Tile(
      number: number, index: index, origin: origin,
      shape: shape.indices.map { min(tileShape[$0], shape[$0] - origin[$0]) })
  }
}

/// A block of cells: the unit of work, of durability and of distribution.
public struct Tile: Sendable, Hashable {
  /// Row-major number among all tiles of the grid.
  public let number: Int
  /// Which tile along each axis.
  public let index: [Int]
  /// The first cell along each axis.
  public let origin: [Int]
  /// Cells along each axis, clipped at the grid's edge.
  public let shape: [Int]

  public init(number: Int, index: [Int], origin: [Int], shape: [Int]) {
    self.number = number
    self.index = index
    self.origin = origin
    self.shape = shape
  }

  public var cellCount: Int { shape.reduce(1, *) }
}
