/// What stands above a panel's frame: its letter, bold, and its title, broken into lines.
struct PanelHeading {
  private let letter: String
  private let lines: [String]
  private let style: TextStyle
  private let gap: Double

  /// - Parameter shrink: what the size is multiplied by, the same for all panels.
  init(
    letter: String, title: String, width: Double, shrink: Double, canvas: Canvas,
    _ page: PageStyle
  ) {
    self.letter = letter
    style = TextStyle(size: page.panelTitle.size * 0.93 * shrink)
    gap = page.unit * 0.35
    let words = [letter, title].filter { !$0.isEmpty }.joined(separator: " ")
    // The letter is a little wider than measured, being bold; what it adds is in the gap.
    lines = canvas.wrap(words, style, width: width, atMost: 3)
  }

  var height: Double {
    lines.isEmpty ? 0 : Double(lines.count) * style.lineHeight + gap
  }

  func draw(on canvas: Canvas, above frame: Rect) {
    var baseline = frame.top - height + style.ascent
    for (index, line) in lines.enumerated() {
      var (text, x) = (line, frame.left)
      if index == 0, line.hasPrefix(letter) {
        canvas.draw(letter, at: Point(x, baseline), style.bold)
        x += canvas.width(of: letter, style.bold)
        text.removeFirst(letter.count)
      }
      canvas.draw(text, at: Point(x, baseline), style)
      baseline += style.lineHeight
    }
  }

  /// How much smaller titles must be set for their longest word to fit, within reason.
  static func shrink(
    _ titles: [String], width: Double, canvas: Canvas, _ page: PageStyle
  ) -> Double {
    let style = TextStyle(size: page.panelTitle.size * 0.93)
    let words = titles.flatMap { $0.split(separator: " ") }
    let widest = words.map { canvas.width(of: String($0), style) }.max() ?? 0
    return widest > width ? max(0.7, width / widest * 0.99) : 1
  }
}

extension TextStyle {
  fileprivate var bold: TextStyle {
    var style = self
    style.isBold = true
    return style
  }
}
