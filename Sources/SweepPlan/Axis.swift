/// One direction of the grid: a hyperparameter and the value of each of its cells.
public struct Axis: Sendable, Hashable {
  public enum Scale: String, Sendable, Hashable, CaseIterable {
    case linear
    case log
  }

  public enum Spacing: Sendable, Hashable {
    /// `count` equal intervals (equal ratios for `log`) from `from` to `to`; a cell's value is the
    /// centre of its interval.
    case interval(from: Double, to: Double, count: Int, scale: Scale)
    /// Values as listed.
    case values([Double])
  }

  public let hyperparameter: Hyperparameter
  public let spacing: Spacing

  public init(hyperparameter: Hyperparameter, spacing: Spacing) {
    self.hyperparameter = hyperparameter
    self.spacing = spacing
  }

  /// The name users type, which is also the Zarr dimension.
  public var name: String { hyperparameter.name }

  /// The number of cells.
  public var count: Int {
    switch spacing {
    case .interval(_, _, let count, _): count
    case .values(let values): values.count
    }
  }

  /// The value of cell `index`.
  public subscript(index: Int) -> Double {
    switch spacing {
    case .interval(let from, let to, let count, .linear):
      from + (Double(index) + 0.5) * (to - from) / Double(count)
    case .interval(let from, let to, let count, .log):
      geometricMean(from, to, numerator: 2 * index + 1, denominator: 2 * count)
    case .values(let values):
      values[index]
    }
  }

  /// The values of all cells.
  public var values: [Double] { (0..<count).map { self[$0] } }
}
