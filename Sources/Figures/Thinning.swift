/// Keeps long curves small in a file without changing how they look.
package enum Thinning {
  /// Points (on the page) reduced to the first, lowest, highest and last of every column of so
  /// many points' width, as long as the curve runs rightward. Breaks (points that are not
  /// finite) are kept.
  package static func columns(_ points: [Point], width: Double) -> [Point] {
    guard points.count > 2000 else { return points }
    var kept: [Point] = []
    var start = 0
    while start < points.count {
      guard points[start].isFinite else {
        kept.append(points[start])
        start += 1
        continue
      }
      var end = start + 1
      let column = (points[start].x / width).rounded(.down)
      while end < points.count, points[end].isFinite,
        (points[end].x / width).rounded(.down) == column
      {
        end += 1
      }
      if end - start <= 4 {
        kept += points[start..<end]
      } else {
        let span = start..<end
        let low = span.min { points[$0].y < points[$1].y } ?? start
        let high = span.max { points[$0].y < points[$1].y } ?? start
        for index in Set([start, low, high, end - 1]).sorted() { kept.append(points[index]) }
      }
      start = end
    }
    return kept
  }

  /// Points with no finite neighbour: no line shows them, so they need a dot.
  package static func lonely(_ points: [Point]) -> [Point] {
    points.indices.filter { index in
      points[index].isFinite
        && (index == 0 || !points[index - 1].isFinite)
        && (index + 1 == points.count || !points[index + 1].isFinite)
    }.map { points[$0] }
  }
}
