import SweepPlan

/// Rosenbrock's banana: a curved valley that is steep across and flat along.
///
///     f(x) = (a − x₀)² + b r²,   r = x₁ − x₀²
///     ∇f(x) = (−2(a − x₀) − 4b x₀ r,  2b r)
///
/// Minimum 0 at (a, a²); there, for a = 1 and b = 100, the Hessian's eigenvalues are 1001.6 and
/// 0.39936.
struct Rosenbrock<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "rosenbrock",
      summary: "Rosenbrock's banana: a curved valley, steep across, flat along.",
      equation: "f(x) = (a − x₀)² + b (x₁ − x₀²)²",
      coefficients: [
        .scalar(Hyperparameter(name: "a", symbol: "a", summary: "minimiser", defaultValue: 1)),
        .scalar(Hyperparameter(name: "b", symbol: "b", summary: "steepness", defaultValue: 100)),
      ],
      dimensions: .listed(2...2), initialPoint: [-1.2, 1],
      known: "minimum 0 at (a, a²); Hessian's eigenvalues there 1001.6 and 0.39936",
      source: "H. H. Rosenbrock, 1960, doi:10.1093/comjnl/3.3.175")
  }

  let a: Lanes
  let b: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    a = parameters.next()
    b = parameters.next()
  }

  @inline(__always) func value(at x: Point<2, Lanes>) -> Lanes {
    let r = Lanes.fma(-x[0], x[0], x[1])
    let s = a - x[0]
    return .fma(s, s, b * r * r)
  }

  @inline(__always) func gradient(at x: Point<2, Lanes>) -> Point<2, Lanes> {
    let two = Lanes(repeating: 2)
    let r = Lanes.fma(-x[0], x[0], x[1])
    let across = two * b * r
    return [-.fma(two * x[0], across, two * (a - x[0])), across]
  }

  /// ∇²f = (2 − 4b r + 8b x₀², −4b x₀; −4b x₀, 2b)
  @inline(__always)
  func hessianProduct(at x: Point<2, Lanes>, along v: Point<2, Lanes>) -> Point<2, Lanes> {
    let two = Lanes(repeating: 2)
    let r = Lanes.fma(-x[0], x[0], x[1])
    let twoB = two * b
    // The change of r, then of the two coordinates of the gradient.
    let change = Lanes.fma(-(two * x[0]), v[0], v[1])
    let across = twoB * change
    let along = two * .fma(-(twoB * r), v[0], v[0])
    return [.fma(-(two * x[0]), across, along), across]
  }
}
