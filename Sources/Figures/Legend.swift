/// One line of a legend.
struct LegendEntry: Hashable {
  enum Swatch: Hashable {
    case box(Color, isHatched: Bool)
    case line(LineStyle)
    case marker(Marker.Shape, Color)
  }

  var swatch: Swatch
  var name: String
  /// Said after the name in a lower voice: a share or count.
  var note = ""
}

/// A legend laid out in rows of a given width (below a panel) or in one column (beside it).
struct Legend {
  private let rows: [[LegendEntry]]
  private let style: PageStyle
  let width: Double

  var height: Double {
    rows.isEmpty ? 0 : Double(rows.count) * rowHeight + style.unit * 0.5
  }

  private var rowHeight: Double { style.legend.lineHeight * 1.1 }
  private var swatchWidth: Double { style.unit * 1.7 }
  private var gap: Double { style.unit * 0.5 }

  init(
    _ entries: [LegendEntry], place: LegendPlace, width limit: Double, canvas: Canvas,
    style: PageStyle
  ) {
    self.style = style
    let room = limit - style.unit * 2.2
    let entries = entries.map { entry in
      var entry = entry
      let note = entry.note.isEmpty ? 0 : canvas.width(of: " " + entry.note, style.legend)
      entry.name = canvas.cut(entry.name, style.legend, width: max(room - note, style.unit * 2))
      return entry
    }
    var rows: [[LegendEntry]] = []
    var used = 0.0
    var widest = 0.0
    for entry in entries {
      let size = Self.width(of: entry, canvas, style)
      if place == .below, !rows.isEmpty, used + style.unit * 1.6 + size <= limit {
        rows[rows.count - 1].append(entry)
        used += style.unit * 1.6 + size
      } else {
        rows.append([entry])
        used = size
      }
      widest = max(widest, used)
    }
    self.rows = rows
    width = widest
  }

  private static func width(
    of entry: LegendEntry, _ canvas: Canvas, _ style: PageStyle
  ) -> Double {
    let text = canvas.width(of: entry.name, style.legend)
    let note = entry.note.isEmpty ? 0 : canvas.width(of: "\u{2002}" + entry.note, style.legend)
    return style.unit * 2.2 + text + note
  }

  func draw(on canvas: Canvas, left: Double, top: Double) {
    var y = top + style.unit * 0.5
    for row in rows {
      var x = left
      let middle = y + rowHeight / 2
      for entry in row {
        draw(entry.swatch, on: canvas, left: x, middle: middle)
        let baseline = middle + style.legend.halfDigit
        let text = x + swatchWidth + gap
        canvas.draw(entry.name, at: Point(text, baseline), style.legend)
        if !entry.note.isEmpty {
          var quiet = style.legend
          quiet.color = .quiet
          let start = text + canvas.width(of: entry.name + "\u{2002}", style.legend)
          canvas.draw(entry.note, at: Point(start, baseline), quiet)
        }
        x += Self.width(of: entry, canvas, style) + style.unit * 1.6
      }
      y += rowHeight
    }
  }

  private func draw(
    _ swatch: LegendEntry.Swatch, on canvas: Canvas, left: Double, middle: Double
  ) {
    let box = Rect(
      left: (left * 2).rounded() / 2, top: ((middle - style.unit * 0.42) * 2).rounded() / 2,
      right: ((left + swatchWidth) * 2).rounded() / 2,
      bottom: ((middle + style.unit * 0.42) * 2).rounded() / 2)
    switch swatch {
    case .box(let color, let isHatched):
      if isHatched {
        let scale = canvas.pixelsPerPoint
        let hatch = Hatch(color: color, pixelsPerPoint: scale)
        canvas.draw(
          Raster(width: Int(box.width * scale), height: Int(box.height * scale)) { hatch[$0, $1] },
          in: box)
      } else {
        canvas.rectangle(box)
        canvas.fill(color)
      }
      canvas.rectangle(box)
      canvas.stroke(.quiet, width: 0.5)
    case .line(let line):
      canvas.move(to: Point(left, middle))
      canvas.line(to: Point(left + swatchWidth, middle))
      canvas.stroke(line)
    case .marker(let shape, let color):
      canvas.draw(shape, at: Point(left + swatchWidth / 2, middle), color: color, style: style)
    }
  }
}
