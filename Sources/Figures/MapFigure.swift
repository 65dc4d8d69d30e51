/// A map over two axes alone on its page.
public struct MapFigure: Figure {
  /// What the cells hold.
  public enum Cells: Hashable, Sendable {
    case categories(CategoryGrid)
    case scalars(ScalarGrid)

    /// Rows of cells.
    var height: Int {
      switch self {
      case .categories(let grid): grid.height
      case .scalars(let grid): grid.height
      }
    }
  }

  public var title: String
  /// A small grey line under the title: objective, steps, precision.
  public var subtitle: String
  public var x: Axis
  public var y: Axis
  public var cells: Cells
  public var overlays: [Overlay]
  public var markers: [Marker]
  /// Whether a unit is as long on both axes (of linear scales).
  public var hasEqualAspect: Bool
  public var options: FigureOptions

  public init(
    title: String, subtitle: String = "", x: Axis, y: Axis, cells: Cells,
    overlays: [Overlay] = [], markers: [Marker] = [], hasEqualAspect: Bool = false,
    options: FigureOptions = FigureOptions()
  ) {
    self.title = title
    self.subtitle = subtitle
    self.x = x
    self.y = y
    self.cells = cells
    self.overlays = overlays
    self.markers = markers
    self.hasEqualAspect = hasEqualAspect
    self.options = options
  }

  /// A panel alone; its own title goes unused.
  public init(
    title: String, subtitle: String = "", panel: MapPanel,
    options: FigureOptions = FigureOptions()
  ) {
    self.init(
      title: title, subtitle: subtitle, x: panel.x, y: panel.y, cells: panel.cells,
      overlays: panel.overlays, markers: panel.markers, hasEqualAspect: panel.hasEqualAspect,
      options: options)
  }

  public func draw(on page: Page) throws(FigureError) {
    let canvas = page.canvas
    let style = PageStyle(options)
    let map = try MapDrawing(
      MapPanel(
        x: x, y: y, cells: cells, overlays: overlays, markers: markers,
        hasEqualAspect: hasEqualAspect))
    let bar = map.bar(style)
    canvas.setTitle(title)
    let layout = try PanelLayout(
      header: HeaderText(title: title, subtitle: subtitle), entries: map.legend, bar: bar,
      legend: bar != nil && options.legend == .right ? .below : options.legend,
      x: map.xView, y: map.yView, aspect: map.aspect, canvas: canvas, style: style)
    map.draw(in: layout.axes, on: canvas, style)
    bar?.draw(beside: layout.axes.panel, on: canvas)
    layout.drawAround(on: canvas)
  }
}
