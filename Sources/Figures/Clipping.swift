/// Cuts lines to a box so that Cairo, whose coordinates have 24 bits before the point, never
/// sees the far ends of a trajectory that left the picture.
package enum Clipping {
  /// The part of a segment inside a box, by Liang and Barsky's parametric test; nil if none.
  package static func segment(_ a: Point, _ b: Point, to box: Rect) -> (Point, Point)? {
    guard a.isFinite, b.isFinite else { return nil }
    let dx = b.x - a.x
    let dy = b.y - a.y
    guard dx.isFinite, dy.isFinite else { return nil }
    var enter = (at: 0.0, point: a)
    var leave = (at: 1.0, point: b)
    let sides = [
      (-dx, a.x - box.left, true, box.left), (dx, box.right - a.x, true, box.right),
      (-dy, a.y - box.top, false, box.top), (dy, box.bottom - a.y, false, box.bottom),
    ]
    for (direction, distance, isX, side) in sides {
      let t = distance / direction
      // On the side itself, not only within a rounding error that a far end makes large.
      let point = isX ? Point(side, a.y + t * dy) : Point(a.x + t * dx, side)
      if direction == 0 {
        if distance < 0 { return nil }
      } else if direction < 0 {
        if t > enter.at { enter = (t, point) }
      } else if t < leave.at {
        leave = (t, point)
      }
    }
    guard enter.at <= leave.at else { return nil }
    return (enter.point.limited(to: box), leave.point.limited(to: box))
  }
}

extension Point {
  fileprivate func limited(to box: Rect) -> Point {
    Point(min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
  }
}

extension Canvas {
  /// Adds a polyline to the path, broken where a point is not finite, cut to near a box.
  func polyline(_ points: [Point], isClosed: Bool = false, near box: Rect) {
    let wide = Rect(
      left: box.left - box.width, top: box.top - box.height, right: box.right + box.width,
      bottom: box.bottom + box.height)
    var pen: Point?
    let ends = isClosed ? Array(points.dropFirst()) + points.prefix(1) : Array(points.dropFirst())
    for (start, end) in zip(points, ends) {
      guard let (a, b) = Clipping.segment(start, end, to: wide) else {
        pen = nil
        continue
      }
      if pen != a { move(to: a) }
      line(to: b)
      pen = b
    }
  }
}
