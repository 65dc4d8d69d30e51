/// Type sizes and distances, all from the one font size of the options.
struct PageStyle {
  let title: TextStyle
  /// The title of one panel of several.
  let panelTitle: TextStyle
  let subtitle: TextStyle
  let label: TextStyle
  let tick: TextStyle
  let legend: TextStyle
  let margin: Double
  let unit: Double

  let frameWidth = 1.0
  let majorTick: Double
  let minorTick: Double
  /// Between a tick and its label.
  let tickGap: Double

  init(_ options: FigureOptions) {
    let size = options.fontSize
    unit = size
    title = TextStyle(size: size * 1.15, isBold: true)
    panelTitle = TextStyle(size: size, isBold: true)
    subtitle = TextStyle(size: size * 0.87, color: .quiet)
    label = TextStyle(size: size)
    tick = TextStyle(size: size * 0.87)
    legend = TextStyle(size: size * 0.9)
    margin = (size * 1.1).rounded()
    majorTick = (size * 0.34).rounded()
    minorTick = (size * 0.2).rounded()
    tickGap = size * 0.3
  }
}

/// What a page or a panel says above its frame.
struct HeaderText {
  var title: String
  var subtitle = ""
  /// Whether this heads one panel of several.
  var isPanel = false
}

/// A header broken into lines.
struct Header {
  private let lines: [(text: String, style: TextStyle)]
  let height: Double

  init(_ text: HeaderText, width: Double, canvas: Canvas, style: PageStyle) {
    let (title, subtitle) = (text.title, text.subtitle)
    let titleStyle = text.isPanel ? style.panelTitle : style.title
    lines =
      canvas.wrap(title, titleStyle, width: width, atMost: 3).map { ($0, titleStyle) }
      + canvas.wrap(subtitle, style.subtitle, width: width, atMost: 3).map { ($0, style.subtitle) }
    height =
      lines.isEmpty ? 0 : lines.reduce(style.unit * 0.5) { $0 + $1.style.lineHeight }
  }

  /// Draws with the left edge at `left`, moved left if the text would pass `right`.
  func draw(on canvas: Canvas, left: Double, right: Double, top: Double) {
    var y = top
    for (text, style) in lines {
      let x = max(0, min(left, right - canvas.width(of: text, style)))
      canvas.draw(text, at: Point(x, y + style.ascent), style)
      y += style.lineHeight
    }
  }
}
