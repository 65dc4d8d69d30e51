extension CategoryGrid {
  /// Throws if a cell's code is not in the palette.
  func checkCodes() throws(FigureError) {
    let counts = countsOfCodes
    let known = Set(categories.map(\.code))
    if let code = counts.indices.first(where: { counts[$0] > 0 && !known.contains(UInt8($0)) }) {
      let cell = codes.firstIndex(of: UInt8(code)) ?? 0
      throw .unusable(
        "cell (\(cell % width), \(cell / width)) has code \(code), which no category names")
    }
  }

  /// One entry per category, in the palette's order; the missing one only if some cell is.
  var legend: [LegendEntry] {
    var counts = countsOfCodes
    if let cells = self.counts {
      for code in counts.indices { counts[code] = code < cells.count ? cells[code] : 0 }
    }
    let all = counts.reduce(0, +)
    return categories.filter { !$0.isMissing || counts[Int($0.code)] > 0 }.map { category in
      let count = counts[Int(category.code)]
      let note =
        switch share {
        case .percent: NumberText.percent(count, of: all)
        case .count: NumberText.count(count)
        case .none: ""
        }
      return LegendEntry(
        swatch: .box(category.color, isHatched: category.isMissing), name: category.name,
        note: note)
    }
  }

  private var countsOfCodes: [Int] {
    var counts = [Int](repeating: 0, count: 256)
    for code in codes { counts[Int(code)] += 1 }
    return counts
  }
}

extension [Overlay] {
  var legend: [LegendEntry] {
    filter { !$0.name.isEmpty }.map { LegendEntry(swatch: .line($0.style), name: $0.name) }
  }
}

extension [Marker] {
  var legend: [LegendEntry] {
    filter { !$0.name.isEmpty }
      .map { LegendEntry(swatch: .marker($0.shape, $0.color), name: $0.name) }
  }
}
