/// A map over two axes: classes or numbers per cell, with lines and marks over it.
///
/// One of several in a `PanelsFigure`; a `MapFigure` is one alone on its page.
public struct MapPanel: Hashable, Sendable {
  /// What tells it from the other panels, above its frame.
  public var title: String
  public var x: Axis
  public var y: Axis
  public var cells: MapFigure.Cells
  public var overlays: [Overlay]
  public var markers: [Marker]
  /// Whether a unit is as long on both axes (of linear scales).
  public var hasEqualAspect: Bool

  public init(
    title: String = "", x: Axis, y: Axis, cells: MapFigure.Cells, overlays: [Overlay] = [],
    markers: [Marker] = [], hasEqualAspect: Bool = false
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.cells = cells
    self.overlays = overlays
    self.markers = markers
    self.hasEqualAspect = hasEqualAspect
  }
}
