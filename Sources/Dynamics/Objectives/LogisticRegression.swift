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
      dimensions: .features(1...1024), initialPoint: [0],
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
    var numbers = ExampleNumbers<Lanes>(repeating: .zero)
    for block in examples.blocks {
      examples.products(block, with: x, into: &numbers)
      for e in 0..<block.count {
        let s = numbers[e]
        let above = Lanes.select(s < .zero, .zero, s)
        let linear = Lanes.fma(-Lanes(repeating: examples.target(block.first + e)), s, above)
        sum = sum + (linear + (-s.magnitude).exponential().logarithmOfOnePlus())
      }
    }
    return .fma(
      Lanes(repeating: 0.5) * ridge, x.dot(x), Lanes(repeating: examples.share) * sum)
  }

  func gradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    let share = Lanes(repeating: examples.share)
    for i in x.indices { gradient[i] = ridge * x[i] }
    var numbers = ExampleNumbers<Lanes>(repeating: .zero)
    for block in examples.blocks {
      examples.products(block, with: x, into: &numbers)
      for e in 0..<block.count {
        let tail = Tail(numbers[e])
        // σ(s) is 1 − tail above zero.
        let y = examples.target(block.first + e)
        let residual = Lanes.select(
          numbers[e] < .zero, tail.value - Lanes(repeating: y),
          Lanes(repeating: 1 - y) - tail.value)
        numbers[e] = share * residual
      }
      examples.add(block, times: &numbers, to: gradient)
    }
  }

  func hessianProduct(at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>) {
    let share = Lanes(repeating: examples.share)
    for i in x.indices { product[i] = ridge * v[i] }
    var numbers = ExampleNumbers<Lanes>(repeating: .zero)
    var changes = ExampleNumbers<Lanes>(repeating: .zero)
    for block in examples.blocks {
      examples.products(block, with: x, into: &numbers)
      examples.products(block, with: v, into: &changes)
      for e in 0..<block.count {
        let tail = Tail(numbers[e])
        let bend = tail.value * tail.rest
        numbers[e] = share * bend * changes[e]
      }
      examples.add(block, times: &numbers, to: product)
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
