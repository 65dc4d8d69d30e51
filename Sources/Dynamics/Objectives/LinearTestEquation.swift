import SweepPlan

/// Dahlquist's test equation ẏ = z y in complex numbers, y = x₀ + i x₁: with a step of length 1, the
/// cells of the plane of z in which a rule is stable are its classical region of stability.
///
///     F(y) = −z y = −(Re z x₀ − Im z x₁,  Im z x₀ + Re z x₁)
///
/// F is the gradient of a function only if Im z = 0; the value is ½|y|². A rule that follows −F with
/// the learning rate η multiplies y by R(ηz).
struct LinearTestEquation<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "linear_test_equation",
      summary: "Dahlquist's test equation ẏ = z y, whose stable z make a rule's stability region.",
      kind: .field, equation: "F(y) = −z y,  y = x₀ + i x₁;  value ½|y|²",
      coefficients: [
        .scalar(Hyperparameter(name: "re_z", symbol: "Re z", summary: "real part of z")),
        .scalar(Hyperparameter(name: "im_z", symbol: "Im z", summary: "imaginary part of z")),
      ],
      dimensions: .listed(2...2), minimizer: .point([0]), initialPoint: [1, 0],
      known:
        "the solution is e^zt, stable if Re z ≤ 0; the Jacobian of F has the eigenvalues −z, −z̄",
      source: "G. Dahlquist, 1963, doi:10.1007/BF01963532")
  }

  private let real: Lanes
  private let imaginary: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    real = parameters.next()
    imaginary = parameters.next()
  }

  @inline(__always) func value(at x: Point<2, Lanes>) -> Lanes {
    Lanes(repeating: 0.5) * .fma(x[0], x[0], x[1] * x[1])
  }

  @inline(__always) func gradient(at x: Point<2, Lanes>) -> Point<2, Lanes> {
    [
      .fma(imaginary, x[1], -(real * x[0])),
      -.fma(imaginary, x[0], real * x[1]),
    ]
  }

  @inline(__always)
  func hessianProduct(at x: Point<2, Lanes>, along v: Point<2, Lanes>) -> Point<2, Lanes> {
    gradient(at: v)
  }
}
