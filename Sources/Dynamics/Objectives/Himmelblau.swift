import SweepPlan

/// Himmelblau's function: four minima of the same depth.
///
///     f(x) = r² + s²,   r = x₀² + x₁ − 11,   s = x₀ + x₁² − 7
///     ∇f(x) = (4 x₀ r + 2 s,  2 r + 4 x₁ s)
///
/// Minima 0 at (3, 2), (−2.805118, 3.131313), (−3.779310, −3.283186) and (3.584428, −1.848127), with
/// largest curvatures 82.284, 80.550, 133.786 and 105.419; a maximum 181.617 at (−0.270845, −0.923039).
struct Himmelblau<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "himmelblau", summary: "Himmelblau's function: four minima of the same depth.",
      equation: "f(x) = (x₀² + x₁ − 11)² + (x₀ + x₁² − 7)²",
      coefficients: [], dimensions: .listed(2...2), initialPoint: [0],
      known: "minima 0 at (3, 2), (−2.805118, 3.131313), (−3.779310, −3.283186) and "
        + "(3.584428, −1.848127), with largest curvatures 82.284, 80.550, 133.786 and 105.419",
      source: "D. M. Himmelblau, Applied Nonlinear Programming, 1972")
  }

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {}

  @inline(__always) func value(at x: Point<2, Lanes>) -> Lanes {
    let (r, s) = residuals(x)
    return .fma(r, r, s * s)
  }

  @inline(__always) func gradient(at x: Point<2, Lanes>) -> Point<2, Lanes> {
    let two = Lanes(repeating: 2)
    let (r, s) = residuals(x)
    return [two * .fma(two * x[0], r, s), two * .fma(two * x[1], s, r)]
  }

  /// ∇²f v = (4 x₀ ṙ + 4 r v₀ + 2 ṡ,  2 ṙ + 4 x₁ ṡ + 4 s v₁),   ṙ = 2 x₀ v₀ + v₁,  ṡ = v₀ + 2 x₁ v₁
  @inline(__always)
  func hessianProduct(at x: Point<2, Lanes>, along v: Point<2, Lanes>) -> Point<2, Lanes> {
    let two = Lanes(repeating: 2)
    let (r, s) = residuals(x)
    let rChange = Lanes.fma(two * x[0], v[0], v[1])
    let sChange = Lanes.fma(two * x[1], v[1], v[0])
    return [
      two * .fma(two, .fma(x[0], rChange, r * v[0]), sChange),
      two * .fma(two, .fma(x[1], sChange, s * v[1]), rChange),
    ]
  }

  @inline(__always) private func residuals(_ x: Point<2, Lanes>) -> (r: Lanes, s: Lanes) {
    (
      .fma(x[0], x[0], x[1] - Lanes(repeating: 11)),
      .fma(x[1], x[1], x[0] - Lanes(repeating: 7))
    )
  }
}
