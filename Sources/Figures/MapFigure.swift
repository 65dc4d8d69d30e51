/// A map over two axes: classes or numbers per cell, with lines and marks over it.
public struct MapFigure: Figure {
  /// What the cells hold.
  public enum Cells: Hashable, Sendable {
    case categories(CategoryGrid)
    case scalars(ScalarGrid)

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

  public func draw(on page: Page) throws(FigureError) {
    let canvas = page.canvas
    let style = PageStyle(options)
    let (width, height) = try size()
    let columns = try CellAxis(x, count: width)
    let rows = try CellAxis(y, count: height)
    var entries: [LegendEntry]
    var colors: ColorScale?
    var bar: ColorBar?
    switch cells {
    case .categories(let grid):
      entries = try grid.legend()
    case .scalars(let grid):
      let scale = try ColorScale(grid)
      colors = scale
      bar = ColorBar(scale, label: grid.label, style: style)
      entries =
        scale.hasMissing
        ? [LegendEntry(swatch: .box(.absent, isHatched: false), name: grid.missingName)] : []
    }
    entries += overlays.legend + markers.legend

    canvas.setTitle(title)
    let layout = try PanelLayout(
      header: HeaderText(title: title, subtitle: subtitle), entries: entries, bar: bar,
      legend: bar == nil ? options.legend : .below,
      x: AxisView(caption: x.caption, scale: columns.scale, values: columns.values),
      // A single row without a name has no values to tell.
      y: AxisView(
        caption: y.caption, scale: rows.scale,
        values: cells.height == 1 && y.caption.isEmpty ? [] : rows.values),
      aspect: hasEqualAspect ? columns.scale.equalAspect(with: rows.scale) : nil,
      canvas: canvas, style: style)
    let axes = layout.axes
    let pixels = (
      Int((axes.panel.width * canvas.pixelsPerPoint).rounded()),
      Int((axes.panel.height * canvas.pixelsPerPoint).rounded())
    )
    switch (cells, colors) {
    case (.categories(let grid), _):
      canvas.draw(
        MapRaster.categories(
          grid, x: columns, y: rows, columns: pixels.0, rows: pixels.1,
          pixelsPerPoint: canvas.pixelsPerPoint), in: axes.panel)
    case (.scalars(let grid), let colors?):
      canvas.draw(
        MapRaster.scalars(
          grid, colors: colors, x: columns, y: rows, columns: pixels.0, rows: pixels.1),
        in: axes.panel)
    case (.scalars, nil): break
    }
    canvas.saved {
      canvas.clip(to: axes.panel)
      for overlay in overlays {
        canvas.polyline(overlay.points.map(axes.place), near: axes.panel)
        canvas.stroke(overlay.style)
      }
    }
    axes.drawFrame(on: canvas)
    markers.draw(on: canvas, axes, style)
    bar?.draw(beside: axes.panel, on: canvas)
    layout.drawAround(on: canvas)
  }

  /// The grid's size, once the data are known to have it.
  private func size() throws(FigureError) -> (Int, Int) {
    let (width, height, count) =
      switch cells {
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
}

extension CategoryGrid {
  /// One entry per category, in the palette's order; the missing one only if some cell is.
  /// Throws if a cell's code is not in the palette.
  fileprivate func legend() throws(FigureError) -> [LegendEntry] {
    var counts = [Int](repeating: 0, count: 256)
    for code in codes { counts[Int(code)] += 1 }
    let known = Set(categories.map(\.code))
    if let code = counts.indices.first(where: { counts[$0] > 0 && !known.contains(UInt8($0)) }) {
      let cell = codes.firstIndex(of: UInt8(code)) ?? 0
      throw .unusable(
        "cell (\(cell % width), \(cell / width)) has code \(code), which no category names")
    }
    return categories.compactMap { category in
      let count = counts[Int(category.code)]
      if category.isMissing, count == 0 { return nil }
      let note =
        switch share {
        case .percent: NumberText.percent(count, of: codes.count)
        case .count: NumberText.count(count)
        case .none: ""
        }
      return LegendEntry(
        swatch: .box(category.color, isHatched: category.isMissing), name: category.name,
        note: note)
    }
  }
}

extension [Overlay] {
  fileprivate var legend: [LegendEntry] {
    filter { !$0.name.isEmpty }.map { LegendEntry(swatch: .line($0.style), name: $0.name) }
  }
}

extension [Marker] {
  var legend: [LegendEntry] {
    filter { !$0.name.isEmpty }
      .map { LegendEntry(swatch: .marker($0.shape, $0.color), name: $0.name) }
  }

  /// Draws those that stand in the panel.
  func draw(on canvas: Canvas, _ axes: Axes, _ style: PageStyle) {
    for marker in self {
      let place = axes.place(marker.point)
      guard axes.panel.contains(place) else { continue }
      canvas.draw(marker.shape, at: place, color: marker.color, style: style)
    }
  }
}
