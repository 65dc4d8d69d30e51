import SweepPlan

/// A function f: ℝᵈ → ℝ, or a game or a field, evaluated in every lane at once.
///
/// To add one of few coordinates, write a file like `Rosenbrock.swift` (`PointObjective`); one for
/// any number of coordinates, or with examples, like `Quadratic.swift`: a struct whose coefficients
/// are lanes, read in `init` in the order of `description.coefficients`, `value`, `gradient` and
/// `hessianProduct`, the formula, minimum and curvature in the doc comment. Then one line in
/// `Catalog.swift`. Names, axes, checks of the sweep file, tests of derivatives by finite
/// differences and runs with every optimizer follow from these.
protocol Objective<Lanes>: SendableMetatype {
  associatedtype Lanes: LaneVector

  static var description: ObjectiveDescription { get }

  /// Whether this type leaves out the coefficients that the description calls extras.
  static var isPlain: Bool { get }

  /// Takes its coefficients from `parameters`, in order.
  init(_ parameters: inout Parameters<Lanes>)

  /// f(x)
  func value(at x: Vector<Lanes>) -> Lanes

  /// The field F that optimizers follow: ∇f(x), or (∂f/∂x, −∂f/∂y) of a game. With a penalty that
  /// has no derivative, the subgradient of least magnitude. What is written into is not the memory
  /// of x or v, here and below.
  func gradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>)

  /// The Jacobian of F at x, times v: ∇²f(x) v, without the penalty.
  func hessianProduct(at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>)

  /// F without the penalty.
  func smoothGradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>)

  /// The proximal map of the penalty p: x ← argmin_y p(y) + ‖y − x‖²/(2η). Leaves x alone where
  /// there is no penalty.
  func applyProximalMap(_ learningRate: Lanes, to x: Vector<Lanes>)

  /// v ← H^½ v and x − x*, of quadratics: what random curvatures are made of.
  func applyHessianRoot(to v: Vector<Lanes>)
  func displacement(of x: Vector<Lanes>, into displacement: Vector<Lanes>)
}

extension Objective {
  static var isPlain: Bool { false }

  @inline(__always)
  func smoothGradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    self.gradient(at: x, into: gradient)
  }

  @inline(__always) func applyProximalMap(_ learningRate: Lanes, to x: Vector<Lanes>) {}

  // A plan asks only quadratics.
  func applyHessianRoot(to v: Vector<Lanes>) {}
  func displacement(of x: Vector<Lanes>, into displacement: Vector<Lanes>) {}
}

/// An objective of a fixed, small number of coordinates.
protocol PointObjective<Lanes>: Objective where Coordinates.Lanes == Lanes {
  /// `Point<d, Lanes>` with the objective's d.
  associatedtype Coordinates: LanePoint

  func value(at x: Coordinates) -> Lanes
  func gradient(at x: Coordinates) -> Coordinates
  func hessianProduct(at x: Coordinates, along v: Coordinates) -> Coordinates
}

extension PointObjective {
  @inline(__always) func value(at x: Vector<Lanes>) -> Lanes {
    value(at: Coordinates(loading: x))
  }

  @inline(__always) func gradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    self.gradient(at: Coordinates(loading: x)).store(to: gradient)
  }

  @inline(__always)
  func hessianProduct(
    at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>
  ) {
    hessianProduct(at: Coordinates(loading: x), along: Coordinates(loading: v)).store(to: product)
  }
}
