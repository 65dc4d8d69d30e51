/// The words beside the marks and on the lines of a map.
struct MapLabels {
  private var labels: [(text: String, box: Rect)] = []
  private let style: TextStyle

  init(_ panel: MapPanel, _ axes: Axes, _ canvas: Canvas, _ style: PageStyle) {
    self.style = style.tick
    let margin = style.unit * 0.25
    let height = self.style.ascent + self.style.descent
    let frame = Rect(
      left: axes.panel.left + margin, top: axes.panel.top + margin,
      right: axes.panel.right - margin, bottom: axes.panel.bottom - margin)
    let marks = panel.markers.map { (place: axes.place($0.point), label: $0.label) }
      .filter { axes.panel.contains($0.place) }
    let size = style.unit * 0.8
    var places = LabelPlaces(
      in: frame, taken: marks.map { Rect(around: $0.place, width: size, height: size) })
    for mark in marks where !mark.label.isEmpty {
      let text = canvas.cut(mark.label, self.style, width: frame.width)
      let box = places.beside(
        mark.place, width: canvas.width(of: text, self.style), height: height,
        reach: style.unit * 0.6)
      labels.append((text, box))
    }
    for overlay in panel.overlays where !overlay.label.isEmpty {
      let line = overlay.points.map(axes.place).filter(frame.contains)
      let width = canvas.width(of: overlay.label, self.style)
      guard let box = places.on(line, width: width, height: height) else { continue }
      labels.append((overlay.label, box))
    }
  }

  func draw(on canvas: Canvas) {
    for (text, box) in labels {
      canvas.drawRimmed(text, at: Point(box.left, box.top + style.ascent), style)
    }
  }
}
