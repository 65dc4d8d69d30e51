import SweepPlan

/// A bowl that is flatter than any parabola at its bottom and steeper than any outside.
///
///     f(x) = x⁴/4      f′(x) = x³      f″(x) = 3x²
///
/// Minimum 0 at 0, of curvature 0. Gradient descent converges, slowly, iff ηx² < 2 at the start; at
/// equality it goes to and fro between ±x.
struct Quartic<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "quartic", summary: "Flatter at its bottom than any parabola, steeper outside.",
      equation: "f(x) = x⁴/4", coefficients: [], dimensions: .listed(1...1), minimizer: .point([0]),
      initialPoint: [1],
      known: "minimum 0 at 0, of curvature 0; gradient descent converges iff ηx² < 2 at the start",
      source: "closed form")
  }

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {}

  @inline(__always) func value(at x: Point<1, Lanes>) -> Lanes {
    let square = x[0] * x[0]
    return Lanes(repeating: 0.25) * (square * square)
  }

  @inline(__always) func gradient(at x: Point<1, Lanes>) -> Point<1, Lanes> {
    [x[0] * x[0] * x[0]]
  }

  @inline(__always)
  func hessianProduct(at x: Point<1, Lanes>, along v: Point<1, Lanes>) -> Point<1, Lanes> {
    [Lanes(repeating: 3) * (x[0] * x[0]) * v[0]]
  }
}
