import SweepPlan

/// Least squares with an ℓ₁ penalty, which sets coordinates to zero.
///
///     f(x) = (1/2n) Σⱼ (aⱼ·x − bⱼ)² + α ‖x‖₁
///
/// The smooth part is `LinearRegression`. Where xᵢ = 0 the penalty has no derivative; the gradient is
/// then the subgradient of least magnitude, S(gᵢ, α) with gᵢ = ∂ᵢ of the smooth part and
///
///     S(u, t) = sign(u) max(|u| − t, 0)      (soft threshold)
///
/// so that it vanishes at the minimum. S is the proximal map too: argmin_y α‖y‖₁ + ‖y − x‖²/(2η) is
/// S(xᵢ, ηα). The columns of the usual examples are orthogonal, AᵀA/n = diag(4, 1, 1, ¼), and
/// Aᵀb/n = (4, −1, 1/16, 0): minimum at S(Aᵀb/n, α) over the diagonal, (0.9375, −0.75, 0, 0) for
/// α = ¼, of value 0.494140625.
struct Lasso<Lanes: LaneVector>: Objective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "lasso", summary: "Least squares with an ℓ₁ penalty, which sets coordinates to zero.",
      equation: "f(x) = (1/2n) Σⱼ (aⱼ·x − bⱼ)² + α ‖x‖₁",
      coefficients: [
        .scalar(
          Hyperparameter(
            name: "penalty", symbol: "α", summary: "weight of the ℓ₁ penalty", defaultValue: 0.25))
      ],
      examples: ObjectiveDescription.Examples(
        summary: "features a, then the target b",
        defaults: [
          [2, 1, 1, 0.5, 1.3125], [-2, 1, 1, -0.5, -3.1875], [2, -1, 1, -0.5, 2.8125],
          [-2, -1, 1, 0.5, -0.6875], [2, 1, -1, -0.5, 1.1875], [-2, 1, -1, 0.5, -3.3125],
          [2, -1, -1, 0.5, 2.6875], [-2, -1, -1, -0.5, -0.8125],
        ]),
      dimensions: .features(1...1024), initialPoint: [0],
      known: "the smooth part's Hessian is AᵀA/n; with the usual examples diag(4, 1, 1, ¼), and "
        + "minimum 0.494140625 at (0.9375, −0.75, 0, 0) for α = ¼",
      source: "R. Tibshirani, 1996, doi:10.1111/j.2517-6161.1996.tb02080.x")
  }

  private let smooth: LinearRegression<Lanes>
  private let penalty: Lanes

  init(_ parameters: inout Parameters<Lanes>) {
    smooth = LinearRegression(&parameters)
    penalty = parameters.next()
  }

  func value(at x: Vector<Lanes>) -> Lanes {
    var sum = Lanes.zero
    for i in x.indices { sum = sum + x[i].magnitude }
    return .fma(penalty, sum, smooth.value(at: x))
  }

  func gradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    smooth.gradient(at: x, into: gradient)
    for i in x.indices {
      let away = gradient[i] + penalty.timesSign(of: x[i])
      gradient[i] = .select(x[i] == .zero, gradient[i].softThreshold(penalty), away)
    }
  }

  func smoothGradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    smooth.gradient(at: x, into: gradient)
  }

  func hessianProduct(at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>) {
    smooth.hessianProduct(at: x, along: v, into: product)
  }

  func applyProximalMap(_ learningRate: Lanes, to x: Vector<Lanes>) {
    let threshold = learningRate * penalty
    for i in x.indices { x[i] = x[i].softThreshold(threshold) }
  }
}

extension LaneVector {
  /// sign(u) max(|u| − t, 0); NaN stays.
  @inline(__always) fileprivate func softThreshold(_ threshold: Self) -> Self {
    let rest = magnitude - threshold
    return .select(rest <= .zero, .zero, rest.timesSign(of: self))
  }
}
