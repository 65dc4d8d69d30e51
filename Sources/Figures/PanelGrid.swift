/// Frames of one size in rows and columns, as large as the room around each of them allows.
struct PanelGrid {
  private(set) var axes: [Axes] = []
  private var headings: [PanelHeading] = []
  private let bars: [PlacedBar]
  private let columns: Int
  private let style: PageStyle
  private let area: Rect

  /// Throws if words take so much of the area that nothing is left to draw in.
  init(
    _ maps: [MapDrawing], views: [(x: AxisView, y: AxisView)],
    headings: [(letter: String, title: String)],
    bars: [PlacedBar], columns: Int, in area: Rect, _ canvas: Canvas, _ style: PageStyle
  ) throws(FigureError) {
    self.bars = bars
    self.columns = columns
    self.style = style
    self.area = area
    let rows = (maps.count + columns - 1) / columns
    var width = area.width / Double(columns) * 0.8
    var height = area.height / Double(rows) * 0.8
    // Frames need the room that their words leave, and words the frames' size: three rounds.
    for _ in 0..<3 {
      let frame = Rect(left: 0, top: 0, right: width, bottom: height)
      axes = views.map { view in
        Axes(panel: frame, outer: frame, x: view.x, y: view.y, canvas: canvas, style: style)
      }
      // Words may reach into the gap between frames.
      let reach = width + style.unit * 0.6
      let shrink = PanelHeading.shrink(
        headings.map(\.title), width: reach, canvas: canvas, style)
      self.headings = headings.map {
        PanelHeading(
          letter: $0.letter, title: $0.title, width: reach, shrink: shrink, canvas: canvas, style)
      }
      let room = Room(self, rows: rows, canvas)
      width = ((area.width - room.across) / Double(columns)).rounded(.down)
      height = ((area.height - room.down) / Double(rows)).rounded(.down)
      if let aspect = maps.compactMap(\.aspect).first {
        width = min(width, (height * aspect).rounded(.down))
        height = min(height, (width / aspect).rounded(.down))
      }
      guard width >= style.unit * 3, height >= style.unit * 3 else {
        throw .unusable(
          "\(maps.count) panels in \(columns) \(columns == 1 ? "column" : "columns") leave no room "
            + "to draw in; another number of columns, a larger figure, a smaller font or fewer "
            + "names would")
      }
    }
    let room = Room(self, rows: rows, canvas)
    axes = views.indices.map { index in
      let place = room.frame(column: index % columns, row: index / columns, width, height)
      return Axes(
        panel: place, outer: area, x: views[index].x, y: views[index].y, canvas: canvas,
        style: style)
    }
  }

  /// From the first frame to the last.
  var bounds: Rect {
    let frames = axes.map(\.panel)
    return frames.dropFirst().reduce(frames[0]) { all, frame in
      Rect(
        left: min(all.left, frame.left), top: min(all.top, frame.top),
        right: max(all.right, frame.right), bottom: max(all.bottom, frame.bottom))
    }
  }

  /// Below the last row of frames.
  var footHeight: Double {
    axes.suffix((axes.count - 1) % columns + 1).map(\.margins.bottom).max() ?? 0
  }

  /// Draws the headings and the colour bars.
  func drawAround(on canvas: Canvas) {
    for (heading, axes) in zip(headings, axes) {
      heading.draw(on: canvas, above: axes.panel)
    }
    for placed in bars {
      let frames = axes.indices.filter {
        $0 % columns == placed.column && placed.rows.contains($0 / columns)
      }.map { axes[$0].panel }
      let top = axes[placed.rows.lowerBound * columns].panel.top
      let bottom = axes[placed.rows.upperBound * columns].panel.bottom
      let frame = frames.first ?? axes[columns - 1].panel
      placed.bar.draw(
        beside: Rect(left: frame.left, top: top, right: frame.right, bottom: bottom), on: canvas)
    }
  }

  /// What stands between the frames.
  private struct Room {
    /// By column: before and after its frames.
    var left: [Double]
    var right: [Double]
    /// By row: above and below its frames.
    var top: [Double]
    var bottom: [Double]
    let origin: Point

    init(_ grid: PanelGrid, rows: Int, _ canvas: Canvas) {
      let (axes, columns, style) = (grid.axes, grid.columns, grid.style)
      origin = Point(grid.area.left, grid.area.top)
      left = (0..<columns).map { column in
        let own = stride(from: column, to: axes.count, by: columns)
        return own.map { axes[$0].margins.left }.max() ?? 0
      }
      right = (0..<columns).map { column in
        let own = stride(from: column, to: axes.count, by: columns)
        let labels = own.map { axes[$0].margins.right }.max() ?? 0
        let bars = grid.bars.filter { $0.column == column }.map {
          $0.bar.width(height: axes[0].panel.height * Double($0.rows.count), canvas: canvas)
        }
        let gap = column + 1 < columns ? style.unit * (bars.isEmpty ? 0.7 : 1.4) : 0
        return max(labels, bars.max() ?? 0) + gap
      }
      top = (0..<rows).map { row in
        let own = (row * columns)..<min((row + 1) * columns, axes.count)
        return own.map { grid.headings[$0].height }.max() ?? 0
      }
      bottom = (0..<rows).map { row in
        // Below a panel without another under it there is room anyway.
        let own = (row * columns)..<min((row + 1) * columns, axes.count)
        let isLast = row + 1 == rows
        let labels =
          own.filter { isLast || $0 + columns < axes.count }
          .map { axes[$0].margins.bottom }.max() ?? 0
        return labels + (isLast ? 0 : style.unit * 0.5)
      }
      // Half a digit of the topmost number may stand above a frame without a heading.
      for row in top.indices { top[row] = max(top[row], style.tick.halfDigit) }
    }

    var across: Double { (left + right).reduce(0, +) }
    var down: Double { (top + bottom).reduce(0, +) }

    func frame(column: Int, row: Int, _ width: Double, _ height: Double) -> Rect {
      let x = left[...column].reduce(0, +) + right[..<column].reduce(0, +)
      let y = top[...row].reduce(0, +) + bottom[..<row].reduce(0, +)
      let corner = Point(
        (origin.x + x + width * Double(column)).rounded(),
        (origin.y + y + height * Double(row)).rounded())
      return Rect(
        left: corner.x, top: corner.y, right: corner.x + width, bottom: corner.y + height)
    }
  }
}
