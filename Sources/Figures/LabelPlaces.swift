/// Free places for words inside a frame: none over another, none over a mark.
package struct LabelPlaces {
  private let frame: Rect
  /// What is taken already.
  package private(set) var taken: [Rect]

  package init(in frame: Rect, taken: [Rect] = []) {
    self.frame = frame
    self.taken = taken
  }

  /// A place beside a point: to the right, to the left, above or below, then in the corners, as
  /// near as may be. Where all is taken, to the right, moved into the frame.
  ///
  /// - Parameter reach: from the point to the nearest edge of the words.
  package mutating func beside(
    _ point: Point, width: Double, height: Double, reach: Double
  ) -> Rect {
    let sides = [(1.0, 0.0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)]
    for distance in [1.0, 2, 3, 4, 6, 8] {
      for (x, y) in sides {
        let center = Point(
          point.x + x * (reach * distance + width / 2),
          point.y + y * (reach * distance + height / 2))
        let box = Rect(around: center, width: width, height: height)
        if take(box) { return box }
      }
    }
    let box = Rect(
      around: Point(point.x + reach + width / 2, point.y), width: width, height: height)
    let moved = box.moved(into: frame)
    taken.append(moved)
    return moved
  }

  /// A place on a line, as near to its middle as may be; nil if the line is too short for words or
  /// every place on it is taken.
  package mutating func on(_ line: [Point], width: Double, height: Double) -> Rect? {
    var along = [0.0]
    for (a, b) in zip(line, line.dropFirst()) {
      let step = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
      along.append((along.last ?? 0) + (step.isFinite ? step : 0))
    }
    guard let length = along.last, length > 1.5 * width else { return nil }
    for share in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] {
      guard let index = along.firstIndex(where: { $0 >= share * length }),
        line[index].isFinite
      else { continue }
      let box = Rect(around: line[index], width: width, height: height)
      if take(box) { return box }
    }
    return nil
  }

  private mutating func take(_ box: Rect) -> Bool {
    guard frame.contains(box), !taken.contains(where: box.overlaps) else { return false }
    taken.append(box)
    return true
  }
}

extension Rect {
  init(around center: Point, width: Double, height: Double) {
    self.init(
      left: center.x - width / 2, top: center.y - height / 2, right: center.x + width / 2,
      bottom: center.y + height / 2)
  }

  func contains(_ other: Rect) -> Bool {
    other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom
  }

  package func overlaps(_ other: Rect) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  /// Shifted by as little as puts it inside; where it is too large, its left top corner.
  fileprivate func moved(into frame: Rect) -> Rect {
    let x = max(frame.left - left, min(0, frame.right - right))
    let y = max(frame.top - top, min(0, frame.bottom - bottom))
    return Rect(left: left + x, top: top + y, right: right + x, bottom: bottom + y)
  }
}
