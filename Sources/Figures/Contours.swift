import Foundation

/// Values of an objective on a grid of points, row-major, row 0 at the smallest y. The first and
/// last column stand on the ends of the x axis, rows likewise; evenly spaced on the axis's scale.
public struct ObjectiveGrid: Hashable, Sendable {
  public var width: Int
  public var height: Int
  public var values: [Double]
  /// Values at which lines are drawn; nil for a dozen that close in on the least value.
  public var levels: [Double]?

  public init(width: Int, height: Int, values: [Double], levels: [Double]? = nil) {
    self.width = width
    self.height = height
    self.values = values
    self.levels = levels
  }

  /// Levels at equal factors above the least value, from what the lowest hundredth of the grid
  /// lies under up to the largest value. Empty if the grid is flat.
  package func defaultLevels(count: Int = 12) -> [Double] {
    let sorted = values.filter(\.isFinite).sorted()
    guard let least = sorted.first, let most = sorted.last, most > least else { return [] }
    let low = sorted[sorted.count / 100] - least
    let high = most - least
    guard high.isFinite else { return [] }
    let start = max(low, high * 1e-8)
    return (0..<count).map { index in
      least + start * exp(Foundation.log(high / start) * Double(index) / Double(count))
    }.filter { $0 > least }
  }

  func check() throws(FigureError) {
    guard width > 1, height > 1 else {
      throw .unusable("contours need at least 2 × 2 values, not \(width) × \(height)")
    }
    guard width.multipliedReportingOverflow(by: height) == (values.count, false) else {
      throw .unusable("a grid of \(width) × \(height) was given \(values.count) values")
    }
  }

  /// Bands of colour between the levels: light in the valley, darker uphill.
  func bands(_ levels: [Double], columns: Int, rows: Int) -> Raster {
    let valley = Color(0xFBFCFE)
    let hill = Color(0xAFC3D6)
    let colors = (0...levels.count).map {
      valley.mixed(with: hill, Double($0) / Double(max(levels.count, 1))).pixel
    }
    let sorted = levels.sorted()
    return Raster(width: columns, height: rows) { column, row in
      let value = value(
        at: (Double(column) + 0.5) / Double(columns) * Double(width - 1),
        (Double(rows - 1 - row) + 0.5) / Double(rows) * Double(height - 1))
      guard !value.isNaN else { return Color.absent.pixel }
      return colors[sorted.prefix { $0 <= value }.count]
    }
  }

  /// The bilinear surface through the values, at a place in grid units inside the grid.
  private func value(at x: Double, _ y: Double) -> Double {
    let i = min(Int(x), width - 2)
    let j = min(Int(y), height - 2)
    let (u, v) = (x - Double(i), y - Double(j))
    let at = j * width + i
    let lower = values[at] * (1 - u) + values[at + 1] * u
    let upper = values[at + width] * (1 - u) + values[at + width + 1] * u
    return lower * (1 - v) + upper * v
  }

  func drawLines(_ levels: [Double], in panel: Rect, on canvas: Canvas) {
    for level in levels {
      let contours = MarchingSquares.contours(
        of: values, width: width, height: height, level: level)
      for contour in contours {
        let places = contour.points.map {
          Point(
            panel.left + $0.x / Double(width - 1) * panel.width,
            panel.bottom - $0.y / Double(height - 1) * panel.height)
        }
        canvas.polyline(places, isClosed: contour.isClosed, near: panel)
      }
    }
    canvas.stroke(Color(0x7F96AC), width: 0.7)
  }
}
