/// Where a tile of 256 × 256 cells is on a view's map.
struct TileAddress: Hashable, Sendable {
  static let side = 256
  static let cellCount = side * side

  /// Levels of x and y.
  let kx: Int
  let ky: Int
  /// x cells 256i … 256i + 255 of level kx, y cells 256j … of level ky.
  let i: Int
  let j: Int

  var columns: Range<Int> { i * Self.side..<(i + 1) * Self.side }
  var rows: Range<Int> { j * Self.side..<(j + 1) * Self.side }

  /// Whether the view's axes can be asked for it.
  func isPossible(in view: ExploredView) -> Bool {
    let farthest = ViewAxis.farthestCell / Self.side - 1
    return view.levels.contains(kx) && view.levels.contains(ky)
      && (-farthest...farthest).contains(i) && (-farthest...farthest).contains(j)
  }
}

/// A tile of a view among all that the server knows.
struct TileKey: Hashable, Sendable {
  let view: String
  let address: TileAddress
  /// Of cells that are read from a store, which variable; computed ones have all.
  let variable: String?
}
