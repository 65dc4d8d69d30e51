extension [Marker] {
  /// Draws those that stand in the panel.
  func draw(on canvas: Canvas, _ axes: Axes, _ style: PageStyle) {
    for marker in self {
      let place = axes.place(marker.point)
      guard axes.panel.contains(place) else { continue }
      canvas.draw(marker.shape, at: place, color: marker.color, style: style)
    }
  }
}
