/// The path of an optimizer through two coordinates.
public struct Trajectory: Hashable, Sendable {
  /// Its name in the legend. Empty for a single path that needs none.
  public var name: String
  /// The iterates, the initial point first. The path ends where they stop being finite.
  public var points: [Point]
  /// nil to take the next colour of the palette.
  public var color: Color?
  public var width: Double
  /// Whether a light edge sets it off from what it crosses; one that lies on another does without.
  public var isCased: Bool

  public init(
    _ name: String = "", points: [Point], color: Color? = nil, width: Double = 1.5,
    isCased: Bool = true
  ) {
    self.name = name
    self.points = points
    self.color = color
    self.width = width
    self.isCased = isCased
  }
}

/// Paths of iterates over contour lines of an objective.
public struct TrajectoryPanel: Hashable, Sendable {
  public var title: String
  public var x: Axis
  public var y: Axis
  /// Its values span the axes' ranges; nil to draw the paths alone.
  public var objective: ObjectiveGrid?
  public var trajectories: [Trajectory]
  public var markers: [Marker]
  /// Whether a unit is as long on both axes (of linear scales).
  public var hasEqualAspect: Bool

  public init(
    title: String = "", x: Axis, y: Axis, objective: ObjectiveGrid? = nil,
    trajectories: [Trajectory], markers: [Marker] = [], hasEqualAspect: Bool = false
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.objective = objective
    self.trajectories = trajectories
    self.markers = markers
    self.hasEqualAspect = hasEqualAspect
  }

  func draw(
    on canvas: Canvas, in place: Rect, header: HeaderText, style: PageStyle,
    _ options: FigureOptions
  ) throws(FigureError) {
    try objective?.check()
    let points = trajectories.flatMap(\.points)
    let xScale = try Scale(x, holding: points.map(\.x), margin: 0.06)
    let yScale = try Scale(y, holding: points.map(\.y), margin: 0.06)
    let layout = try PanelLayout(
      header: header, entries: entries, bar: nil, legend: options.legend,
      x: AxisView(caption: x.caption, scale: xScale),
      y: AxisView(caption: y.caption, scale: yScale),
      aspect: hasEqualAspect ? xScale.equalAspect(with: yScale) : nil,
      within: place, canvas: canvas, style: style)
    let axes = layout.axes
    if let objective {
      let levels = (objective.levels ?? objective.defaultLevels()).filter(\.isFinite)
      let bands = objective.bands(
        levels, columns: Int((axes.panel.width * canvas.pixelsPerPoint).rounded()),
        rows: Int((axes.panel.height * canvas.pixelsPerPoint).rounded()))
      canvas.draw(bands, in: axes.panel)
      canvas.saved {
        canvas.clip(to: axes.panel)
        objective.drawLines(levels, in: axes.panel, on: canvas)
      }
    } else {
      axes.drawGrid(on: canvas)
    }
    canvas.saved {
      canvas.clip(to: axes.panel)
      for (trajectory, color) in zip(trajectories, colors) {
        trajectory.draw(color, on: canvas, axes)
      }
    }
    axes.drawFrame(on: canvas)
    for (trajectory, color) in zip(trajectories, colors) {
      trajectory.ends(color).draw(on: canvas, axes, style)
    }
    markers.draw(on: canvas, axes, style)
    layout.drawAround(on: canvas)
  }

  /// The first two colours of the palette swapped: orange stands out best on the blue hills.
  private var colors: [Color] {
    var palette = Palette.curves
    palette.swapAt(0, 1)
    return trajectories.enumerated().map { index, trajectory in
      trajectory.color ?? palette[index % palette.count]
    }
  }

  /// What its legend says.
  var entries: [LegendEntry] { paths + markers.legend }

  private var paths: [LegendEntry] {
    var entries = zip(trajectories, colors).filter { !$0.0.name.isEmpty }.map {
      LegendEntry(swatch: .line(LineStyle(color: $1)), name: $0.name)
    }
    guard !trajectories.isEmpty else { return entries }
    entries.append(LegendEntry(swatch: .marker(.circle, .ink), name: "start"))
    let ends = trajectories.compactMap(\.path.last)
    guard ends.contains(where: { x.mayHold($0.x) && y.mayHold($0.y) }) else { return entries }
    let steps = trajectories.map { max($0.path.count - 1, 0) }
    let end = steps.allSatisfy { $0 == steps[0] } ? " (step \(NumberText.count(steps[0])))" : ""
    let color = trajectories.count == 1 ? colors[0] : .ink
    entries.append(LegendEntry(swatch: .marker(.disk, color), name: "end" + end))
    return entries
  }
}

extension Axis {
  /// `false` of a value outside the axis' own range.
  fileprivate func mayHold(_ value: Double) -> Bool {
    guard case .range(let from, let to) = extent else { return true }
    return (min(from, to)...max(from, to)).contains(value)
  }
}

extension Trajectory {
  /// The iterates before the first that is not finite.
  fileprivate var path: ArraySlice<Point> { points.prefix(while: \.isFinite) }

  /// Iterates have dots where they stand far enough apart to be told from the line.
  fileprivate func draw(_ color: Color, on canvas: Canvas, _ axes: Axes) {
    let places = path.map(axes.place)
    canvas.polyline(places, near: axes.panel)
    canvas.stroke(LineStyle(color: color, width: width, isCased: isCased))
    for (index, place) in places.enumerated() where axes.panel.contains(place) {
      let neighbors = [index - 1, index + 1].filter(places.indices.contains).map { places[$0] }
      guard neighbors.allSatisfy({ max(abs($0.x - place.x), abs($0.y - place.y)) > 4 }) else {
        continue
      }
      canvas.circle(place, radius: 2.1)
      canvas.fill(color)
    }
  }

  fileprivate func ends(_ color: Color) -> [Marker] {
    guard let first = path.first, let last = path.last else { return [] }
    return [
      Marker("", at: first, shape: .circle),
      Marker("", at: last, shape: .disk, color: color),
    ]
  }
}
