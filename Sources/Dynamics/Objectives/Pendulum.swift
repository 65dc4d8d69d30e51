import SweepPlan

/// The potential of a pendulum of unit mass and length at the angle x.
///
///     f(x) = ω² (1 − cos x) = 2 ω² sin²(x/2)      f′(x) = ω² sin x
///
/// Minima 0 at the multiples of 2π, of curvature ω²; maxima 2ω² between them.
struct Pendulum<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "pendulum", summary: "Potential of a pendulum at the angle x.", kind: .potential,
      equation: "f(x) = ω² (1 − cos x)",
      coefficients: [
        .scalar(
          Hyperparameter(
            name: "frequency", symbol: "ω", summary: "angular frequency of small swings",
            defaultValue: 1))
      ],
      dimensions: .listed(1...1), minimizer: .point([0]), initialPoint: [1],
      known: "minima 0 at multiples of 2π, of curvature ω²; maxima 2ω² between them",
      source: "E. Hairer, C. Lubich and G. Wanner, 2006, doi:10.1007/3-540-30666-8, I.1")
  }

  private let squareFrequency: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    let frequency = parameters.next()
    squareFrequency = frequency * frequency
  }

  /// By the half angle, so that small swings keep their digits.
  @inline(__always) func value(at x: Point<1, Lanes>) -> Lanes {
    let sine = (Lanes(repeating: 0.5) * x[0]).sine()
    return Lanes(repeating: 2) * squareFrequency * (sine * sine)
  }

  @inline(__always) func gradient(at x: Point<1, Lanes>) -> Point<1, Lanes> {
    [squareFrequency * x[0].sine()]
  }

  @inline(__always)
  func hessianProduct(at x: Point<1, Lanes>, along v: Point<1, Lanes>) -> Point<1, Lanes> {
    [squareFrequency * x[0].cosine() * v[0]]
  }
}
