import SweepPlan

/// Logistic regression: the mean cross entropy of labels 0 and 1, or of shares between them.
///
///     f(x) = (1/n) Σⱼ (ln(1 + e^sⱼ) − yⱼ sⱼ) + (λ/2) ‖x‖²,   sⱼ = aⱼ·x
///     ∇f(x) = (1/n) Σⱼ (σ(sⱼ) − yⱼ) aⱼ + λx,   σ(s) = 1/(1 + e⁻ˢ)
///     ∇²f(x) = (1/n) Σⱼ σ(sⱼ) σ(−sⱼ) aⱼ aⱼᵀ + λ
///
/// Only e^(−|s|) is computed: nothing overflows, no digits cancel.
/// Convex, with a Hessian between λ and AᵀA/(4n) + λ. Without the ridge there is no minimum if a plane
/// parts the labels. There is no offset unless a feature is 1 in every example, as the first one of
/// the usual examples is; with these and λ = 0 the minimum is 0.528808 at (0, 0.970539), where the
/// Hessian's eigenvalues are 0.26059 and 0.17456.
struct LogisticRegression<Lanes: LaneVector>: Objective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "logistic_regression", summary: "Mean cross entropy of a logistic model, with a ridge.",
      equation: "f(x) = (1/n) Σⱼ (ln(1 + e^sⱼ) − yⱼ sⱼ) + (λ/2) ‖x‖²,  sⱼ = aⱼ·x",
      coefficients: [
        .scalar(
          Hyperparameter(
            name: "ridge", symbol: "λ", summary: "weight of the ridge", defaultValue: 0))
      ],
      examples: ObjectiveDescription.Examples(
        summary: "features a, then the label y, 0 or 1",
        defaults: [
          [1, -2, 0], [1, -1.5, 0], [1, -1, 1], [1, -0.5, 0], [1, 0.5, 1], [1, 1, 0], [1, 1.5, 1],
          [1, 2, 1],
        ], targets: 0...1),
      dimensions: .features(1...64), initialPoint: [0],
      known:
        "convex, Hessian between λ and AᵀA/(4n) + λ; with the usual examples and λ = 0 minimum "
        + "0.528808 at (0, 0.970539), eigenvalues 0.26059 and 0.17456",
      source: "D. R. Cox, 1958, doi:10.1111/j.2517-6161.1958.tb00292.x")
  }

  private let ridge: Lanes
  private let examples: Examples<Lanes.Scalar>

  init(_ parameters: inout Parameters<Lanes>) {
    ridge = parameters.next()
    examples = parameters.examples
  }

  /// ln(1 + e^s) = max(s, 0) + ln(1 + e^(−|s|))
  func value(at x: Vector<Lanes>) -> Lanes {
    var sum = Lanes.zero
    for j in 0..<examples.count {
      let s = examples.product(j, with: x)
      let above = Lanes.select(s < .zero, .zero, s)
      let linear = Lanes.fma(-Lanes(repeating: examples.target(j)), s, above)
      sum = sum + (linear + (-s.magnitude).exponential().logarithmOfOnePlus())
    }
    return .fma(
      Lanes(repeating: 0.5) * ridge, x.dot(x), Lanes(repeating: examples.share) * sum)
  }

  func gradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    let share = Lanes(repeating: examples.share)
    for i in x.indices { gradient[i] = ridge * x[i] }
    for j in 0..<examples.count {
      let s = examples.product(j, with: x)
      let tail = Tail(s)
      // σ(s) is 1 − tail above zero.
      let y = examples.target(j)
      let residual = Lanes.select(
        s < .zero, tail.value - Lanes(repeating: y), Lanes(repeating: 1 - y) - tail.value)
      examples.add(j, times: share * residual, to: gradient)
    }
  }

  func hessianProduct(at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>) {
    let share = Lanes(repeating: examples.share)
    for i in x.indices { product[i] = ridge * v[i] }
    for j in 0..<examples.count {
      let tail = Tail(examples.product(j, with: x))
      let bend = tail.value * tail.rest
      examples.add(j, times: share * bend * examples.product(j, with: v), to: product)
    }
  }

  /// σ(−|s|), and what is left of 1.
  private struct Tail {
    let value: Lanes
    let rest: Lanes

    @inline(__always) init(_ s: Lanes) {
      let power = (-s.magnitude).exponential()
      rest = Lanes(repeating: 1) / (Lanes(repeating: 1) + power)
      value = power * rest
    }
  }
}

extension LaneVector {
  /// ln(1 + t) for 0 ≤ t ≤ 1; NaN stays. The quotient mends what rounding took from u = 1 + t (W. Kahan).
  @inline(__always) fileprivate func logarithmOfOnePlus() -> Self {
    let one = Self(repeating: 1)
    let u = one + self
    return .select(u == one, self, u.naturalLogarithm() * (self / (u - one)))
  }
}
