/// One class of cells: its code in the data, its name in the legend, its colour.
public struct Category: Hashable, Sendable {
  public var code: UInt8
  public var name: String
  public var color: Color
  /// Drawn with a light hatch and listed only when some cell has it: cells not computed yet.
  public var isMissing: Bool

  public init(code: UInt8, name: String, color: Color, isMissing: Bool = false) {
    self.code = code
    self.name = name
    self.color = color
    self.isMissing = isMissing
  }
}

/// Default colours.
public enum Palette {
  /// The verdicts of a stability map: 0 missing, 1 converged, 2 bounded, 3 diverged.
  ///
  /// Hue (blue, sand, wine) and lightness (middle, light, dark) both differ, so the three stay
  /// apart for colour-blind readers and on a grey printer. `PaletteTests` measures that.
  public static let verdicts = [
    Category(code: 1, name: "converged", color: Color(0x5F9DC7)),
    Category(code: 2, name: "bounded", color: Color(0xF3DA93)),
    Category(code: 3, name: "diverged", color: Color(0x8A3A4C)),
    Category(code: 0, name: "missing", color: Color(0xEDEDED), isMissing: true),
  ]

  /// Colours of curves, in order of use: Okabe and Ito's set, without its yellow.
  public static let curves = [
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x222222,
  ].map { Color(UInt32($0)) }
}
