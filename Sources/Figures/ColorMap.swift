/// A continuous colour scale.
public enum ColorMap: String, CaseIterable, Sendable {
  /// Dark violet to yellow; even steps in lightness. For amounts.
  case viridis
  /// Dark blue to yellow; looks the same to most colour-blind readers. For amounts.
  case cividis
  /// Blue through near-white to orange, centred at zero. For signed values such as `rate`.
  case diverging

  /// Whether zero belongs in the middle.
  public var isDiverging: Bool { self == .diverging }

  var points: [UInt32] {
    switch self {
    case .viridis: Self.viridisPoints
    case .cividis: Self.cividisPoints
    case .diverging: Self.divergingPoints
    }
  }

  /// The colour at a position from 0 (low) to 1 (high); positions outside take the nearer end.
  public func color(at position: Double) -> Color {
    let points = points
    let place = min(max(position, 0), 1) * Double(points.count - 1)
    let index = min(Int(place), points.count - 2)
    return Color(points[index]).mixed(with: Color(points[index + 1]), place - Double(index))
  }

  /// `count` colours from low to high: a raster looks colours up instead of mixing each.
  package func samples(_ count: Int) -> [Color] {
    (0..<count).map { color(at: Double($0) / Double(max(count - 1, 1))) }
  }
}
