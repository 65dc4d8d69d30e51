/// Over which steps a trajectory is averaged when it has settled: the last 1 − `from` of them.
///
/// A trajectory that converged earlier counts as if it had stayed where it came to rest.
public struct MeasureRule: Sendable, Hashable {
  /// The share of the steps that come before; at least 0, below 1.
  public let from: Double

  public init(from: Double) { self.from = from }

  /// The last step that is not measured, of `steps` in all.
  public func quietSteps(of steps: Int) -> Int { min(Int(from * Double(steps)), steps - 1) }
}
