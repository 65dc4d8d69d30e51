/// One axis of a figure.
public struct Axis: Hashable, Sendable {
  /// What is measured, in words: "learning rate".
  public var label: String
  /// Its symbol, set after the label: "η". Empty for none.
  public var symbol: String
  public var scale: ScaleKind
  public var extent: Extent

  /// Which values the axis covers.
  public enum Extent: Hashable, Sendable {
    /// The outer edges; a map divides them evenly (on a log axis: by equal factors).
    case range(Double, Double)
    /// The value of each column or row of a map; edges lie halfway between neighbours.
    case values([Double])
    /// Curves: what holds the data. Maps: cell numbers from 0, always on a linear scale.
    case automatic
  }

  public init(
    _ label: String, symbol: String = "", _ extent: Extent = .automatic,
    scale: ScaleKind = .linear
  ) {
    self.label = label
    self.symbol = symbol
    self.scale = scale
    self.extent = extent
  }

  var caption: String {
    [label, symbol].filter { !$0.isEmpty }.joined(separator: " ")
  }

  var nameInErrors: String { label.isEmpty ? "an axis" : "axis \u{201C}\(label)\u{201D}" }
}
