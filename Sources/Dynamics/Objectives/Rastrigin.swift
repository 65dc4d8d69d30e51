import SweepPlan

/// Rastrigin's function: a bowl with a minimum near every point of whole numbers.
///
///     f(x) = A d + Σᵢ (xᵢ² − A cos 2πxᵢ)      ∇f(x)ᵢ = 2 xᵢ + 2πA sin 2πxᵢ
///
/// Least minimum 0 at the origin, where every curvature is 2 + 4π²A; no curvature exceeds it, none
/// is below 2 − 4π²A.
struct Rastrigin<Lanes: LaneVector>: Objective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "rastrigin", summary: "Rastrigin's function: a bowl with many minima.",
      equation: "f(x) = A d + Σᵢ (xᵢ² − A cos 2πxᵢ)",
      coefficients: [
        .scalar(
          Hyperparameter(
            name: "amplitude", symbol: "A", summary: "height of the ripples", defaultValue: 10))
      ],
      dimensions: .listed(1...64), minimizer: .point([0]), initialPoint: [2.2, -1.7],
      known: "least minimum 0 at the origin; curvature there 2 + 4π²A, 396.78 for A = 10",
      source: "L. A. Rastrigin, 1974; H. Mühlenbein, D. Schomisch and J. Born, 1991, "
        + "doi:10.1016/S0167-8191(05)80052-3")
  }

  private let amplitude: Lanes
  private var turn: Lanes { Lanes(repeating: 2 * .pi) }

  init(_ parameters: inout Parameters<Lanes>) { amplitude = parameters.next() }

  /// 1 − cos 2πx = 2 sin² πx keeps its digits near a minimum.
  func value(at x: Vector<Lanes>) -> Lanes {
    let twice = Lanes(repeating: 2) * amplitude
    var sum = Lanes.zero
    for i in x.indices {
      let sine = (Lanes(repeating: .pi) * x[i]).sine()
      sum = .fma(x[i], x[i], .fma(twice, sine * sine, sum))
    }
    return sum
  }

  func gradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    let steepness = turn * amplitude
    for i in x.indices {
      gradient[i] = .fma(Lanes(repeating: 2), x[i], steepness * (turn * x[i]).sine())
    }
  }

  /// (∇²f v)ᵢ = (2 + 4π²A cos 2πxᵢ) vᵢ
  func hessianProduct(at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>) {
    let bend = turn * turn * amplitude
    for i in x.indices {
      product[i] = .fma(bend, (turn * x[i]).cosine(), Lanes(repeating: 2)) * v[i]
    }
  }
}
