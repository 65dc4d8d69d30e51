import QueryEngine
import SweepPlan

extension StabilityBoundary {
  /// What makes the boundary less than it seems, in sentences.
  var notices: [String] {
    var notices: [String] = []
    let axes = [plane.x, plane.y].compactMap(\.self).map { plane.plan.axes[$0].count }
    if missing > 0 {
      notices.append(
        "\(grouped(missing)) of \(grouped(axes.reduce(1, *))) cells are not computed; the boundary is "
          + "that of the others")
    }
    if rule == .growth, let noise = plane.plan.noise, !noise.kind.vanishesAtRest {
      notices.append(
        "by growth, with noise: where it keeps cells moving, the sign of their rate is chance; --by "
          + "verdict or --level diverged_fraction=0.5 tells more")
    }
    return notices
  }
}

extension NoiseKind {
  /// Whether the noise is 0 where the gradient is, so that a stable cell comes to rest.
  fileprivate var vanishesAtRest: Bool { self == .multiplicative || self == .randomCurvature }
}
