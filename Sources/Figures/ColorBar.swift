/// The scale of colours beside a map, with pointed ends where values lie beyond it.
struct ColorBar {
  let colors: ColorScale
  let scale: Scale
  let label: String
  private let shortLabel: String
  let style: PageStyle

  init?(_ colors: ColorScale, label: String, shortLabel: String, style: PageStyle) {
    guard let scale = colors.scale else { return nil }
    self.colors = colors
    self.scale = scale
    self.label = label
    self.shortLabel = shortLabel
    self.style = style
  }

  private var thickness: Double { (style.unit * 1.1).rounded() }
  private var gap: Double { (style.unit * 1.2).rounded() }
  private var point: Double { (style.unit * 0.8).rounded() }

  private func ticks(height: Double) -> Ticks {
    let view = AxisView(caption: label, scale: scale)
    return Axes.ticks(view, length: height, every: style.unit * 2.6) { _ in style.tick.size * 1.3 }
  }

  /// The room to keep free to the right of a panel of this height.
  func width(height: Double, canvas: Canvas) -> Double {
    let ticks = ticks(height: body(top: 0, bottom: height).height)
    let widest = ticks.major.map { canvas.width(of: $0.label, style.tick) }.max() ?? 0
    let hasCaption = !(label.isEmpty && ticks.note.isEmpty)
    let caption = hasCaption ? style.unit * 0.4 + style.label.lineHeight : 0
    return gap + thickness + style.majorTick + style.tickGap + widest + caption
  }

  /// The part of the bar between its points.
  private func body(top: Double, bottom: Double) -> Rect {
    Rect(
      left: 0, top: top + (colors.goesAbove ? point : 0), right: thickness,
      bottom: bottom - (colors.goesBelow ? point : 0))
  }

  func draw(beside panel: Rect, on canvas: Canvas) {
    var body = body(top: panel.top, bottom: panel.bottom)
    body.left = panel.right + gap
    body.right = body.left + thickness
    guard body.height > 1 else { return }
    let middle = (body.left + body.right) / 2
    let rows = Int((body.height * canvas.pixelsPerPoint).rounded())
    canvas.draw(
      Raster(width: 1, height: rows) { _, row in
        colors.pixel(at: 1 - (Double(row) + 0.5) / Double(rows))
      }, in: body)
    for (isThere, edge, tip, position) in [
      (colors.goesAbove, body.top, panel.top, 1.0),
      (colors.goesBelow, body.bottom, panel.bottom, 0.0),
    ] where isThere {
      canvas.move(to: Point(body.left, edge))
      canvas.line(to: Point(middle, tip))
      canvas.line(to: Point(body.right, edge))
      canvas.close()
      canvas.fill(Color(colors.pixel(at: position)))
    }
    canvas.move(to: Point(body.left, body.top))
    if colors.goesAbove { canvas.line(to: Point(middle, panel.top)) }
    canvas.line(to: Point(body.right, body.top))
    canvas.line(to: Point(body.right, body.bottom))
    if colors.goesBelow { canvas.line(to: Point(middle, panel.bottom)) }
    canvas.line(to: Point(body.left, body.bottom))
    canvas.close()
    canvas.stroke(.ink, width: style.frameWidth)
    drawTicks(body, on: canvas)
  }

  private func drawTicks(_ body: Rect, on canvas: Canvas) {
    let ticks = ticks(height: body.height)
    let all =
      ticks.major.map { ($0.value, style.majorTick) } + ticks.minor.map { ($0, style.minorTick) }
    for (value, length) in all {
      let y = ((body.bottom - scale.position(of: value) * body.height) * 2).rounded() / 2
      canvas.move(to: Point(body.right, y))
      canvas.line(to: Point(body.right + length, y))
    }
    canvas.stroke(.ink, width: style.frameWidth)
    let labels = body.right + style.majorTick + style.tickGap
    var widest = 0.0
    for tick in ticks.major {
      let y = body.bottom - scale.position(of: tick.value) * body.height
      canvas.draw(tick.label, at: Point(labels, y + style.tick.halfDigit), style.tick)
      widest = max(widest, canvas.width(of: tick.label, style.tick))
    }
    let x = labels + widest + style.unit * 0.4 + style.label.ascent
    let room = body.height * 1.1
    let full = Axes.caption(label, ticks, width: .infinity, style.label, canvas)
    let fits = shortLabel.isEmpty || canvas.width(of: full, style.label) <= room
    canvas.turned(about: Point(x, (body.top + body.bottom) / 2)) {
      canvas.draw(
        Axes.caption(fits ? label : shortLabel, ticks, width: room, style.label, canvas),
        at: Point(0, 0), style.label, anchor: .center)
    }
  }
}
