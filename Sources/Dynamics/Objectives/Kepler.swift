import SweepPlan

/// The potential of a planet of unit mass about a sun that stays at the origin.
///
///     f(q) = −k / ‖q‖      ∇f(q) = k q / ‖q‖³
///
/// No minimum: f falls to −∞ at the origin, which is no number. The default start is the perihelion
/// of an orbit of eccentricity e = 0.6 and half axis 1: q = (1 − e, 0), q̇ = (0, √((1 + e)/(1 − e))).
/// With k = 1 its period is 2π, its energy −½ and its angular momentum √(1 − e²) = 0.8.
struct Kepler<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "kepler", summary: "Potential of a planet about a sun at the origin.",
      kind: .potential, equation: "f(q) = −k / ‖q‖",
      coefficients: [
        .scalar(
          Hyperparameter(name: "gravity", symbol: "k", summary: "attraction", defaultValue: 1))
      ],
      dimensions: .listed(2...2), initialPoint: [0.4, 0], initialVelocity: [0, 2],
      known: "no minimum; the usual orbit has eccentricity 0.6, period 2π, energy −½ and angular "
        + "momentum 0.8",
      source: "E. Hairer, C. Lubich and G. Wanner, 2006, doi:10.1007/3-540-30666-8, I.2")
  }

  private let gravity: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) { gravity = parameters.next() }

  @inline(__always) func value(at x: Point<2, Lanes>) -> Lanes {
    -(gravity / square(x).squareRoot())
  }

  @inline(__always) func gradient(at x: Point<2, Lanes>) -> Point<2, Lanes> {
    let square = square(x)
    let pull = gravity / (square * square.squareRoot())
    return Point { i in pull * x[i] }
  }

  /// ∇²f v = (k/‖q‖³) (v − 3 (q·v / ‖q‖²) q)
  @inline(__always)
  func hessianProduct(at x: Point<2, Lanes>, along v: Point<2, Lanes>) -> Point<2, Lanes> {
    let square = square(x)
    let pull = gravity / (square * square.squareRoot())
    let share = Lanes(repeating: 3) * .fma(x[0], v[0], x[1] * v[1]) / square
    return Point { i in pull * .fma(-share, x[i], v[i]) }
  }

  /// ‖q‖²
  @inline(__always) private func square(_ x: Point<2, Lanes>) -> Lanes {
    .fma(x[0], x[0], x[1] * x[1])
  }
}
