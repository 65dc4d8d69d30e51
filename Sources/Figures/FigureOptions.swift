/// Size and type of a figure. The defaults suit a full-width figure in a paper or on a slide.
public struct FigureOptions: Hashable, Sendable {
  /// Width of the page in points (1/72 inch).
  public var width: Double
  /// Height of the page in points.
  public var height: Double
  /// Size of labels in points; titles and ticks follow.
  public var fontSize: Double
  /// Family of all text. A family that is not installed becomes fontconfig's nearest.
  public var fontFamily: String
  /// Width of lines over a map in points; frames, ticks and curves follow.
  public var lineWidth: Double
  /// Pixels per point in PNG files.
  public var pixelsPerPoint: Double
  /// Where the legend goes; never over the data.
  public var legend: LegendPlace

  /// Pixels per point of images in SVG and PDF.
  static let pixelsPerPointOfPrint = 3.0

  /// The pixels along the page's longer side, in whatever format needs most.
  public var pixels: Int {
    Int((max(width, height) * max(pixelsPerPoint, Self.pixelsPerPointOfPrint)).rounded(.up))
  }

  public init(
    width: Double = 900, height: Double = 700, fontSize: Double = 15,
    fontFamily: String = "DejaVu Sans", lineWidth: Double = LineStyle.overlay.width,
    pixelsPerPoint: Double = 2, legend: LegendPlace = .below
  ) {
    self.width = width
    self.height = height
    self.fontSize = fontSize
    self.fontFamily = fontFamily
    self.lineWidth = lineWidth
    self.pixelsPerPoint = pixelsPerPoint
    self.legend = legend
  }

  /// Throws unless every number can make a page.
  func check() throws(FigureError) {
    func need(_ name: String, _ value: Double, _ range: ClosedRange<Double>) throws(FigureError) {
      guard range.contains(value) else {
        let low = NumberText.significant(range.lowerBound)
        let high = NumberText.significant(range.upperBound)
        throw .unusable("figure \(name) \(value) is outside \(low) … \(high)")
      }
    }
    try need("width", width, 100...10_000)
    try need("height", height, 100...10_000)
    try need("font size", fontSize, 4...100)
    try need("line width", lineWidth, 0.1...30)
    try need("pixels per point", pixelsPerPoint, 0.25...20)
    let pixels = (width * pixelsPerPoint, height * pixelsPerPoint)
    guard pixels.0 * pixels.1 <= 2e8 else {
      let size = NumberText.count(Int(pixels.0)) + " × " + NumberText.count(Int(pixels.1))
      throw .unusable("a picture of \(size) pixels is too large; fewer pixels per point would do")
    }
  }
}

/// The sides of a panel that a legend can stand on; or nowhere.
public enum LegendPlace: String, CaseIterable, Sendable {
  case below, right, none
}
