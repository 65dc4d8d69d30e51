/// A page of panels: header, grid of frames, captions that all panels share, colour bars, legend.
struct PanelsLayout {
  let grid: PanelGrid
  private let header: Header
  private let legend: Legend
  private let maps: [MapDrawing]
  private let page: Rect
  private let style: PageStyle
  private let sharing: SharedAxes

  init(
    _ maps: [MapDrawing], headings: [(letter: String, title: String)], header text: HeaderText,
    bars: [PlacedBar],
    columns: Int, _ options: FigureOptions, _ canvas: Canvas, _ style: PageStyle
  ) throws(FigureError) {
    self.maps = maps
    self.style = style
    page = Rect(
      left: style.margin, top: style.margin, right: canvas.width - style.margin,
      bottom: canvas.height - style.margin)
    header = Header(text, width: page.width, canvas: canvas, style: style)
    var names: Set<String> = []
    let entries =
      options.legend == .none
      ? []
      : maps.flatMap(\.legend).filter {
        names.insert($0.name).inserted
      }
    sharing = SharedAxes(maps, columns: columns)
    var area = page
    area.top += header.height
    if sharing.xCaption != nil { area.bottom -= style.unit * 0.2 + style.label.lineHeight }
    if sharing.yCaption != nil { area.left += style.unit * 0.5 + style.label.lineHeight }
    // The legend begins below the first frame, whose place depends on the legend's height.
    var left = area.left + style.unit * 2
    var legend: Legend
    var grid: PanelGrid
    repeat {
      let room = page.right - left
      legend = Legend(entries, place: .below, width: room, canvas: canvas, style: style)
      var inner = area
      inner.bottom -= legend.height
      grid = try PanelGrid(
        maps, views: sharing.views, headings: headings, bars: bars, columns: columns, in: inner,
        canvas, style)
      let isSettled = grid.bounds.left <= left
      left = grid.bounds.left
      if isSettled { break }
    } while true
    (self.legend, self.grid) = (legend, grid)
  }

  /// Draws all but the panels themselves.
  func drawAround(on canvas: Canvas) {
    let frames = grid.bounds
    header.draw(on: canvas, left: frames.left, right: page.right, top: page.top)
    grid.drawAround(on: canvas)
    var foot = frames.bottom + grid.footHeight
    if let caption = sharing.xCaption, let axes = grid.axes.last {
      let room = 2 * min(frames.center.x - page.left, page.right - frames.center.x)
      foot += style.unit * 0.2
      canvas.draw(
        axes.xCaption(caption, width: room, canvas),
        at: Point(frames.center.x, foot + style.label.ascent), style.label, anchor: .center)
      foot += style.label.lineHeight
    }
    if let caption = sharing.yCaption, let axes = grid.axes.first {
      canvas.turned(about: Point(page.left + style.label.ascent, frames.center.y)) {
        canvas.draw(
          axes.yCaption(caption, width: page.bottom - page.top, canvas), at: Point(0, 0),
          style.label, anchor: .center)
      }
    }
    legend.draw(on: canvas, left: frames.left, top: foot)
  }
}

extension Rect {
  fileprivate var center: Point { Point((left + right) / 2, (top + bottom) / 2) }
}
