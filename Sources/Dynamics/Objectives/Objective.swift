import SweepPlan

/// A point of ℝᵈ in every lane.
typealias Point<let dimension: Int, Lanes: LaneVector> = InlineArray<dimension, Lanes>

/// A function f: ℝᵈ → ℝ to be minimised, evaluated in every lane at once.
///
/// To add one, write a file like `Rosenbrock.swift`: a struct whose stored coefficients are lanes,
/// read in `init` in the order of `description.coefficients`, `value` and `gradient`, the formula,
/// minimum and curvature in the doc comment; and one line in `Catalog.swift`. Names, axes, checks
/// of the sweep file, gradient tests by finite differences and a kernel with every optimizer follow
/// from these.
protocol Objective<Lanes>: Sendable {
  associatedtype Lanes: LaneVector
  /// `Point<d, Lanes>` with the objective's d.
  associatedtype Coordinates: Sendable

  static var description: ObjectiveDescription { get }

  /// Takes its coefficients from `cells`, in order.
  init(_ cells: inout Cells<Lanes>)

  /// f(x)
  func value(at x: Coordinates) -> Lanes
  /// ∇f(x)
  func gradient(at x: Coordinates) -> Coordinates
}
