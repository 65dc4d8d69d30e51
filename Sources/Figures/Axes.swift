/// What one axis of a panel shows.
struct AxisView {
  var caption: String
  var scale: Scale
  /// Values to label, if they keep apart; else the scale's own ticks.
  var values: [Double]?
}

/// A panel with its frame, ticks and captions, fitted into a rectangle: the margins come from
/// the measured labels, and the ticks from the length that the margins leave.
struct Axes {
  let x: AxisView
  let y: AxisView
  private(set) var panel: Rect
  private var xTicks = Ticks()
  private var yTicks = Ticks()
  private let style: PageStyle
  /// The rectangle that captions stay inside.
  private let outer: Rect

  /// - Parameter aspect: width over height that the panel must keep; nil to fill the rectangle.
  init(
    in outer: Rect, x: AxisView, y: AxisView, aspect: Double? = nil, canvas: Canvas,
    style: PageStyle
  ) {
    self.x = x
    self.y = y
    self.style = style
    self.outer = outer
    panel = outer
    // Ticks need the panel's size and the panel needs the ticks' labels: three rounds settle it.
    for _ in 0..<3 {
      let column = Self.ticks(y, length: panel.height, every: style.unit * 2.6) { _ in
        style.tick.size * 1.3
      }
      let row = Self.ticks(x, length: panel.width, every: style.unit * 4.5) {
        canvas.width(of: $0, style.tick) + style.tick.size * 0.9
      }
      (xTicks, yTicks) = (row, column)
      let widest = column.major.map { canvas.width(of: $0.label, style.tick) }.max() ?? 0
      let ticks = style.majorTick + style.tickGap
      let hasCaption = !(y.caption.isEmpty && column.note.isEmpty)
      let left = ticks + widest + (!hasCaption ? 0 : style.unit * 0.5 + style.label.lineHeight)
      let bottom =
        ticks + style.tick.lineHeight
        + (x.caption.isEmpty && row.note.isEmpty ? 0 : style.unit * 0.2 + style.label.lineHeight)
      // How far the labels at both ends of the x axis reach beyond the panel.
      let overhang = row.major.map { tick in
        let half = canvas.width(of: tick.label, style.tick) / 2
        let place = x.scale.position(of: tick.value)
        return (left: half - place * panel.width, right: half - (1 - place) * panel.width)
      }
      panel = Rect(
        left: (outer.left + max(left, overhang.map(\.left).max() ?? 0)).rounded(.up),
        top: (outer.top + style.tick.halfDigit).rounded(.up),
        right: (outer.right - max(0, overhang.map(\.right).max() ?? 0)).rounded(.down),
        bottom: (outer.bottom - bottom).rounded(.down))
      panel.right = max(panel.right, panel.left + 8)
      panel.bottom = max(panel.bottom, panel.top + 8)
      if let aspect { keep(aspect) }
    }
  }

  private mutating func keep(_ aspect: Double) {
    if panel.width > panel.height * aspect {
      let spare = (panel.width - panel.height * aspect).rounded()
      panel.right = max(panel.right - spare, panel.left + 8)
    } else {
      let spare = (panel.height - panel.width / aspect).rounded()
      panel.bottom = max(panel.bottom - spare, panel.top + 8)
    }
  }

  /// The height from the panel's lower edge to the end of the x caption.
  var footHeight: Double {
    style.majorTick + style.tickGap + style.tick.lineHeight
      + (x.caption.isEmpty && xTicks.note.isEmpty ? 0 : style.unit * 0.2 + style.label.lineHeight)
  }

  static func ticks(
    _ view: AxisView, length: Double, every distance: Double, size: (String) -> Double
  ) -> Ticks {
    if let values = view.values, values.count <= 12,
      let ticks = Ticks.at(values, on: view.scale, length: length, size: size)
    {
      return ticks
    }
    let count = min(10, max(2, Int(length / distance)))
    return Ticks.fitting(view.scale, atMost: count, length: length, size: size)
  }

  /// The caption with what the tick labels leave out; a caption too long for `width` loses the
  /// end of its words, never the note.
  static func caption(
    _ words: String, _ ticks: Ticks, width: Double, _ style: TextStyle, _ canvas: Canvas
  ) -> String {
    guard !ticks.note.isEmpty else { return canvas.cut(words, style, width: width) }
    let note = (words.isEmpty ? "" : "  ") + "(\(ticks.note))"
    return canvas.cut(words, style, width: width - canvas.width(of: note, style)) + note
  }

  /// The place on the page of a point in data units; not finite if it has none.
  func place(_ point: Point) -> Point {
    Point(
      panel.left + x.scale.position(of: point.x) * panel.width,
      panel.bottom - y.scale.position(of: point.y) * panel.height)
  }

  /// Light lines at the major ticks, to be drawn under curves.
  func drawGrid(on canvas: Canvas) {
    for tick in xTicks.major {
      let at = snapped(place(Point(tick.value, y.scale.lower)).x)
      canvas.move(to: Point(at, panel.top))
      canvas.line(to: Point(at, panel.bottom))
    }
    for tick in yTicks.major {
      let at = snapped(place(Point(x.scale.lower, tick.value)).y)
      canvas.move(to: Point(panel.left, at))
      canvas.line(to: Point(panel.right, at))
    }
    canvas.stroke(.faint, width: style.frameWidth)
  }

  func drawFrame(on canvas: Canvas) {
    canvas.rectangle(panel)
    canvas.stroke(.ink, width: style.frameWidth)
    drawTicks(xTicks.minor.map { x.scale.position(of: $0) }, style.minorTick, isX: true, canvas)
    drawTicks(yTicks.minor.map { y.scale.position(of: $0) }, style.minorTick, isX: false, canvas)
    let columns = xTicks.major.map { x.scale.position(of: $0.value) }
    let rows = yTicks.major.map { y.scale.position(of: $0.value) }
    drawTicks(columns, style.majorTick, isX: true, canvas)
    drawTicks(rows, style.majorTick, isX: false, canvas)

    let reach = style.majorTick + style.tickGap
    let baseline = panel.bottom + reach + style.tick.ascent * 0.9
    for (tick, place) in zip(xTicks.major, columns) {
      canvas.draw(
        tick.label, at: Point(panel.left + place * panel.width, baseline), style.tick,
        anchor: .center)
    }
    var widest = 0.0
    for (tick, place) in zip(yTicks.major, rows) {
      widest = max(widest, canvas.width(of: tick.label, style.tick))
      canvas.draw(
        tick.label,
        at: Point(
          panel.left - reach, panel.bottom - place * panel.height + style.tick.halfDigit),
        style.tick, anchor: .right)
    }
    drawCaptions(on: canvas, yLabels: reach + widest)
  }

  private func drawCaptions(on canvas: Canvas, yLabels: Double) {
    let middle = Point((panel.left + panel.right) / 2, (panel.top + panel.bottom) / 2)
    let below =
      panel.bottom + style.majorTick + style.tickGap + style.tick.lineHeight + style.unit * 0.2
    let room = 2 * min(middle.x - outer.left, outer.right - middle.x)
    canvas.draw(
      Self.caption(x.caption, xTicks, width: room, style.label, canvas),
      at: Point(middle.x, below + style.label.ascent), style.label, anchor: .center)
    let beside = panel.left - yLabels - style.unit * 0.5 - style.label.descent
    canvas.turned(about: Point(beside, middle.y)) {
      let room = 2 * min(middle.y - outer.top, outer.bottom - middle.y)
      canvas.draw(
        Self.caption(y.caption, yTicks, width: room, style.label, canvas), at: Point(0, 0),
        style.label, anchor: .center)
    }
  }

  private func drawTicks(_ places: [Double], _ length: Double, isX: Bool, _ canvas: Canvas) {
    guard !places.isEmpty else { return }
    for place in places {
      if isX {
        let at = snapped(panel.left + place * panel.width)
        canvas.move(to: Point(at, panel.bottom))
        canvas.line(to: Point(at, panel.bottom + length))
      } else {
        let at = snapped(panel.bottom - place * panel.height)
        canvas.move(to: Point(panel.left, at))
        canvas.line(to: Point(panel.left - length, at))
      }
    }
    canvas.stroke(.ink, width: style.frameWidth)
  }

  /// Half points: a line one point wide is sharp there at two pixels per point.
  private func snapped(_ value: Double) -> Double { (value * 2).rounded() / 2 }
}
