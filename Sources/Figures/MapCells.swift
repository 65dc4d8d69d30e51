/// Cells that belong to classes: one code per cell, row-major, row 0 at the smallest y.
public struct CategoryGrid: Hashable, Sendable {
  /// What the legend says after a name.
  public enum Share: String, CaseIterable, Sendable {
    case percent, count, none
  }

  public var width: Int
  public var height: Int
  public var codes: [UInt8]
  public var categories: [Category]
  public var share: Share
  /// Cells by code, from 0 on, where each of the codes stands for a block of cells; `nil` where it
  /// is one cell's.
  public var counts: [Int]?

  public init(
    width: Int, height: Int, codes: [UInt8], categories: [Category] = Palette.verdicts,
    share: Share = .percent, counts: [Int]? = nil
  ) {
    self.width = width
    self.height = height
    self.codes = codes
    self.categories = categories
    self.share = share
    self.counts = counts
  }
}

/// Cells with a number each, row-major, row 0 at the smallest y.
///
/// NaN is a cell without a value, drawn grey. Infinite values, and values ≤ 0 on a log scale,
/// take the colour of the nearer end.
public struct ScalarGrid: Hashable, Sendable {
  /// Which values the colours cover.
  public enum Range: Hashable, Sendable {
    /// From the least to the largest finite value.
    case full
    /// Between two quantiles of the finite values, each 0…1, so that a few extremes
    /// do not take all the colours.
    case quantiles(Double, Double)
    case fixed(Double, Double)
  }

  public var width: Int
  public var height: Int
  public var values: [Double]
  /// What the numbers are, beside the colour bar.
  public var label: String
  /// The same in a word or two, beside a bar too short for more. Empty to cut the label.
  public var shortLabel: String
  public var colorMap: ColorMap
  public var scale: ScaleKind
  public var range: Range
  /// What a NaN is, in the legend.
  public var missingName: String

  public init(
    width: Int, height: Int, values: [Double], label: String, shortLabel: String = "",
    colorMap: ColorMap = .viridis, scale: ScaleKind = .linear, range: Range = .full,
    missingName: String = "no value"
  ) {
    self.width = width
    self.height = height
    self.values = values
    self.label = label
    self.shortLabel = shortLabel
    self.colorMap = colorMap
    self.scale = scale
    self.range = range
    self.missingName = missingName
  }
}
