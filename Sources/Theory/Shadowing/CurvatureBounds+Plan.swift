import SweepPlan

extension CurvatureBounds {
  /// Of objectives whose curvatures are known everywhere; `nil` of others.
  ///
  ///     linear_regression      ∇²f is the same everywhere
  ///     logistic_regression    λ ≤ ∇²f ≤ ∇²f(0) = AᵀA/4n + λ
  ///
  /// - Parameters:
  ///   - values: By parameter, as `Plan.values(at:)`.
  ///   - hessianProduct: ∇²f(x) v.
  public init?(
    _ plan: Plan, at values: [Double], hessianProduct: (_ x: [Double], _ v: [Double]) -> [Double]
  ) {
    let dimension = plan.dimension
    guard ["linear_regression", "logistic_regression"].contains(plan.objective.name),
      dimension <= CurvatureSample.dimensionLimit
    else { return nil }
    var sample = CurvatureSample(dimension: dimension)
    let origin = Array(repeating: 0.0, count: dimension)
    sample.add { hessianProduct(origin, $0) }
    guard let bounds = sample.bounds else { return nil }
    let ridge = zip(plan.parameters, values).first { $0.0.hyperparameter.name == "ridge" }?.1
    self.init(smoothness: bounds.smoothness, convexity: ridge ?? bounds.convexity, origin: .exact)
  }
}
