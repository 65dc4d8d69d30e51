import SweepPlan

/// A strongly convex function on which a heavy ball tuned for quadratics does not converge.
///
///              25x²/2               25x          for x < 1
///     f(x)  =  x²/2 + 24x − 12      x + 24       for 1 ≤ x < 2       (f, then f′)
///              25x²/2 − 24x + 36    25x − 24     for 2 ≤ x
///
/// f and f′ are continuous; the curvature is 25, 1 and 25. Minimum 0 at 0. With η = 1/9 and β = 4/9,
/// the best on quadratics of these curvatures, a heavy ball from 3.3 ends in the 3-cycle
/// 0.64653, −1.80245, 2.11592.
struct PiecewiseQuadratic<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "piecewise_quadratic",
      summary: "Strongly convex, yet a heavy ball tuned for quadratics ends in a cycle.",
      equation: "f′(x) = 25x for x < 1, x + 24 for 1 ≤ x < 2, 25x − 24 for 2 ≤ x;  f(0) = 0",
      coefficients: [], dimensions: .listed(1...1), minimizer: .point([0]), initialPoint: [3.3],
      known: "minimum 0 at 0; curvatures 1 and 25; heavy ball with η = 1/9, β = 4/9 ends in the "
        + "3-cycle 0.64653, −1.80245, 2.11592",
      source: "L. Lessard, B. Recht and A. Packard, 2016, doi:10.1137/15M1009597")
  }

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {}

  /// f(x) = x (c x/2 + b) + a on each piece.
  @inline(__always) func value(at x: Point<1, Lanes>) -> Lanes {
    let slope = Lanes.fma(pick(12.5, 0.5, 12.5, at: x[0]), x[0], pick(0, 24, -24, at: x[0]))
    return .fma(slope, x[0], pick(0, -12, 36, at: x[0]))
  }

  @inline(__always) func gradient(at x: Point<1, Lanes>) -> Point<1, Lanes> {
    [.fma(pick(25, 1, 25, at: x[0]), x[0], pick(0, 24, -24, at: x[0]))]
  }

  @inline(__always)
  func hessianProduct(at x: Point<1, Lanes>, along v: Point<1, Lanes>) -> Point<1, Lanes> {
    [pick(25, 1, 25, at: x[0]) * v[0]]
  }

  /// The number of the piece in which x lies.
  @inline(__always) private func pick(
    _ low: Lanes.Scalar, _ middle: Lanes.Scalar, _ high: Lanes.Scalar, at x: Lanes
  ) -> Lanes {
    let above = Lanes.select(
      x < Lanes(repeating: 2), Lanes(repeating: middle), Lanes(repeating: high))
    return .select(x < Lanes(repeating: 1), Lanes(repeating: low), above)
  }
}
