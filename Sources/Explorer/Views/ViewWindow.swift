import FlyingFox
import SweepPlan

/// A rectangle of a view's map, divided into cells of its own.
struct ViewWindow: Sendable, Hashable {
  let plan: Plan

  /// - Parameters:
  ///   - width: Cells along x.
  ///   - height: Cells along y.
  /// - Throws: `Refusal` if the map has no such part.
  init(
    _ request: HTTPRequest, in view: ExploredView, width: Int, height: Int
  ) throws(Refusal) {
    let x = try view.x.part(
      from: request.number("x0"), to: request.number("x1"), count: width, view.domains.x)
    let y = try view.y.part(
      from: request.number("y0"), to: request.number("y1"), count: height, view.domains.y)
    plan = view.plan.over([y.axis, x.axis])
  }
}

extension ViewAxis {
  /// The same axis between other ends.
  fileprivate func part(
    from: Double, to: Double, count: Int, _ domain: Domain
  ) throws(Refusal) -> ViewAxis {
    let name = hyperparameter.name
    let (low, high) = (max(from, domain.low ?? from), min(to, domain.high ?? to))
    guard low < high, (high - low).isFinite, scale == .linear || low > 0 else {
      throw .badRequest("\(name) from \(from) to \(to) is no part of the map")
    }
    return ViewAxis(hyperparameter, from: low, to: high, count: count, scale: scale)
  }
}
