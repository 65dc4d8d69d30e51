/// How a line is drawn.
public struct LineStyle: Hashable, Sendable {
  public enum Dash: String, CaseIterable, Sendable {
    case solid, dashed, dotted
  }

  public var color: Color
  public var width: Double
  public var dash: Dash
  /// A white rim, so that the line shows on every colour.
  public var isCased: Bool

  public init(
    color: Color = .ink, width: Double = 1.8, dash: Dash = .solid, isCased: Bool = false
  ) {
    self.color = color
    self.width = width
    self.dash = dash
    self.isCased = isCased
  }

  /// The style of lines over a map: dark in a white case.
  public static let overlay = LineStyle(isCased: true)
}

/// A line over a map, in data units: a stability boundary, a closed form.
public struct Overlay: Hashable, Sendable {
  /// Its name in the legend: "η = 2(1 + β)/λ". Empty to leave it out.
  public var name: String
  /// Points that are not finite, or that a log scale cannot place, break the line.
  public var points: [Point]
  public var style: LineStyle
  /// Set on the line, where there is room for it. Empty for none.
  public var label: String

  public init(
    _ name: String, points: [Point], style: LineStyle = .overlay, label: String = ""
  ) {
    self.name = name
    self.points = points
    self.style = style
    self.label = label
  }
}

/// A mark at one place.
public struct Marker: Hashable, Sendable {
  public enum Shape: String, CaseIterable, Sendable {
    case circle, disk, square, diamond, cross
  }

  /// Its name in the legend. Empty to leave it out.
  public var name: String
  public var point: Point
  public var shape: Shape
  public var color: Color
  /// Set beside the mark. Empty for none.
  public var label: String

  public init(
    _ name: String, at point: Point, shape: Shape = .disk, color: Color = .ink,
    label: String = ""
  ) {
    self.label = label
    self.name = name
    self.point = point
    self.shape = shape
    self.color = color
  }
}

extension Canvas {
  /// Strokes the path in a style.
  func stroke(_ style: LineStyle) {
    if style.isCased { stroke(.white, width: style.width + 2.6, keep: true) }
    let width = style.width
    let dash: [Double] =
      switch style.dash {
      case .solid: []
      case .dashed: [width * 4, width * 2.4]
      case .dotted: [width, width * 1.8]
      }
    stroke(style.color, width: width, dash: dash)
  }

  /// Draws a marker: filled shapes with a white rim, open ones over a white disk's rim.
  func draw(_ shape: Marker.Shape, at center: Point, color: Color, style: PageStyle) {
    let r = style.unit * 0.32
    func path(_ corners: [(Double, Double)]) {
      for (index, corner) in corners.enumerated() {
        let point = Point(center.x + corner.0 * r, center.y + corner.1 * r)
        if index == 0 { move(to: point) } else { line(to: point) }
      }
      close()
    }
    switch shape {
    case .circle:
      circle(center, radius: r)
      stroke(.white, width: 4.2, keep: true)
      fill(.white, keep: true)
      stroke(color, width: 1.8)
    case .disk:
      circle(center, radius: r)
      stroke(.white, width: 2.6, keep: true)
      fill(color)
    case .square:
      path([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])
      stroke(.white, width: 2.6, keep: true)
      fill(color)
    case .diamond:
      path([(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)])
      stroke(.white, width: 2.6, keep: true)
      fill(color)
    case .cross:
      for slope in [-1.0, 1.0] {
        move(to: Point(center.x - r, center.y - slope * r))
        line(to: Point(center.x + r, center.y + slope * r))
      }
      stroke(.white, width: 4.6, keep: true)
      stroke(color, width: 2)
    }
  }
}
