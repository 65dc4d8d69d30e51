import SweepPlan

/// A quadratic with the given curvatures along the coordinate axes, about the origin.
///
///     f(x) = ½ Σᵢ λᵢ xᵢ²      ∇f(x)ᵢ = λᵢ xᵢ
///
/// Minimum 0 at the origin if every λᵢ > 0; a saddle if some are negative. Every optimizer that is
/// linear in the gradient splits into one linear recurrence per coordinate, so the stability of
/// each has a closed form (`Theory`). `RotatedQuadratic` is the same about any minimiser.
struct Quadratic<let dimension: Int, Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription { .quadratic }
  static var isPlain: Bool { true }

  private let eigenvalues: Point<dimension, Lanes>

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    eigenvalues = parameters.next()
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

  @inline(__always) func hessianProduct(
    at x: Point<dimension, Lanes>, along v: Point<dimension, Lanes>
  ) -> Point<dimension, Lanes> {
    Point { i in eigenvalues[i] * v[i] }
  }

  func applyHessianRoot(to v: Vector<Lanes>) {
    for i in v.indices { v[i] = eigenvalues[i].squareRoot() * v[i] }
  }

  func displacement(of x: Vector<Lanes>, into displacement: Vector<Lanes>) {
    displacement.copy(x)
  }
}
