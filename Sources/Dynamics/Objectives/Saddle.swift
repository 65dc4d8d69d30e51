import SweepPlan

/// A saddle at the origin, with a smooth bounded perturbation that bends the ways in and out.
///
///     f(x) = ½ (μ x₀² − γ x₁²) + ε sin x₀ sin x₁
///     ∇f(x) = (μ x₀ + ε cos x₀ sin x₁,  −γ x₁ + ε sin x₀ cos x₁)
///
/// φ = sin x₀ sin x₁ lies in [−1, 1] and is 1-smooth: the curvatures of f are within ε of those of
/// the quadratic. At the origin ∇f = 0 and ∇²f = (μ, ε; ε, −γ): a saddle if μγ > −ε². Without the
/// perturbation gradient flow leaves along x₁ as e^γt.
struct Saddle<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "saddle", summary: "A saddle at the origin, with a smooth bounded perturbation.",
      equation: "f(x) = ½ (μ x₀² − γ x₁²) + ε sin x₀ sin x₁",
      coefficients: [
        .scalar(
          Hyperparameter(
            name: "stable_curvature", symbol: "μ", summary: "curvature of the way in",
            defaultValue: 1)),
        .scalar(
          Hyperparameter(
            name: "unstable_curvature", symbol: "γ", summary: "negative curvature of the way out",
            defaultValue: 1)),
        .scalar(
          Hyperparameter(
            name: "perturbation", symbol: "ε", summary: "size of the perturbation",
            defaultValue: 0)),
      ],
      dimensions: .listed(2...2), initialPoint: [1, 1e-3],
      known: "saddle of value 0 at the origin, Hessian (μ, ε; ε, −γ); no minimum if γ > 0",
      source: "A. Orvieto and A. Lucchi, 2019, arXiv:1911.05206")
  }

  private let stable: Lanes
  private let unstable: Lanes
  private let perturbation: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    stable = parameters.next()
    unstable = parameters.next()
    perturbation = parameters.next()
  }

  @inline(__always) func value(at x: Point<2, Lanes>) -> Lanes {
    let quadratic = Lanes.fma(stable * x[0], x[0], -(unstable * x[1] * x[1]))
    let sines = x[0].sine() * x[1].sine()
    return .fma(perturbation, sines, Lanes(repeating: 0.5) * quadratic)
  }

  @inline(__always) func gradient(at x: Point<2, Lanes>) -> Point<2, Lanes> {
    let (a, b) = (x[0].sineCosine(), x[1].sineCosine())
    return [
      .fma(perturbation, a.cosine * b.sine, stable * x[0]),
      .fma(perturbation, a.sine * b.cosine, -(unstable * x[1])),
    ]
  }

  /// ∇²f = (μ, 0; 0, −γ) + ε (−sin x₀ sin x₁, cos x₀ cos x₁; cos x₀ cos x₁, −sin x₀ sin x₁)
  @inline(__always)
  func hessianProduct(at x: Point<2, Lanes>, along v: Point<2, Lanes>) -> Point<2, Lanes> {
    let (a, b) = (x[0].sineCosine(), x[1].sineCosine())
    let sines = a.sine * b.sine
    let cosines = a.cosine * b.cosine
    return [
      .fma(perturbation, .fma(cosines, v[1], -(sines * v[0])), stable * v[0]),
      .fma(perturbation, .fma(cosines, v[0], -(sines * v[1])), -(unstable * v[1])),
    ]
  }
}
