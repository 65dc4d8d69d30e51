/// A map made ready to draw: its cells in their places, its numbers with their colours.
struct MapDrawing {
  let panel: MapPanel
  private let columns: CellAxis
  private let rows: CellAxis
  /// nil for classes.
  private let colors: ColorScale?

  /// - Parameter colors: the scale that the panel shares with others; nil for its own.
  init(_ panel: MapPanel, colors shared: ColorScale? = nil) throws(FigureError) {
    let (width, height) = try panel.cells.size()
    self.panel = panel
    columns = try CellAxis(panel.x, count: width)
    rows = try CellAxis(panel.y, count: height)
    switch panel.cells {
    case .categories(let grid):
      try grid.checkCodes()
      colors = nil
    case .scalars(let grid):
      colors = if let shared { shared } else { try ColorScale(grid) }
    }
  }

  var xView: AxisView {
    AxisView(caption: panel.x.caption, scale: columns.scale, values: columns.values)
  }

  /// A single row without a name has no values to tell.
  var yView: AxisView {
    let isStrip = panel.cells.height == 1 && panel.y.caption.isEmpty
    return AxisView(
      caption: panel.y.caption, scale: rows.scale, values: isStrip ? [] : rows.values)
  }

  /// Width over height that the panel must keep; nil if it need not.
  var aspect: Double? {
    panel.hasEqualAspect ? columns.scale.equalAspect(with: rows.scale) : nil
  }

  func bar(_ style: PageStyle) -> ColorBar? {
    guard case .scalars(let grid) = panel.cells, let colors else { return nil }
    return ColorBar(
      colors, label: grid.label, shortLabel: grid.shortLabel, style: style)
  }

  var legend: [LegendEntry] {
    let cells =
      switch panel.cells {
      case .categories(let grid): grid.legend
      case .scalars(let grid):
        colors?.hasMissing == true
          ? [LegendEntry(swatch: .box(.absent, isHatched: false), name: grid.missingName)] : []
      }
    return cells + panel.overlays.legend + panel.markers.legend
  }

  /// Draws all that stands in the frame, and the frame with its labels.
  func draw(in axes: Axes, on canvas: Canvas, _ style: PageStyle) {
    drawCells(in: axes.panel, on: canvas)
    canvas.saved {
      canvas.clip(to: axes.panel)
      for overlay in panel.overlays {
        canvas.polyline(overlay.points.map(axes.place), near: axes.panel)
        canvas.stroke(overlay.style)
      }
    }
    axes.drawFrame(on: canvas)
    panel.markers.draw(on: canvas, axes, style)
    MapLabels(panel, axes, canvas, style).draw(on: canvas)
  }

  private func drawCells(in place: Rect, on canvas: Canvas) {
    let image = imageSize(in: place, on: canvas)
    switch (panel.cells, colors) {
    case (.categories(let grid), _):
      canvas.draw(
        MapRaster.categories(
          grid, x: columns, y: rows, columns: image.columns, rows: image.rows,
          pixelsPerPoint: canvas.pixelsPerPoint), in: place)
    case (.scalars(let grid), let colors?):
      canvas.draw(
        MapRaster.scalars(
          grid, colors: colors, x: columns, y: rows, columns: image.columns, rows: image.rows),
        in: place)
    case (.scalars, nil): break
    }
  }

  /// The pixels of the image: one for each cell in a drawing that is enlarged at will, as long as
  /// they are equally large and not far finer than print; else those of the page.
  private func imageSize(in place: Rect, on canvas: Canvas) -> (columns: Int, rows: Int) {
    let page = canvas.pixels(of: place)
    let cells = (columns: columns.order.count, rows: rows.order.count)
    let isFine = cells.columns > max(page.columns, 1024) || cells.rows > max(page.rows, 1024)
    guard canvas.format != .png, !isFine, columns.isEven, rows.isEven, !panel.cells.isHatched else {
      return page
    }
    return cells
  }
}

extension MapFigure.Cells {
  /// The grid's size, once the data are known to have it.
  fileprivate func size() throws(FigureError) -> (Int, Int) {
    let (width, height, count) =
      switch self {
      case .categories(let grid): (grid.width, grid.height, grid.codes.count)
      case .scalars(let grid): (grid.width, grid.height, grid.values.count)
      }
    guard width > 0, height > 0 else {
      throw .unusable("a map of \(width) × \(height) cells has nothing to draw")
    }
    guard width.multipliedReportingOverflow(by: height) == (count, false) else {
      throw .unusable("a map of \(width) × \(height) cells was given \(count) values")
    }
    return (width, height)
  }

  /// Whether a cell is drawn as a pattern rather than as a colour.
  fileprivate var isHatched: Bool {
    guard case .categories(let grid) = self else { return false }
    let hatched = Set(grid.categories.filter(\.isMissing).map(\.code))
    return grid.codes.contains(where: hatched.contains)
  }
}
