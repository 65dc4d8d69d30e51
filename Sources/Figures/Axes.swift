/// What one axis of a panel shows.
struct AxisView {
  var caption: String
  var scale: Scale
  /// Values to label, if they keep apart; else the scale's own ticks.
  var values: [Double]?
  var labels = Labels.all

  /// What is written beside the ticks: a panel of several may leave it to a neighbour or the page.
  enum Labels { case all, numbers, none }

  func hasCaption(_ ticks: Ticks) -> Bool {
    labels == .all && !(caption.isEmpty && ticks.note.isEmpty)
  }
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
  /// The least distance between labels along the x axis, in type sizes.
  private let xDistance: Double
  /// The rectangle that captions stay inside.
  private let outer: Rect
  /// The room that labels take around a panel whose place was given.
  private(set) var margins = Margins()

  struct Margins {
    var left = 0.0
    var right = 0.0
    var bottom = 0.0
  }

  /// - Parameter aspect: width over height that the panel must keep; nil to fill the rectangle.
  init(
    in outer: Rect, x: AxisView, y: AxisView, aspect: Double? = nil, canvas: Canvas,
    style: PageStyle
  ) {
    self.x = x
    self.y = y
    self.style = style
    self.outer = outer
    xDistance = 4.5
    panel = outer
    // Ticks need the panel's size and the panel needs the ticks' labels: three rounds settle it.
    for _ in 0..<3 {
      let margins = measure(canvas)
      panel = Rect(
        left: (outer.left + margins.left).rounded(.up),
        top: (outer.top + style.tick.halfDigit).rounded(.up),
        right: (outer.right - margins.right).rounded(.down),
        bottom: (outer.bottom - margins.bottom).rounded(.down))
      panel.right = max(panel.right, panel.left + 8)
      panel.bottom = max(panel.bottom, panel.top + 8)
      if let aspect { keep(aspect) }
    }
  }

  /// A panel whose place is known.
  ///
  /// - Parameter outer: the rectangle that captions stay inside.
  init(
    panel: Rect, outer: Rect, x: AxisView, y: AxisView, canvas: Canvas, style: PageStyle
  ) {
    self.x = x
    self.y = y
    self.style = style
    self.outer = outer
    self.panel = panel
    // Panels of several are narrow; their labels keep apart all the same.
    xDistance = 2.5
    margins = measure(canvas)
  }

  /// Chooses the ticks for the present panel and measures the room that their labels and the
  /// captions take around it.
  private mutating func measure(_ canvas: Canvas) -> Margins {
    yTicks = Self.ticks(y, length: panel.height, every: style.unit * 2.6) { _ in
      style.tick.size * 1.3
    }
    xTicks = Self.ticks(x, length: panel.width, every: style.unit * xDistance) {
      canvas.width(of: $0, style.tick) + style.tick.size * 0.9
    }
    var margins = Margins(left: style.majorTick, right: 0, bottom: style.majorTick)
    if y.labels != .none {
      let widest = yTicks.major.map { canvas.width(of: $0.label, style.tick) }.max() ?? 0
      let hasCaption = y.hasCaption(yTicks)
      margins.left +=
        style.tickGap + widest + (hasCaption ? style.unit * 0.5 + style.label.lineHeight : 0)
    }
    if x.labels != .none {
      margins.bottom = footHeight
      for tick in xTicks.major {
        // How far the labels at both ends of the axis reach beyond the panel.
        let half = canvas.width(of: tick.label, style.tick) / 2
        let place = x.scale.position(of: tick.value)
        margins.left = max(margins.left, half - place * panel.width)
        margins.right = max(margins.right, half - (1 - place) * panel.width)
      }
    }
    return margins
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
    guard x.labels != .none else { return style.majorTick }
    return style.majorTick + style.tickGap + style.tick.lineHeight
      + (x.hasCaption(xTicks) ? style.unit * 0.2 + style.label.lineHeight : 0)
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

    if x.labels != .none { drawColumnLabels(columns, on: canvas) }
    if y.labels != .none { drawRowLabels(rows, on: canvas) }
  }

  private func drawColumnLabels(_ places: [Double], on canvas: Canvas) {
    let below = panel.bottom + style.majorTick + style.tickGap
    for (tick, place) in zip(xTicks.major, places) {
      canvas.draw(
        tick.label, at: Point(panel.left + place * panel.width, below + style.tick.ascent * 0.9),
        style.tick, anchor: .center)
    }
    guard x.labels == .all else { return }
    let middle = (panel.left + panel.right) / 2
    let top = below + style.tick.lineHeight + style.unit * 0.2
    let room = 2 * min(middle - outer.left, outer.right - middle)
    canvas.draw(
      xCaption(x.caption, width: room, canvas), at: Point(middle, top + style.label.ascent),
      style.label, anchor: .center)
  }

  private func drawRowLabels(_ places: [Double], on canvas: Canvas) {
    let reach = style.majorTick + style.tickGap
    var widest = 0.0
    for (tick, place) in zip(yTicks.major, places) {
      widest = max(widest, canvas.width(of: tick.label, style.tick))
      let y = panel.bottom - place * panel.height + style.tick.halfDigit
      canvas.draw(tick.label, at: Point(panel.left - reach, y), style.tick, anchor: .right)
    }
    guard y.labels == .all else { return }
    let middle = (panel.top + panel.bottom) / 2
    let beside = panel.left - reach - widest - style.unit * 0.5 - style.label.descent
    let room = 2 * min(middle - outer.top, outer.bottom - middle)
    canvas.turned(about: Point(beside, middle)) {
      canvas.draw(
        yCaption(y.caption, width: room, canvas), at: Point(0, 0), style.label, anchor: .center)
    }
  }

  /// Words for the axis with what its tick labels leave out.
  func xCaption(_ words: String, width: Double, _ canvas: Canvas) -> String {
    Self.caption(words, xTicks, width: width, style.label, canvas)
  }

  func yCaption(_ words: String, width: Double, _ canvas: Canvas) -> String {
    Self.caption(words, yTicks, width: width, style.label, canvas)
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
