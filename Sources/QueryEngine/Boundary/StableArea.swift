import SweepPlan

/// How much of a plane is low: stable, or below a level.
public struct StableArea: Sendable, Hashable {
  /// In the axes' units, multiplied; of a plane of one axis a length.
  public private(set) var area = 0.0
  /// Cells, and those that have a side: neither missing nor without a value.
  public private(set) var cells = 0
  public private(set) var decided = 0

  /// Of the cells that have a side. Along a logarithmic axis cells are equal ratios, so this is the
  /// share of the picture and not that of `area`.
  public var share: Double { decided == 0 ? .nan : Double(cells) / Double(decided) }

  mutating func add(heights: [Double], level: Double, widths: [Double], rowWidth: Double) {
    var length = 0.0
    for (height, width) in zip(heights, widths) {
      if height < level {
        length += width
        cells += 1
      }
      if !height.isNaN { decided += 1 }
    }
    area += length * rowWidth
  }
}
