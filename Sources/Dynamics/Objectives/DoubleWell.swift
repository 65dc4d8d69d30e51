import SweepPlan

/// Two minima with a barrier between them.
///
///     f(x) = B (x² − 1)²      f′(x) = 4B x (x² − 1)      f″(x) = 4B (3x² − 1)
///
/// Minima 0 at ±1, of curvature 8B; a maximum of height B at 0. The usual B = ¼ gives ¼ (x² − 1)².
struct DoubleWell<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "double_well", summary: "Two minima with a barrier between them.", kind: .potential,
      equation: "f(x) = B (x² − 1)²",
      coefficients: [
        .scalar(
          Hyperparameter(
            name: "barrier", symbol: "B", summary: "height of the barrier", defaultValue: 0.25))
      ],
      dimensions: .listed(1...1), initialPoint: [0.5],
      known: "minima 0 at ±1, of curvature 8B; maximum B at 0, of curvature −4B",
      source: "H. A. Kramers, 1940, doi:10.1016/S0031-8914(40)90098-2")
  }

  private let barrier: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) { barrier = parameters.next() }

  @inline(__always) func value(at x: Point<1, Lanes>) -> Lanes {
    let excess = Lanes.fma(x[0], x[0], Lanes(repeating: -1))
    return barrier * (excess * excess)
  }

  @inline(__always) func gradient(at x: Point<1, Lanes>) -> Point<1, Lanes> {
    let excess = Lanes.fma(x[0], x[0], Lanes(repeating: -1))
    return [Lanes(repeating: 4) * barrier * (x[0] * excess)]
  }

  @inline(__always)
  func hessianProduct(at x: Point<1, Lanes>, along v: Point<1, Lanes>) -> Point<1, Lanes> {
    let bend = Lanes.fma(Lanes(repeating: 3) * x[0], x[0], Lanes(repeating: -1))
    return [Lanes(repeating: 4) * barrier * (bend * v[0])]
  }
}
