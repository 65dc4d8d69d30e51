import CLanes
import Dynamics
import SweepPlan
import Testing

/// An objective at one point: what it is asked, and what it answers.
struct ObjectiveSample: Sendable, CustomStringConvertible {
  let objective: ObjectiveDescription
  let examples: [[Double]]
  let coefficients: [Double]
  let x: [Double]
  let v: [Double]

  var description: String { "\(x), along \(v), coefficients \(coefficients)" }

  /// Coefficients, iterate and direction drawn at random, where the objective is smooth; all of them
  /// numbers that `Float` has.
  ///
  /// - Parameter dimension: The usual one if `nil`.
  init(
    _ objective: ObjectiveDescription, dimension: Int? = nil, examples: [[Double]]? = nil,
    using random: inout SplitMix64
  ) {
    let dimension = dimension ?? objective.usualDimension
    func numbers(_ count: Int, _ range: ClosedRange<Float>) -> [Double] {
      (0..<count).map { _ in Double(Float.random(in: range, using: &random)) }
    }
    self.objective = objective
    self.examples = examples ?? objective.examples?.defaults ?? []
    coefficients = numbers(objective.hyperparameters(dimension: dimension).count, 0.5...2)
    v = numbers(dimension, -2...2)
    var x: [Double]
    repeat { x = numbers(dimension, -2.5...2.5) } while !objective.isSmooth(near: x)
    self.x = x
  }

  init(
    _ name: String, coefficients: [Double]? = nil, examples: [[Double]]? = nil, x: [Double],
    v: [Double]? = nil
  ) throws {
    objective = try #require(Dynamics.catalog.objectives.first { $0.name == name })
    self.coefficients =
      coefficients
      ?? objective.hyperparameters(dimension: x.count).map { $0.defaultValue ?? .nan }
    self.examples = examples ?? objective.examples?.defaults ?? []
    self.x = x
    self.v = v ?? x.map { _ in 0 }
  }

  /// One lane's answer, with subnormals flushed, as workers do.
  func answer(
    _ precision: Precision = .float64, at point: [Double]? = nil, learningRate: Double = 0.5
  ) throws -> ObjectiveAnswer {
    let control = lanes_flush_subnormals()
    defer { lanes_restore_floating_point_control(control) }
    let answers = Dynamics.scalarProbe(
      objective.name, precision, examples: examples, [question(at: point, learningRate)])
    return try #require(answers?.first)
  }

  func question(at point: [Double]? = nil, _ learningRate: Double = 0.5) -> ObjectiveQuestion {
    (coefficients, point ?? x, v, learningRate)
  }
}

extension ObjectiveDescription {
  /// Whether derivatives exist at x and around it, and are not so large that differences fail.
  func isSmooth(near x: [Double]) -> Bool {
    switch name {
    case "kepler": x[0] * x[0] + x[1] * x[1] > 0.25
    case "lasso": x.allSatisfy { $0.magnitude > 0.01 }
    case "piecewise_quadratic": (x[0] - 1).magnitude > 0.01 && (x[0] - 2).magnitude > 0.01
    default: true
    }
  }
}
