/// Maps side by side in frames of one size, each with a letter and a title.
///
/// Panels with equal axes share their numbers and words; panels whose numbers have the same label,
/// colours, scale and range share one colour bar, over the values of all of them; the legend below
/// is of all.
public struct PanelsFigure: Figure {
  public var title: String
  /// A small grey line under the title.
  public var subtitle: String
  /// From left to right, row after row.
  public var panels: [MapPanel]
  /// Panels side by side before a new row begins; nil to choose.
  public var columns: Int?
  /// Whether panels are called (a), (b), …
  public var hasLetters: Bool
  public var options: FigureOptions

  public init(
    title: String, subtitle: String = "", panels: [MapPanel], columns: Int? = nil,
    hasLetters: Bool = true, options: FigureOptions = FigureOptions()
  ) {
    self.title = title
    self.subtitle = subtitle
    self.panels = panels
    self.columns = columns
    self.hasLetters = hasLetters
    self.options = options
  }

  /// How many panels stand side by side when nothing else is said.
  public static func usualColumns(of count: Int) -> Int {
    switch count {
    case ...3: max(count, 1)
    case 4: 2
    case ...9: 3
    default: 4
    }
  }

  public func draw(on page: Page) throws(FigureError) {
    guard !panels.isEmpty else { throw .unusable("a figure without panels has nothing to draw") }
    let canvas = page.canvas
    let style = PageStyle(options)
    canvas.setTitle(title)
    let shared = try SharedColors(panels)
    var maps: [MapDrawing] = []
    for (index, panel) in panels.enumerated() {
      maps.append(try MapDrawing(panel, colors: shared.colors(ofPanel: index)))
    }
    let columns = min(max(columns ?? Self.usualColumns(of: panels.count), 1), panels.count)
    let layout = try PanelsLayout(
      maps, headings: headings, header: HeaderText(title: title, subtitle: subtitle),
      bars: shared.bars(columns: columns, maps, style), columns: columns, options, canvas, style)
    for (map, axes) in zip(maps, layout.grid.axes) { map.draw(in: axes, on: canvas, style) }
    layout.drawAround(on: canvas)
  }

  private var headings: [(letter: String, title: String)] {
    panels.enumerated().map { (hasLetters ? "(\(Self.letter($0)))" : "", $1.title) }
  }

  /// a, b, … z, aa, ab, …
  package static func letter(_ index: Int) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz")
    let last = String(alphabet[index % alphabet.count])
    return index < alphabet.count ? last : letter(index / alphabet.count - 1) + last
  }
}
