/// What panels leave to their neighbours: numbers along a column of equal x axes stand under its
/// lowest panel, along a row of equal y axes left of its first; words that all share, once.
struct SharedAxes {
  let views: [(x: AxisView, y: AxisView)]
  /// The name of the axis that all panels have; nil if they differ or it has none.
  let xCaption: String?
  let yCaption: String?

  init(_ maps: [MapDrawing], columns: Int) {
    let isXShared = maps.allSatisfy { $0.panel.x == maps[0].panel.x }
    let isYShared = maps.allSatisfy { $0.panel.y == maps[0].panel.y }
    views = maps.indices.map { index in
      var (x, y) = (maps[index].xView, maps[index].yView)
      let column = stride(from: index % columns, to: maps.count, by: columns)
      if index + columns < maps.count,
        column.allSatisfy({ maps[$0].panel.x == maps[index].panel.x })
      {
        x.labels = .none
      } else if isXShared {
        x.labels = .numbers
      }
      let first = index - index % columns
      let row = first..<min(first + columns, maps.count)
      if index > first, row.allSatisfy({ maps[$0].panel.y == maps[index].panel.y }) {
        y.labels = .none
      } else if isYShared {
        y.labels = .numbers
      }
      return (x, y)
    }
    func caption(_ isShared: Bool, _ words: String) -> String? {
      isShared && !words.isEmpty ? words : nil
    }
    xCaption = caption(isXShared, maps[0].panel.x.caption)
    yCaption = caption(isYShared, maps[0].panel.y.caption)
  }
}
