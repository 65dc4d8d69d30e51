import SweepPlan

/// Factoring a number: the smallest objective whose minima differ in sharpness.
///
///     f(x) = ½ r²,   r = x₀x₁ − c      ∇f(x) = r (x₁, x₀)
///
/// Minimum 0 on the hyperbola x₀x₁ = c. There the Hessian's eigenvalues are 0 and the sharpness
/// x₀² + x₁², least at x₀ = ±x₁, where it is 2|c|. The origin is a saddle of curvatures ±c.
struct ScalarFactorization<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "scalar_factorization",
      summary: "Factoring a number: the smallest objective with an edge of stability.",
      equation: "f(x) = ½ (x₀x₁ − c)²",
      coefficients: [
        .scalar(
          Hyperparameter(
            name: "product", symbol: "c", summary: "number to be factored", defaultValue: 1))
      ],
      dimensions: .listed(2...2), initialPoint: [3, 0.1],
      known: "minimum 0 where x₀x₁ = c, of sharpness x₀² + x₁² ≥ 2|c|; saddle at the origin",
      source: "I. Kreisler, M. S. Nacson, D. Soudry and Y. Carmon, 2023, arXiv:2305.13064")
  }

  private let product: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) { product = parameters.next() }

  @inline(__always) func value(at x: Point<2, Lanes>) -> Lanes {
    let r = Lanes.fma(x[0], x[1], -product)
    return Lanes(repeating: 0.5) * (r * r)
  }

  @inline(__always) func gradient(at x: Point<2, Lanes>) -> Point<2, Lanes> {
    let r = Lanes.fma(x[0], x[1], -product)
    return [r * x[1], r * x[0]]
  }

  /// ∇²f v = r (v₁, v₀) + (x₁v₀ + x₀v₁) (x₁, x₀)
  @inline(__always)
  func hessianProduct(at x: Point<2, Lanes>, along v: Point<2, Lanes>) -> Point<2, Lanes> {
    let r = Lanes.fma(x[0], x[1], -product)
    let change = Lanes.fma(x[1], v[0], x[0] * v[1])
    return [.fma(change, x[1], r * v[1]), .fma(change, x[0], r * v[0])]
  }
}
