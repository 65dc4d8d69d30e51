import SweepPlan

/// The smallest game: one player chooses x to make f small, the other y to make it large.
///
///     f(x, y) = σ x y + (μ/2)(x² − y²)
///     F = (∂f/∂x, −∂f/∂y) = (σ y + μ x,  −σ x + μ y)
///
/// The only equilibrium is the origin. The Jacobian of F, (μ, σ; −σ, μ), has the eigenvalues μ ± iσ:
/// with μ = 0 nothing attracts, and simultaneous descent and ascent spirals outward for every η > 0.
struct Bilinear<Lanes: LaneVector>: PointObjective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "bilinear", summary: "The smallest game: x minimises, y maximises.", kind: .game,
      equation: "f(x, y) = σ x y + (μ/2)(x² − y²),  F = (∂f/∂x, −∂f/∂y)",
      coefficients: [
        .scalar(
          Hyperparameter(
            name: "strength", symbol: "σ", summary: "strength of the coupling", defaultValue: 1)),
        .scalar(
          Hyperparameter(
            name: "curvature", symbol: "μ", summary: "curvature of either player's own part",
            defaultValue: 0)),
      ],
      dimensions: .listed(2...2), minimizer: .point([0]), initialPoint: [1],
      known: "equilibrium of value 0 at the origin; the Jacobian's eigenvalues are μ ± iσ",
      source: "G. Zhang and Y. Yu, 2019, arXiv:1908.05699")
  }

  private let strength: Lanes
  private let curvature: Lanes

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {
    strength = parameters.next()
    curvature = parameters.next()
  }

  @inline(__always) func value(at x: Point<2, Lanes>) -> Lanes {
    let difference = Lanes.fma(x[0], x[0], -(x[1] * x[1]))
    return .fma(strength * x[0], x[1], Lanes(repeating: 0.5) * curvature * difference)
  }

  @inline(__always) func gradient(at x: Point<2, Lanes>) -> Point<2, Lanes> {
    [
      .fma(strength, x[1], curvature * x[0]),
      .fma(curvature, x[1], -(strength * x[0])),
    ]
  }

  @inline(__always)
  func hessianProduct(at x: Point<2, Lanes>, along v: Point<2, Lanes>) -> Point<2, Lanes> {
    gradient(at: v)
  }
}
