import SweepPlan

/// An objective whose field is linear about a point of rest, F(x) = J(x − x*): whatever a linear
/// rule makes of it, it makes of each of J's modes by itself.
///
/// To add one, write a file like `Quadratic.swift` and a line in `Prediction.init`. Values are
/// those of all parameters of the plan, in order.
protocol LinearField: Sendable {
  /// `nil` if the plan has another objective, or if nothing moves.
  init?(_ plan: Plan)

  /// Whether J's eigenvalues are real, whatever the values: then each mode is one coordinate.
  /// Otherwise it is a plane (see `UpdateMap`).
  var isReal: Bool { get }

  /// Whether the modes may be other than the coordinates, or planes of them.
  var isRotated: Bool { get }

  /// How many modes move.
  var modeCount: Int { get }

  /// The eigenvalue of a mode.
  func eigenvalue(_ mode: Int, at values: [Double]) -> Complex

  /// Where a mode starts, and how far it has to go.
  func start(_ mode: Int, at values: [Double], escapeRadius: Double) -> ModeStart
}

/// Where a mode starts.
struct ModeStart: Sendable {
  let position: Complex
  let velocity: Complex
  /// A mode farther out than this has a coordinate of the iterate beyond the escape radius.
  let escapeRadius: Double
}

extension Plan {
  /// By key of the objective's coefficients: where its numbers stand among the parameters.
  var coefficientPositions: [String: Range<Int>] {
    var next = layout.coefficients.lowerBound
    return Dictionary(
      uniqueKeysWithValues: objective.coefficients.map { coefficient in
        let count = if case .list = coefficient { dimension } else { 1 }
        defer { next += count }
        return (coefficient.key, next..<next + count)
      })
  }

  /// Whether the numbers at these places are the same in every cell, and 0.
  func areZero(_ positions: Range<Int>) -> Bool {
    parameters[positions].allSatisfy { $0.source == .fixed(0) }
  }
}
