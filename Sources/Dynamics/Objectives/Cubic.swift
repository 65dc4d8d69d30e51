import SweepPlan

/// A well with a way out; on it gradient descent is the logistic map.
///
///     f(x) = x²/2 − x³/3      f′(x) = x (1 − x)      f″(x) = 1 − 2x
///
/// Minimum 0 at 0, of curvature 1; maximum ⅙ at 1, beyond which f falls to −∞. Gradient descent is
/// conjugate to w ← w² + (1 − η²)/4 by w = ηx + (1 − η)/2: its period doubles at η = 2 and √6, and
/// η = 3 is chaos with the Lyapunov exponent ln 2.
struct Cubic<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "cubic", summary: "A well with a way out, on which gradient descent is a logistic map.",
      equation: "f(x) = x²/2 − x³/3", coefficients: [], dimensions: .listed(1...1),
      minimizer: .point([0]),
      initialPoint: [0.5],
      known:
        "minimum 0 at 0, of curvature 1; maximum 1/6 at 1; under gradient descent 2-cycles from "
        + "η = 2, 4-cycles from √6, chaos of Lyapunov exponent ln 2 at 3",
      source: "R. M. May, 1976, doi:10.1038/261459a0")
  }

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {}

  @inline(__always) func value(at x: Point<1, Lanes>) -> Lanes {
    x[0] * x[0] * (Lanes(repeating: 0.5) - x[0] / Lanes(repeating: 3))
  }

  @inline(__always) func gradient(at x: Point<1, Lanes>) -> Point<1, Lanes> {
    [.fma(-x[0], x[0], x[0])]
  }

  @inline(__always)
  func hessianProduct(at x: Point<1, Lanes>, along v: Point<1, Lanes>) -> Point<1, Lanes> {
    [.fma(Lanes(repeating: -2) * x[0], v[0], v[0])]
  }
}
