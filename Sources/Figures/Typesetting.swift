/// A stretch of text with one size and slant.
struct TextRun: Hashable {
  enum Level { case baseline, raised, lowered }

  var text: String
  var level = Level.baseline
  var isItalic = false

  /// Splits text into runs.
  ///
  /// Unicode superscripts and subscripts ("10⁻³", "x₀") become ordinary characters set smaller,
  /// raised or lowered: not every font has the precomposed ones, and those that do draw them
  /// unevenly. Small Greek letters, and a single Latin letter that carries a script or an
  /// argument ("x₀", "f(x)"), are variables and slope.
  static func runs(of text: String) -> [TextRun] {
    let characters = text.map { $0.isNewline || $0 == "\0" ? " " : $0 }
    var runs: [TextRun] = []
    for (index, character) in characters.enumerated() {
      let before = index > 0 ? characters[index - 1] : " "
      let after = index + 1 < characters.count ? characters[index + 1] : " "
      var run = TextRun(text: String(character))
      if let plain = raised[character] {
        run = TextRun(text: String(plain), level: .raised)
      } else if let plain = lowered[character] {
        run = TextRun(text: String(plain), level: .lowered)
      } else if ("α"..."ω").contains(character) {
        run.isItalic = true
      } else if character.isASCII, character.isLetter, !before.isLetter, !after.isLetter {
        run.isItalic =
          after == "(" || raised[after] != nil || lowered[after] != nil
          || (before == "(" && index > 1 && characters[index - 2].isLetter)
      }
      if let last = runs.last, last.level == run.level, last.isItalic == run.isItalic {
        runs[runs.count - 1].text += run.text
      } else {
        runs.append(run)
      }
    }
    return runs
  }

  private static let raised = Dictionary(
    uniqueKeysWithValues: zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ", "0123456789\u{2212}+n"))
  private static let lowered = Dictionary(
    uniqueKeysWithValues: zip("₀₁₂₃₄₅₆₇₈₉₋₊ₙ", "0123456789\u{2212}+n"))
}

/// Size, weight and colour of a line of text.
struct TextStyle: Hashable {
  var size: Double
  var isBold = false
  var color = Color.ink

  /// Heights that hold for any sans-serif face closely enough to space lines by.
  var ascent: Double { size * 0.93 }
  var descent: Double { size * 0.24 }
  var lineHeight: Double { size * 1.3 }
  /// Half the height of a digit: what centres a label on its tick.
  var halfDigit: Double { size * 0.36 }
}

enum HorizontalAnchor { case left, center, right }

extension Canvas {
  func width(of text: String, _ style: TextStyle) -> Double {
    TextRun.runs(of: text).reduce(0) { $0 + width(of: $1, style) }
  }

  private func width(of run: TextRun, _ style: TextStyle) -> Double {
    advance(
      run.text, size: size(of: run, style), isBold: style.isBold, isItalic: run.isItalic)
  }

  private func size(of run: TextRun, _ style: TextStyle) -> Double {
    run.level == .baseline ? style.size : style.size * 0.72
  }

  /// Draws a line of text whose baseline passes through `point`.
  func draw(_ text: String, at point: Point, _ style: TextStyle, anchor: HorizontalAnchor = .left) {
    let runs = TextRun.runs(of: text)
    var x = point.x
    if anchor != .left {
      x -= width(of: text, style) * (anchor == .center ? 0.5 : 1)
    }
    for run in runs {
      show(
        run.text, at: Point(x, point.y + shift(of: run, style)), size: size(of: run, style),
        isBold: style.isBold, isItalic: run.isItalic, color: style.color)
      x += width(of: run, style)
    }
  }

  /// Draws a line of text with a white rim, to be read on any colour.
  func drawRimmed(_ text: String, at point: Point, _ style: TextStyle) {
    var x = point.x
    for run in TextRun.runs(of: text) {
      showRim(
        run.text, at: Point(x, point.y + shift(of: run, style)), size: size(of: run, style),
        isBold: style.isBold, isItalic: run.isItalic)
      x += width(of: run, style)
    }
    draw(text, at: point, style)
  }

  private func shift(of run: TextRun, _ style: TextStyle) -> Double {
    switch run.level {
    case .baseline: 0
    case .raised: -style.size * 0.38
    case .lowered: style.size * 0.16
    }
  }

  /// Text broken at spaces into lines no wider than `width`. A longer word, or what does not
  /// fit in so many lines, ends in an ellipsis.
  func wrap(
    _ text: String, _ style: TextStyle, width limit: Double, atMost count: Int
  ) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      if let last = lines.last, width(of: last + " " + word, style) <= limit {
        lines[lines.count - 1] = last + " " + word
      } else if lines.count == count {
        lines[count - 1] = cut(lines[count - 1] + " …", style, width: limit)
        return lines
      } else {
        lines.append(cut(String(word), style, width: limit))
      }
    }
    return lines
  }

  /// The text, or as much of its beginning as fits with an ellipsis.
  func cut(_ text: String, _ style: TextStyle, width limit: Double) -> String {
    guard width(of: text, style) > limit else { return text }
    var kept = text
    while !kept.isEmpty, width(of: kept + "…", style) > limit { kept.removeLast() }
    return kept + "…"
  }
}
