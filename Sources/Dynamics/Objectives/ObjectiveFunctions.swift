import SweepPlan

/// An objective without its type: what rules of any kind call, a block of lanes at a time.
///
/// A class, so that it is handed on without a copy.
final class ObjectiveFunctions<Lanes: LaneVector>: Sendable {
  typealias Coefficients = Parameters<Lanes>

  let description: ObjectiveDescription
  let isPlain: Bool
  /// The coordinates of a `PointObjective`; it serves fewer, too, the others being zero.
  let dimension: Int?
  let value: @Sendable (Coefficients, _ x: Vector<Lanes>) -> Lanes
  let gradient: @Sendable (Coefficients, _ x: Vector<Lanes>, _ into: Vector<Lanes>) -> Void
  let smoothGradient: @Sendable (Coefficients, _ x: Vector<Lanes>, _ into: Vector<Lanes>) -> Void
  let hessianProduct:
    @Sendable (Coefficients, _ x: Vector<Lanes>, _ v: Vector<Lanes>, _ into: Vector<Lanes>) -> Void
  let applyProximalMap: @Sendable (Coefficients, _ learningRate: Lanes, _ x: Vector<Lanes>) -> Void
  let applyHessianRoot: @Sendable (Coefficients, _ v: Vector<Lanes>) -> Void
  let displacement: @Sendable (Coefficients, _ x: Vector<Lanes>, _ into: Vector<Lanes>) -> Void

  convenience init<F: PointObjective<Lanes>>(_ type: F.Type) {
    self.init(type, dimension: F.Coordinates.dimension)
  }

  init<F: Objective<Lanes>>(_: F.Type, dimension: Int? = nil) {
    @Sendable func objective(_ coefficients: Coefficients) -> F {
      var coefficients = coefficients
      return F(&coefficients)
    }
    description = F.description
    isPlain = F.isPlain
    self.dimension = dimension
    value = { objective($0).value(at: $1) }
    gradient = { objective($0).gradient(at: $1, into: $2) }
    smoothGradient = { objective($0).smoothGradient(at: $1, into: $2) }
    hessianProduct = { objective($0).hessianProduct(at: $1, along: $2, into: $3) }
    applyProximalMap = { objective($0).applyProximalMap($1, to: $2) }
    applyHessianRoot = { objective($0).applyHessianRoot(to: $1) }
    displacement = { objective($0).displacement(of: $1, into: $2) }
  }
}
