/// A box of elements of an array: where it begins and how far it reaches along each axis.
struct Box {
  var origin: [Int]
  var extent: [Int]

  /// The common part; the two must meet.
  func intersection(_ other: Box) -> Box {
    var common = self
    for axis in origin.indices {
      let end = min(origin[axis] + extent[axis], other.origin[axis] + other.extent[axis])
      common.origin[axis] = max(origin[axis], other.origin[axis])
      common.extent[axis] = end - common.origin[axis]
    }
    return common
  }

  /// The origin as seen from another box's origin.
  func origin(from other: Box) -> [Int] { zip(origin, other.origin).map { $0 - $1 } }

  /// The cells that the box touches, if the array is cut into cells of `shape`.
  func cells(of shape: [Int]) -> GridWalk {
    var walk = GridWalk(lower: origin, upper: origin)
    for axis in origin.indices {
      walk.lower[axis] = origin[axis] / shape[axis]
      walk.upper[axis] =
        extent[axis] == 0
        ? walk.lower[axis] : (origin[axis] + extent[axis] - 1) / shape[axis] + 1
    }
    return walk
  }
}
