import Dynamics
import SweepPlan

/// A plan's objective in one cell, in float64, for analyses that ask it point by point.
///
/// Not for several threads at once.
public final class CellObjective {
  private let objective: PlainObjective

  /// - Parameter values: By parameter of the plan, as `Plan.values(at:)`.
  public init?(_ plan: Plan, at values: [Double]) {
    guard let objective = PlainObjective(plan, at: values) else { return nil }
    self.objective = objective
  }

  /// f(x)
  public func value(at x: [Double]) -> Double { objective.value(at: x) }

  /// ∇f(x); of a longer `x` the first coordinates count.
  public func gradient(at x: [Double], into gradient: inout [Double]) {
    objective.gradient(at: x, into: &gradient)
  }

  /// ∇²f(x) v
  public func hessianProduct(at x: [Double], along v: [Double]) -> [Double] {
    objective.hessianProduct(at: x, along: v)
  }
}
