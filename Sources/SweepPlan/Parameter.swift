/// A number that the kernel reads, and where each cell's value of it comes from.
public struct Parameter: Sendable, Hashable {
  public enum Source: Sendable, Hashable {
    /// The same in every cell.
    case fixed(Double)
    /// The value of the axis with this index.
    case axis(Int)
    /// A coordinate of the start that is drawn with the seed that an axis gives.
    case drawn(RandomStart, coordinate: Int, seedAxis: Int)

    /// The value in a cell.
    ///
    /// - Parameter axisValue: That of the axis with the given index there.
    public func value(_ axisValue: (Int) -> Double) -> Double {
      switch self {
      case .fixed(let value): value
      case .axis(let axis): axisValue(axis)
      case .drawn(let start, let coordinate, let axis):
        start.value(seed: axisValue(axis), coordinate)
      }
    }
  }

  public let hyperparameter: Hyperparameter
  public let source: Source

  public init(hyperparameter: Hyperparameter, source: Source) {
    self.hyperparameter = hyperparameter
    self.source = source
  }
}
