import SweepPlan

/// A quadratic with the given curvatures, about any minimiser, along axes that may be turned.
///
///     y = Rᵀ(x − x*)      f(x) = ½ Σᵢ λᵢ yᵢ²      ∇f(x) = R (λᵢ yᵢ)
///
/// R turns by the angle θ in the plane of the first two coordinates, then of the second and third,
/// and so on. Minimum 0 at x* if every λᵢ > 0; the Hessian's eigenvalues are λ whatever θ.
struct RotatedQuadratic<Lanes: LaneVector>: Objective {
  static var description: ObjectiveDescription { .quadratic }

  private let eigenvalues: Vector<Lanes>
  private let minimum: Vector<Lanes>
  private let sine: Lanes
  private let cosine: Lanes

  init(_ parameters: inout Parameters<Lanes>) {
    eigenvalues = parameters.nextVector()
    minimum = parameters.nextVector()
    (sine, cosine) = parameters.next().sineCosine()
  }

  func value(at x: Vector<Lanes>) -> Lanes {
    // y from its last coordinate to its first; only the one in the making is kept.
    var sum = Lanes.zero
    var y = x[x.count - 1] - minimum[x.count - 1]
    for i in (0..<x.count - 1).reversed() {
      let a = x[i] - minimum[i]
      let turned = Lanes.fma(cosine, y, -(sine * a))
      sum = .fma(eigenvalues[i + 1] * turned, turned, sum)
      y = .fma(sine, y, cosine * a)
    }
    return Lanes(repeating: 0.5) * .fma(eigenvalues[0] * y, y, sum)
  }

  func gradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    for i in x.indices { gradient[i] = x[i] - minimum[i] }
    applyHessian(to: gradient)
  }

  func hessianProduct(at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>) {
    product.copy(v)
    applyHessian(to: product)
  }

  /// R diag(√λ): another root of the Hessian than the symmetric one, with the same covariance.
  func applyHessianRoot(to v: Vector<Lanes>) {
    for i in v.indices { v[i] = eigenvalues[i].squareRoot() * v[i] }
    turn(v)
  }

  func displacement(of x: Vector<Lanes>, into displacement: Vector<Lanes>) {
    for i in x.indices { displacement[i] = x[i] - minimum[i] }
  }

  /// v ← R diag(λ) Rᵀ v
  private func applyHessian(to v: Vector<Lanes>) {
    for i in (0..<v.count - 1).reversed() {
      let (a, b) = (v[i], v[i + 1])
      v[i] = .fma(cosine, a, sine * b)
      v[i + 1] = .fma(cosine, b, -(sine * a))
    }
    for i in v.indices { v[i] = eigenvalues[i] * v[i] }
    turn(v)
  }

  /// v ← R v
  private func turn(_ v: Vector<Lanes>) {
    for i in 0..<v.count - 1 {
      let (a, b) = (v[i], v[i + 1])
      v[i] = .fma(cosine, a, -(sine * b))
      v[i + 1] = .fma(cosine, b, sine * a)
    }
  }
}

extension ObjectiveDescription {
  static let quadratic = ObjectiveDescription(
    name: "quadratic", summary: "Quadratic with given eigenvalues of its Hessian.",
    equation: "f(x) = ½ Σᵢ λᵢ yᵢ²,  y = Rᵀ(x − x*)",
    coefficients: [
      .list(
        key: "eigenvalues",
        element: Hyperparameter(name: "eigenvalue", symbol: "λ", summary: "curvature")),
      .list(
        key: "minimum",
        element: Hyperparameter(
          name: "minimum", symbol: "x*", summary: "minimiser", defaultValue: 0)),
      .scalar(
        Hyperparameter(
          name: "rotation", symbol: "θ",
          summary: "angle, in radians, by which neighbouring axes are turned", defaultValue: 0)),
    ],
    extras: ["minimum", "rotation"], dimensions: .listed(1...64),
    minimizer: .coefficients("minimum"), initialPoint: [1],
    known: "minimum 0 at x*; the Hessian's eigenvalues are λ", source: "closed form")
}
