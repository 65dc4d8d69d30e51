/// One or several panels of curves, or of trajectories over an objective.
public struct CurvesFigure: Figure {
  public enum Panel: Hashable, Sendable {
    case curves(CurvePanel)
    case trajectory(TrajectoryPanel)
  }

  public var title: String
  public var subtitle: String
  public var panels: [Panel]
  /// Panels side by side before a new row begins; nil to choose.
  public var columns: Int?
  /// How wide each column is beside the others; empty if all are alike.
  public var shares: [Double]
  public var options: FigureOptions

  public init(
    title: String, subtitle: String = "", panels: [Panel], columns: Int? = nil,
    shares: [Double] = [], options: FigureOptions = FigureOptions()
  ) {
    self.title = title
    self.subtitle = subtitle
    self.panels = panels
    self.columns = columns
    self.shares = shares
    self.options = options
  }

  public func draw(on page: Page) throws(FigureError) {
    guard !panels.isEmpty else { throw .unusable("a figure without panels has nothing to draw") }
    let canvas = page.canvas
    let style = PageStyle(options)
    canvas.setTitle(title)
    let right = canvas.width - style.margin
    // A single panel carries the page's title over its own frame.
    var text = HeaderText(title: title, subtitle: subtitle)
    let single = panels.count == 1 && panels[0].title.isEmpty ? text : nil
    if single != nil { text = HeaderText(title: "") }
    let header = Header(text, width: right - style.margin, canvas: canvas, style: style)
    header.draw(on: canvas, left: style.margin, right: right, top: style.margin)

    let across = max(1, min(columns ?? (panels.count == 1 ? 1 : 2), panels.count))
    let down = (panels.count + across - 1) / across
    let gap = style.unit * 1.4
    let top = style.margin + header.height + (header.height > 0 ? style.unit * 0.4 : 0)
    let shared = sharedEntries.map {
      Legend($0, place: .below, width: right - style.margin, canvas: canvas, style: style)
    }
    let bottom = canvas.height - style.margin - (shared.map { $0.height + style.unit * 0.4 } ?? 0)
    var inner = options
    if shared != nil { inner.legend = .none }
    let room = right - style.margin - gap * Double(across - 1)
    let shares = shares.count == across ? shares : Array(repeating: 1, count: across)
    let widths = shares.map { room * $0 / shares.reduce(0, +) }
    let height = (bottom - top - gap * Double(down - 1)) / Double(down)
    guard widths.allSatisfy({ $0 > style.unit * 8 }), height > style.unit * 8 else {
      throw .unusable("\(panels.count) panels do not fit on a page of this size")
    }
    for (index, panel) in panels.enumerated() {
      let column = index % across
      let width = widths[column]
      let left = style.margin + widths[..<column].reduce(0, +) + Double(column) * gap
      let upper = top + Double(index / across) * (height + gap)
      let place = Rect(left: left, top: upper, right: left + width, bottom: upper + height)
      let header = single ?? HeaderText(title: panel.title, isPanel: true)
      switch panel {
      case .curves(let panel):
        try panel.draw(on: canvas, in: place, header: header, style: style, inner)
      case .trajectory(let panel):
        try panel.draw(on: canvas, in: place, header: header, style: style, inner)
      }
    }
    shared?.draw(on: canvas, left: style.margin, top: bottom)
  }

  /// One legend for all panels, below them, where panels name the same things; `nil` if none does, or a
  /// name means two things.
  private var sharedEntries: [LegendEntry]? {
    guard panels.count > 1, options.legend == .below else { return nil }
    let all = panels.map(\.entries)
    var entries: [LegendEntry] = []
    for entry in all.joined() {
      guard let known = entries.first(where: { $0.name == entry.name }) else {
        entries.append(entry)
        continue
      }
      guard known == entry else { return nil }
    }
    return entries.count < all.joined().count ? entries : nil
  }
}

extension CurvesFigure.Panel {
  fileprivate var title: String {
    switch self {
    case .curves(let panel): panel.title
    case .trajectory(let panel): panel.title
    }
  }

  fileprivate var entries: [LegendEntry] {
    switch self {
    case .curves(let panel): panel.entries
    case .trajectory(let panel): panel.entries
    }
  }
}
