/// Header, panel, colour bar and legend of one panel, set so that nothing overlaps.
///
/// Used by every panel with a frame; a page of several gives each its own rectangle.
struct PanelLayout {
  let axes: Axes
  private let header: Header
  private let legend: Legend
  private let place: LegendPlace
  private let outer: Rect
  private let style: PageStyle

  /// Throws if words take so much of the page that nothing is left to draw in.
  ///
  /// - Parameter within: the rectangle to fill; nil for the page without its margins.
  init(
    header text: HeaderText, entries: [LegendEntry], bar: ColorBar?,
    legend place: LegendPlace, x: AxisView, y: AxisView, aspect: Double? = nil,
    within: Rect? = nil, canvas: Canvas, style: PageStyle
  ) throws(FigureError) {
    let outer =
      within
      ?? Rect(
        left: style.margin, top: style.margin, right: canvas.width - style.margin,
        bottom: canvas.height - style.margin)
    let entries = place == .none ? [] : entries
    let header = Header(
      text, width: outer.width - style.unit * 4, canvas: canvas, style: style)
    var left = outer.left + style.unit * 5
    var height = outer.height * 0.8
    var legend = Legend([], place: place, width: 0, canvas: canvas, style: style)
    var axes: Axes?
    for _ in 0..<3 {
      let room = place == .right ? outer.width * 0.4 : outer.right - left
      legend = Legend(entries, place: place, width: room, canvas: canvas, style: style)
      let beside =
        place == .right && legend.width > 0 ? legend.width + style.unit * 1.2 : 0
      let inner = Rect(
        left: outer.left, top: outer.top + header.height,
        right: outer.right - beside - (bar?.width(height: height, canvas: canvas) ?? 0),
        bottom: outer.bottom - (place == .below ? legend.height : 0))
      let fitted = Axes(in: inner, x: x, y: y, aspect: aspect, canvas: canvas, style: style)
      left = fitted.panel.left
      height = fitted.panel.height
      axes = fitted
    }
    guard let axes, axes.panel.width >= style.unit * 3, axes.panel.height >= style.unit * 3 else {
      throw .unusable(
        "the labels and the legend (\(entries.count) entries) leave no room to draw in; "
          + "a larger figure, a smaller font or fewer names would")
    }
    self.axes = axes
    self.header = header
    self.legend = legend
    self.place = place
    self.outer = outer
    self.style = style
  }

  /// Draws the header and the legend.
  func drawAround(on canvas: Canvas) {
    let panel = axes.panel
    header.draw(on: canvas, left: panel.left, right: outer.right, top: outer.top)
    switch place {
    case .below:
      legend.draw(on: canvas, left: panel.left, top: panel.bottom + axes.footHeight)
    case .none: break
    case .right:
      legend.draw(
        on: canvas, left: panel.right + style.unit * 1.2, top: panel.top - style.unit * 0.5)
    }
  }
}
