/// A curve: points in data units, joined in order.
public struct Curve: Hashable, Sendable {
  /// Its name in the legend. Empty to leave it out.
  public var name: String
  /// Points that are not finite, or that a log scale cannot place, break the curve.
  public var points: [Point]
  /// nil to take the next colour of the palette.
  public var style: LineStyle?
  /// Whether a dot shows where each point is.
  public var marksPoints: Bool

  public init(
    _ name: String, points: [Point], style: LineStyle? = nil, marksPoints: Bool = false
  ) {
    self.name = name
    self.points = points
    self.style = style
    self.marksPoints = marksPoints
  }

  /// Values at steps 0, 1, 2, … (or every so many steps).
  public init(_ name: String, values: [Double], every stride: Int = 1, style: LineStyle? = nil) {
    self.init(
      name,
      points: values.enumerated().map { Point(Double($0.offset) * Double(stride), $0.element) },
      style: style)
  }
}

/// Curves over two axes: the objective against the step, the gradient's norm, coordinates.
public struct CurvePanel: Hashable, Sendable {
  public var title: String
  public var x: Axis
  public var y: Axis
  public var curves: [Curve]
  public var markers: [Marker]

  public init(title: String = "", x: Axis, y: Axis, curves: [Curve], markers: [Marker] = []) {
    self.title = title
    self.x = x
    self.y = y
    self.curves = curves
    self.markers = markers
  }

  func draw(
    on canvas: Canvas, in place: Rect, header: HeaderText, style: PageStyle,
    _ options: FigureOptions
  ) throws(FigureError) {
    let points = curves.flatMap(\.points)
    let margin = curves.contains(where: \.marksPoints) ? 0.03 : 0
    let xScale = try Scale(x, holding: points.map(\.x), margin: margin)
    let yScale = try Scale(y, holding: points.map(\.y), margin: 0.05)
    let styles = curves.styles
    let layout = try PanelLayout(
      header: header, entries: entries, bar: nil, legend: options.legend,
      x: AxisView(caption: x.caption, scale: xScale),
      y: AxisView(caption: y.caption, scale: yScale), within: place, canvas: canvas, style: style)
    let axes = layout.axes
    let paths = curves.map { Thinning.columns($0.points.map(axes.place), width: 0.5) }
    if paths.contains(where: { $0.contains(where: \.isFinite) }) {
      axes.drawGrid(on: canvas)
    } else {
      let middle = Point(
        (axes.panel.left + axes.panel.right) / 2, (axes.panel.top + axes.panel.bottom) / 2)
      let isAtZero = y.scale == .log && points.contains { $0.y.isFinite }
      canvas.draw(
        isAtZero ? "nothing above 0" : "no finite values", at: middle, style.subtitle,
        anchor: .center)
    }
    canvas.saved {
      canvas.clip(to: axes.panel)
      for (places, style) in zip(paths, styles) {
        canvas.polyline(places, near: axes.panel)
        canvas.stroke(style)
      }
    }
    axes.drawFrame(on: canvas)
    // Whole ones, also on the frame.
    for ((places, curve), style) in zip(zip(paths, curves), styles) {
      let dots = curve.marksPoints ? places.filter(\.isFinite) : Thinning.lonely(places)
      for place in dots where axes.panel.contains(place) {
        canvas.circle(place, radius: 1.6 * style.width)
        canvas.fill(style.color)
      }
    }
    markers.draw(on: canvas, axes, style)
    layout.drawAround(on: canvas)
  }

  /// What its legend says.
  var entries: [LegendEntry] {
    zip(curves, curves.styles).filter { !$0.0.name.isEmpty }
      .map { LegendEntry(swatch: .line($1), name: $0.name) } + markers.legend
  }
}

extension [Curve] {
  /// Each curve's own style, or the palette's next colour.
  fileprivate var styles: [LineStyle] {
    enumerated().map { index, curve in
      curve.style ?? LineStyle(color: Palette.curves[index % Palette.curves.count])
    }
  }
}

extension Scale {
  /// The scale of an axis over data: its own range, or one that holds the finite values.
  init(_ axis: Axis, holding values: [Double], margin: Double) throws(FigureError) {
    let name = axis.nameInErrors
    switch axis.extent {
    case .range(let from, let to):
      try self.init(axis.scale, from: from, to: to, name: name)
    case .values(let listed):
      self.init(axis.scale, holding: listed, margin: margin)
    case .automatic:
      self.init(axis.scale, holding: values, margin: margin)
    }
  }

  /// A scale that holds the finite values (on a log scale, the positive ones) with a margin on
  /// each side, as a fraction of their span.
  private init(_ kind: ScaleKind, holding values: [Double], margin: Double) {
    let largest = 1e300
    let usable = values.filter { $0.isFinite && (kind == .linear || $0 > 0) }
      .map { min(max($0, -largest), largest) }
    guard let low = usable.min(), let high = usable.max() else {
      self.init(kind, lower: kind == .log ? 0.1 : 0, upper: kind == .log ? 10 : 1)
      return
    }
    let bare = Scale(kind, lower: low, upper: high)
    let lower = bare.value(at: -margin)
    let upper = bare.value(at: 1 + margin)
    let isUsable = lower.isFinite && upper.isFinite && (kind == .linear || lower > 0)
    self.init(kind, lower: isUsable ? lower : low, upper: isUsable ? upper : high)
  }
}
