import SweepPlan

/// Least squares: half the mean square of the residuals of a linear model.
///
///     f(x) = (1/2n) Σⱼ rⱼ²,   rⱼ = aⱼ·x − bⱼ      ∇f(x) = (1/n) Σⱼ rⱼ aⱼ
///
/// A quadratic with the Hessian AᵀA/n; minima solve AᵀA x = Aᵀb. There is no offset unless a feature
/// is 1 in every example, as the first one of the usual examples is; with these the minimum is 0.0188
/// at (1, 57/112), where the Hessian's eigenvalues are 18.2117 and 0.28828.
struct LinearRegression<Lanes: LaneVector>: Objective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "linear_regression",
      summary: "Least squares: half the mean square of a linear model's residuals.",
      equation: "f(x) = (1/2n) Σⱼ (aⱼ·x − bⱼ)²", coefficients: [],
      examples: ObjectiveDescription.Examples(
        summary: "features a, then the target b",
        defaults: [
          [1, 0, 1], [1, 1, 1.75], [1, 2, 1.75], [1, 3, 2.5], [1, 4, 3.25], [1, 5, 3.25],
          [1, 6, 4], [1, 7, 4.75],
        ]),
      dimensions: .features(1...1024), initialPoint: [0],
      known:
        "the Hessian is AᵀA/n; with the usual examples, a line through 8 points, minimum 0.01883 "
        + "at (1, 0.50893), eigenvalues 18.2117 and 0.28828",
      source: "A.-M. Legendre, 1805")
  }

  private let examples: Examples<Lanes.Scalar>

  init(_ parameters: inout Parameters<Lanes>) { examples = parameters.examples }

  func value(at x: Vector<Lanes>) -> Lanes {
    var sum = Lanes.zero
    var numbers = ExampleNumbers<Lanes>(repeating: .zero)
    for block in examples.blocks {
      examples.products(block, with: x, into: &numbers)
      for e in 0..<block.count {
        let residual = numbers[e] - Lanes(repeating: examples.target(block.first + e))
        sum = .fma(residual, residual, sum)
      }
    }
    return Lanes(repeating: 0.5 * examples.share) * sum
  }

  func gradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    let share = Lanes(repeating: examples.share)
    gradient.fill(.zero)
    var numbers = ExampleNumbers<Lanes>(repeating: .zero)
    for block in examples.blocks {
      examples.products(block, with: x, into: &numbers)
      for e in 0..<block.count {
        numbers[e] = share * (numbers[e] - Lanes(repeating: examples.target(block.first + e)))
      }
      examples.add(block, times: &numbers, to: gradient)
    }
  }

  func hessianProduct(at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>) {
    let share = Lanes(repeating: examples.share)
    product.fill(.zero)
    var numbers = ExampleNumbers<Lanes>(repeating: .zero)
    for block in examples.blocks {
      examples.products(block, with: v, into: &numbers)
      for e in 0..<block.count { numbers[e] = share * numbers[e] }
      examples.add(block, times: &numbers, to: product)
    }
  }
}
