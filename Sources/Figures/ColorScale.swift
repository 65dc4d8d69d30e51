/// Numbers to colours: the range, and whether values lie beyond it.
package struct ColorScale: Sendable {
  /// nil if no value can set a range.
  package let scale: Scale?
  package let goesBelow: Bool
  package let goesAbove: Bool
  package let hasMissing: Bool
  private let colors: [UInt32]

  package init(_ grid: ScalarGrid) throws(FigureError) { try self.init(of: grid, [grid]) }

  /// One scale for several grids, which agree in label, colours and range with the first.
  init(of grid: ScalarGrid, _ grids: [ScalarGrid]) throws(FigureError) {
    if grid.colorMap.isDiverging, grid.scale == .log {
      throw .unusable("a diverging colour map is centred at zero and has no log scale")
    }
    let scale = try Self.range(of: grid, grids)
    self.scale = scale
    func some(_ isSo: (Double) -> Bool) -> Bool {
      grids.contains { $0.values.contains(where: isSo) }
    }
    hasMissing = some(\.isNaN)
    goesBelow = scale.map { scale in some { $0 < scale.lower } } ?? false
    goesAbove = scale.map { scale in some { $0 > scale.upper } } ?? false
    colors = grid.colorMap.samples(1024).map(\.pixel)
  }

  /// The range of the colours, symmetric about zero for a diverging map.
  private static func range(
    of grid: ScalarGrid, _ grids: [ScalarGrid]
  ) throws(FigureError) -> Scale? {
    let name = grid.label.isEmpty ? "the colour scale" : "colours of \u{201C}\(grid.label)\u{201D}"
    let isLog = grid.scale == .log
    func usable() -> [Double] {
      grids.flatMap { $0.values.filter { $0.isFinite && (!isLog || $0 > 0) } }
    }
    var low: Double
    var high: Double
    switch grid.range {
    case .fixed(let a, let b):
      (low, high) = (a, b)
    case .full:
      let values = usable()
      guard let least = values.min(), let most = values.max() else { return nil }
      (low, high) = (least, most)
    case .quantiles(let a, let b):
      guard 0 <= a, a < b, b <= 1 else {
        throw .unusable("\(name): quantiles must rise within 0 … 1, not \(a), \(b)")
      }
      let values = usable().sorted()
      guard let last = values.indices.last else { return nil }
      func quantile(_ q: Double) -> Double { values[Int((q * Double(last)).rounded())] }
      (low, high) = (quantile(a), quantile(b))
    }
    if grid.colorMap.isDiverging {
      high = max(abs(low), abs(high))
      low = -high
    }
    return try Scale(grid.scale, from: low, to: high, name: name)
  }

  /// The position of a value on the colour bar, infinities at its ends; NaN for none.
  package func position(of value: Double) -> Double {
    guard let scale, !value.isNaN else { return .nan }
    if value <= scale.lower { return 0 }
    if value >= scale.upper { return 1 }
    return scale.position(of: value)
  }

  package func pixel(at position: Double) -> UInt32 {
    guard !position.isNaN else { return Color.absent.pixel }
    return colors[Int(min(max(position, 0), 1) * Double(colors.count - 1) + 0.5)]
  }
}
