import SweepPlan

/// Beale's function: flat, with sharp peaks at the corners.
///
///     f(x) = Σᵢ rᵢ²,   rᵢ = cᵢ − x₀ (1 − x₁ⁱ),   c = (1.5, 2.25, 2.625)
///     ∇f(x) = 2 Σᵢ rᵢ (−(1 − x₁ⁱ),  i x₀ x₁ⁱ⁻¹)
///
/// Minimum 0 at (3, ½), where the Hessian's eigenvalues are 48.980 and 0.30146.
struct Beale<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "beale", summary: "Beale's function: flat, with sharp peaks at the corners.",
      equation: "f(x) = (1.5 − x₀ + x₀x₁)² + (2.25 − x₀ + x₀x₁²)² + (2.625 − x₀ + x₀x₁³)²",
      coefficients: [], dimensions: .listed(2...2), minimizer: .point([3, 0.5]), initialPoint: [1],
      known: "minimum 0 at (3, 0.5); Hessian's eigenvalues there 48.980 and 0.30146",
      source: "E. M. L. Beale, 1958; J. J. Moré, B. S. Garbow and K. E. Hillstrom, 1981, "
        + "doi:10.1145/355934.355936, problem 5")
  }

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {}

  @inline(__always) func value(at x: Point<2, Lanes>) -> Lanes {
    var sum = Lanes.zero
    var terms = Terms(x)
    for i in 1...3 {
      terms.advance(to: i)
      sum = .fma(terms.residual, terms.residual, sum)
    }
    return sum
  }

  @inline(__always) func gradient(at x: Point<2, Lanes>) -> Point<2, Lanes> {
    var sum = Point<2, Lanes>(repeating: .zero)
    var terms = Terms(x)
    for i in 1...3 {
      terms.advance(to: i)
      sum[0] = .fma(terms.residual, terms.slope[0], sum[0])
      sum[1] = .fma(terms.residual, terms.slope[1], sum[1])
    }
    return Point { i in Lanes(repeating: 2) * sum[i] }
  }

  /// ∇²f v = 2 Σᵢ ((∇rᵢ·v) ∇rᵢ + rᵢ ∇²rᵢ v),   ∇²rᵢ = (0, i x₁ⁱ⁻¹; i x₁ⁱ⁻¹, i(i − 1) x₀ x₁ⁱ⁻²)
  @inline(__always)
  func hessianProduct(at x: Point<2, Lanes>, along v: Point<2, Lanes>) -> Point<2, Lanes> {
    var sum = Point<2, Lanes>(repeating: .zero)
    var terms = Terms(x)
    for i in 1...3 {
      terms.advance(to: i)
      let change = Lanes.fma(terms.slope[0], v[0], terms.slope[1] * v[1])
      let turn = Lanes.fma(terms.powerSlope, v[0], terms.bend * v[1])
      sum[0] = .fma(change, terms.slope[0], .fma(terms.residual, terms.powerSlope * v[1], sum[0]))
      sum[1] = .fma(change, terms.slope[1], .fma(terms.residual, turn, sum[1]))
    }
    return Point { i in Lanes(repeating: 2) * sum[i] }
  }

  /// rᵢ and its derivatives, for one i after another.
  private struct Terms {
    private let x: Point<2, Lanes>
    private var power = Lanes(repeating: 1)
    /// i x₁ⁱ⁻¹
    private(set) var powerSlope = Lanes.zero
    /// i(i − 1) x₀ x₁ⁱ⁻²
    private(set) var bend = Lanes.zero
    private(set) var residual = Lanes.zero
    /// ∇rᵢ
    private(set) var slope = Point<2, Lanes>(repeating: .zero)

    @inline(__always) init(_ x: Point<2, Lanes>) { self.x = x }

    /// From i − 1 to i: (x₁ⁱ)″ = x₁ (x₁ⁱ⁻¹)″ + 2 (x₁ⁱ⁻¹)′, (x₁ⁱ)′ = x₁ (x₁ⁱ⁻¹)′ + x₁ⁱ⁻¹.
    @inline(__always) mutating func advance(to i: Int) {
      let c: InlineArray<3, Lanes.Scalar> = [1.5, 2.25, 2.625]
      bend = .fma(bend, x[1], Lanes(repeating: 2) * powerSlope * x[0])
      powerSlope = .fma(powerSlope, x[1], power)
      power = power * x[1]
      slope = [power - Lanes(repeating: 1), powerSlope * x[0]]
      residual = .fma(x[0], slope[0], Lanes(repeating: c[i - 1]))
    }
  }
}
