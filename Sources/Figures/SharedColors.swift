/// Which panels share a colour scale, and where its bar stands.
struct SharedColors {
  /// What panels of one scale agree in.
  private struct Key: Hashable {
    let label: String
    let colorMap: ColorMap
    let scale: ScaleKind
    let range: ScalarGrid.Range
  }

  private var keys: [Key?] = []
  private var scales: [Key: ColorScale] = [:]

  init(_ panels: [MapPanel]) throws(FigureError) {
    var grids: [Key: [ScalarGrid]] = [:]
    for panel in panels {
      guard case .scalars(let grid) = panel.cells else {
        keys.append(nil)
        continue
      }
      let key = Key(
        label: grid.label, colorMap: grid.colorMap, scale: grid.scale, range: grid.range)
      keys.append(key)
      grids[key, default: []].append(grid)
    }
    for (key, group) in grids { scales[key] = try ColorScale(of: group[0], group) }
  }

  func colors(ofPanel index: Int) -> ColorScale? { keys[index].flatMap { scales[$0] } }

  /// One bar for each scale: right of all panels where no two scales meet in a row, else right of
  /// the scale's last column where no two meet in a column, else one beside every panel.
  func bars(columns: Int, _ maps: [MapDrawing], _ style: PageStyle) -> [PlacedBar] {
    let groups = Dictionary(grouping: keys.indices.filter { keys[$0] != nil }) { keys[$0] }
      .values.sorted { $0[0] < $1[0] }
    func placed(_ panels: [Int], after column: Int?) -> PlacedBar? {
      let rows = panels.map { $0 / columns }
      guard let bar = maps[panels[0]].bar(style), let first = rows.min(), let last = rows.max()
      else { return nil }
      let ownColumn = panels.map { $0 % columns }.max() ?? 0
      return PlacedBar(bar: bar, column: column ?? ownColumn, rows: first...last)
    }
    func areApart(_ place: (Int) -> Int) -> Bool {
      let spans = groups.map { group in
        let places = group.map(place)
        return (places.min() ?? 0)...(places.max() ?? 0)
      }
      return spans.indices.allSatisfy { i in
        spans.indices.allSatisfy { i == $0 || !spans[i].overlaps(spans[$0]) }
      }
    }
    if areApart({ $0 / columns }) {
      return groups.compactMap { placed($0, after: columns - 1) }
    }
    if areApart({ $0 % columns }) { return groups.compactMap { placed($0, after: nil) } }
    return groups.joined().sorted().compactMap { placed([$0], after: nil) }
  }
}

/// A colour bar right of a column of panels, along some of its rows.
struct PlacedBar {
  let bar: ColorBar
  let column: Int
  let rows: ClosedRange<Int>
}
