import SweepPlan

/// A quadratic with the given curvatures along the coordinate axes.
///
///     f(x) = ½ Σᵢ λᵢ xᵢ²      ∇f(x)ᵢ = λᵢ xᵢ
///
/// Minimum 0 at the origin if every λᵢ > 0; a saddle if some are negative. Every optimizer that is
/// linear in the gradient splits into one linear recurrence per coordinate, so the stability of
/// each has a closed form (`Theory`).
struct Quadratic<let dimension: Int, Lanes: LaneVector>: Objective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "quadratic", summary: "Quadratic with given eigenvalues of its Hessian.",
      equation: "f(x) = ½ Σᵢ λᵢ xᵢ²",
      coefficients: [
        .list(
          key: "eigenvalues",
          element: Hyperparameter(name: "eigenvalue", symbol: "λ", summary: "curvature"))
      ],
      dimensions: 1...8, isPadded: true, initialPoint: [1],
      source: "closed form")
  }

  let eigenvalues: Point<dimension, Lanes>

  @inline(__always) init(_ cells: inout Cells<Lanes>) {
    eigenvalues = cells.next()
  }

  @inline(__always) func value(at x: Point<dimension, Lanes>) -> Lanes {
    var sum = Lanes.zero
    for i in 0..<dimension {
      sum = .fma(eigenvalues[i] * x[i], x[i], sum)
    }
    return Lanes(repeating: 0.5) * sum
  }

  @inline(__always) func gradient(at x: Point<dimension, Lanes>) -> Point<dimension, Lanes> {
    Point { i in eigenvalues[i] * x[i] }
  }
}
