/// A number that the kernel reads, and where each cell's value of it comes from.
public struct Parameter: Sendable, Hashable {
  public enum Source: Sendable, Hashable {
    /// The same in every cell.
    case fixed(Double)
    /// The value of the axis with this index.
    case axis(Int)
  }

  public let hyperparameter: Hyperparameter
  public let source: Source

  public init(hyperparameter: Hyperparameter, source: Source) {
    self.hyperparameter = hyperparameter
    self.source = source
  }
}
