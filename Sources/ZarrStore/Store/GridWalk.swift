/// Visits every index of a box, the last axis fastest.
struct GridWalk {
  var lower: [Int]
  /// Exclusive.
  var upper: [Int]

  func visit<Failure: Error>(
    _ body: (_ position: [Int]) throws(Failure) -> Void
  ) throws(Failure) {
    for axis in lower.indices where lower[axis] >= upper[axis] { return }
    var position = lower
    while true {
      try body(position)
      var axis = position.count - 1
      while axis >= 0 {
        position[axis] += 1
        if position[axis] < upper[axis] { break }
        position[axis] = lower[axis]
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}

/// The place of `position` in the row-major order of a grid.
func rowMajorNumber(of position: [Int], in grid: [Int]) -> Int {
  zip(position, grid).reduce(0) { $0 * $1.1 + $1.0 }
}
