import Foundation
import SweepPlan

/// The gradient of a quadratic, ∇f(x) = R diag(λ) Rᵀ(x − x*): real modes y = Rᵀ(x − x*).
///
/// A coordinate whose curvature is fixed at 0, or that is fixed to start at the minimum, never
/// moves, whatever the hyperparameters, unless it starts with a velocity: it could not show on the
/// map and is left out. Where the axes are turned, every mode starts with a share of every
/// coordinate; and noise that does not vanish at rest moves them all.
struct QuadraticField: LinearField {
  /// The coordinates that are modes that move.
  private let modes: [Int]
  // Where the numbers stand among the parameters.
  private let eigenvalues: Range<Int>
  private let minimum: Range<Int>?
  private let rotation: Int?
  private let initialPoint: Range<Int>
  private let initialVelocity: Range<Int>

  init?(_ plan: Plan) {
    let positions = plan.coefficientPositions
    guard plan.objective.name == "quadratic", let eigenvalues = positions["eigenvalues"],
      Set(positions.keys).isSubset(of: ["eigenvalues", "minimum", "rotation"])
    else { return nil }
    let (coordinates, layout) = (0..<plan.dimension, plan.layout)
    let minimum = positions["minimum"]
    let rotation = positions["rotation"].flatMap {
      plan.dimension > 1 && !plan.areZero($0) ? $0.lowerBound : nil
    }
    var isDisplaced = coordinates.map { i in
      let start = plan.parameters[layout.initialPoint.lowerBound + i].source
      let lowest = minimum.map { plan.parameters[$0.lowerBound + i].source } ?? .fixed(0)
      if case .fixed = start { return start != lowest }
      return true
    }
    var isThrown = coordinates.map { i in
      let velocity = layout.initialVelocity.dropFirst(i).prefix(1)
      return !plan.areZero(velocity.startIndex..<velocity.endIndex)
    }
    if let noise = plan.noise, noise.kind != .multiplicative {
      isDisplaced = coordinates.map { _ in true }
    }
    if rotation != nil {
      isDisplaced = coordinates.map { _ in isDisplaced.contains(true) }
      isThrown = coordinates.map { _ in isThrown.contains(true) }
    }
    modes = coordinates.filter { i in
      let curvature = eigenvalues.lowerBound + i
      return isThrown[i] || isDisplaced[i] && !plan.areZero(curvature..<curvature + 1)
    }
    guard !modes.isEmpty else { return nil }
    self.eigenvalues = eigenvalues
    self.minimum = minimum
    self.rotation = rotation
    initialPoint = layout.initialPoint
    initialVelocity = layout.initialVelocity
  }

  var isReal: Bool { true }
  var isRotated: Bool { rotation != nil }
  var modeCount: Int { modes.count }

  /// Which coordinate of y a mode is.
  func coordinate(_ mode: Int) -> Int { modes[mode] }

  func eigenvalue(_ mode: Int, at values: [Double]) -> Complex {
    Complex(values[eigenvalues.lowerBound + modes[mode]])
  }

  func start(_ mode: Int, at values: [Double], escapeRadius: Double) -> ModeStart {
    let i = modes[mode]
    let minimum = minimum.map { Array(values[$0]) } ?? eigenvalues.map { _ in 0 }
    var position = zip(values[initialPoint], minimum).map(-)
    var velocity = initialVelocity.isEmpty ? minimum.map { _ in 0 } : Array(values[initialVelocity])
    // A mode is a coordinate, and |x − x*| ≤ |x| + |x*|.
    var radius = escapeRadius + minimum[i].magnitude
    if let rotation {
      turnBack(&position, by: values[rotation])
      turnBack(&velocity, by: values[rotation])
      // |yᵢ| ≤ ‖x − x*‖₂ ≤ √d (max |x| + max |x*|)
      let farthest = minimum.reduce(0) { max($0, $1.magnitude) }
      radius = Double(minimum.count).squareRoot() * (escapeRadius + farthest)
    }
    return ModeStart(
      position: Complex(position[i]), velocity: Complex(velocity[i]), escapeRadius: radius)
  }

  /// x → Rᵀx. R turns by the angle θ in the plane of the first two coordinates, then of the second
  /// and third, and so on.
  private func turnBack(_ x: inout [Double], by angle: Double) {
    let (sine, cosine) = (sin(angle), cos(angle))
    for i in x.indices.dropLast().reversed() {
      (x[i], x[i + 1]) = (cosine * x[i] + sine * x[i + 1], cosine * x[i + 1] - sine * x[i])
    }
  }
}
