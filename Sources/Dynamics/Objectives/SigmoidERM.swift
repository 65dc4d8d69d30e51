import SweepPlan

/// Empirical risk of a linear classifier under the sigmoid loss, with a ridge.
///
///     f(x) = (1/n) Σⱼ φ(yⱼ aⱼ·x) + λ ‖x‖²,   φ(z) = 1/(1 + eᶻ),   yⱼ = −1 or 1
///     ∇f(x) = −(1/n) Σⱼ φ(1 − φ) yⱼ aⱼ + 2λx
///     ∇²f(x) = (1/n) Σⱼ φ(1 − φ)(1 − 2φ) yⱼ² aⱼ aⱼᵀ + 2λ,   1 − 2φ(z) = tanh(z/2)
///
/// φ is a smooth count of errors: bounded, so that far examples on the wrong side hardly count, and not
/// convex. Only e^(−|z|) is computed: nothing overflows, and a small φ keeps its digits. A Hessian lies
/// between 2λ ± max ‖aⱼ‖²/(6√3). There is no offset unless a feature is 1 in every example. The usual
/// examples are those of `LogisticRegression` with −1 for 0; with them and λ = 0 there is no minimum, for
/// f goes on falling as x grows.
struct SigmoidERM<Lanes: LaneVector>: Objective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "sigmoid_erm",
      summary: "Empirical risk of a linear classifier under the sigmoid loss, with a ridge.",
      equation: "f(x) = (1/n) Σⱼ 1/(1 + exp(yⱼ aⱼ·x)) + λ ‖x‖²",
      coefficients: [
        .scalar(
          Hyperparameter(
            name: "ridge", symbol: "λ", summary: "weight of the ridge", defaultValue: 0))
      ],
      examples: ObjectiveDescription.Examples(
        summary: "features a, then the label y, −1 or 1",
        defaults: [
          [1, -2, -1], [1, -1.5, -1], [1, -1, 1], [1, -0.5, -1], [1, 0.5, 1], [1, 1, -1],
          [1, 1.5, 1], [1, 2, 1],
        ], targets: -1...1),
      dimensions: .features(1...1024), initialPoint: [0],
      known: "not convex; Hessian within max ‖a‖²/(6√3) of 2λ",
      source: "A. Orvieto and A. Lucchi, Shadowing properties of optimization algorithms, 2019, "
        + "arXiv:1911.05206")
  }

  private let ridge: Lanes
  private let examples: Examples<Lanes.Scalar>

  init(_ parameters: inout Parameters<Lanes>) {
    ridge = parameters.next()
    examples = parameters.examples
  }

  func value(at x: Vector<Lanes>) -> Lanes {
    var sum = Lanes.zero
    var numbers = ExampleNumbers<Lanes>(repeating: .zero)
    for block in examples.blocks {
      examples.products(block, with: x, into: &numbers)
      for e in 0..<block.count {
        sum = sum + Loss(Lanes(repeating: examples.target(block.first + e)) * numbers[e]).value
      }
    }
    return .fma(ridge, x.dot(x), Lanes(repeating: examples.share) * sum)
  }

  func gradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    let share = Lanes(repeating: examples.share)
    let twice = ridge + ridge
    for i in x.indices { gradient[i] = twice * x[i] }
    var numbers = ExampleNumbers<Lanes>(repeating: .zero)
    for block in examples.blocks {
      examples.products(block, with: x, into: &numbers)
      for e in 0..<block.count {
        let y = Lanes(repeating: examples.target(block.first + e))
        numbers[e] = -(share * (Loss(y * numbers[e]).fall * y))
      }
      examples.add(block, times: &numbers, to: gradient)
    }
  }

  func hessianProduct(at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>) {
    let share = Lanes(repeating: examples.share)
    let twice = ridge + ridge
    for i in x.indices { product[i] = twice * v[i] }
    var numbers = ExampleNumbers<Lanes>(repeating: .zero)
    var changes = ExampleNumbers<Lanes>(repeating: .zero)
    for block in examples.blocks {
      examples.products(block, with: x, into: &numbers)
      examples.products(block, with: v, into: &changes)
      for e in 0..<block.count {
        let y = Lanes(repeating: examples.target(block.first + e))
        let z = y * numbers[e]
        let bend = Loss(z).fall * (Lanes(repeating: 0.5) * z).hyperbolicTangent()
        numbers[e] = share * (bend * (y * y) * changes[e])
      }
      examples.add(block, times: &numbers, to: product)
    }
  }

  /// φ(z), and −φ′(z) = φ(1 − φ), of which the smaller of φ and 1 − φ is t/(1 + t) with t = e^(−|z|).
  private struct Loss {
    let value: Lanes
    let fall: Lanes

    @inline(__always) init(_ z: Lanes) {
      let power = (-z.magnitude).exponential()
      let larger = Lanes(repeating: 1) / (Lanes(repeating: 1) + power)
      let smaller = power * larger
      value = .select(z < .zero, larger, smaller)
      fall = smaller * larger
    }
  }
}
