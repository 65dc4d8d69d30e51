import Figures

/// Size and type of a picture; what is `nil` follows from the style, and the height from the width.
struct PicturePage {
  /// `nil` for paper if the width has a unit of paper, else screen.
  var style: PictureStyle?
  var width: PageLength?
  var height: PageLength?
  var dotsPerInch: Double?
  var font: String?
  var fontSize: Double?
  var lineWidth: Double?
  var showsTitle = true
  var showsSubtitle = true
  var showsLegend = true

  /// The page for a grid of maps.
  func options(columns: Int, rows: Int, areStrips: Bool) throws -> FigureOptions {
    let style = style ?? (width.map { $0.unit != .px } == true ? .paper : .screen)
    let dots = dotsPerInch ?? style.dotsPerInch
    guard (20...1200).contains(dots) else {
      throw Complaint(.usage, "--dpi \(plain(dots)): from 20 to 1200 pixels per inch")
    }
    let wide = width?.points(dotsPerInch: dots) ?? style.width
    let letters = fontSize ?? style.fontSize
    let high =
      height?.points(dotsPerInch: dots) ?? style.height
      ?? usualHeight(wide, letters, columns: columns, rows: rows, areStrips: areStrips)
    guard wide >= 100, high >= 100 else {
      throw Complaint(
        .usage,
        "a picture of \(short(wide)) × \(short(high)) points (72 to an inch) has no room for "
          + "words; it takes at least 100 × 100 points, 3.6 cm")
    }
    return FigureOptions(
      width: wide, height: high, fontSize: letters, fontFamily: try installedFont(),
      lineWidth: lineWidth ?? style.lineWidth, pixelsPerPoint: dots / 72,
      legend: showsLegend ? .below : .none)
  }

  /// The page for panels of curves.
  ///
  /// - Parameter share: How wide a row of panels is; one alone is 1.
  func curves(columns: Int, rows: Int, share: Double) throws -> FigureOptions {
    var options = try options(columns: columns, rows: rows, areStrips: false)
    if style == nil, width == nil { options.width = columns == 1 ? 900 : 100 + 550 * share }
    if style == nil, height == nil, width == nil {
      options.height = rows == 1 ? 560 : 480 * Double(rows)
    }
    return options
  }

  /// Into how many blocks along an axis a large map is gathered: no fewer than pixels of the page.
  func mostBlocks() throws -> Int {
    min(max(try options(columns: 1, rows: 1, areStrips: false).pixels, 2048), 1 << 14)
  }

  /// Room for frames a little wider than high, or for low strips, and for the words around them.
  private func usualHeight(
    _ width: Double, _ letters: Double, columns: Int, rows: Int, areStrips: Bool
  ) -> Double {
    if columns * rows == 1, self.width == nil, style == nil {
      return width * (areStrips ? 320 : 700) / 900
    }
    let words = 6 + (showsTitle ? 1.5 : 0) + (showsSubtitle ? 1.5 : 0) + (showsLegend ? 3 : 0)
    let each = areStrips ? letters * 7 : width / Double(columns) * 0.62 + letters * 2.5
    return (each * Double(rows) + letters * words).rounded()
  }

  /// The font's name, if text would be drawn in it and not in another.
  private func installedFont() throws -> String {
    guard let font else { return "DejaVu Sans" }
    guard FontFamily.isInstalled(font) else {
      let taken = FontFamily.drawn(for: font).map { "; \($0) would be drawn instead" } ?? ""
      throw Complaint(
        .usage,
        "--font \"\(font)\" is not installed\(taken). Installed are: "
          + FontFamily.installed.joined(separator: ", "))
    }
    return font
  }
}
