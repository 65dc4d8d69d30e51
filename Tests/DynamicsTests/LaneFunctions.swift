import CLanes
import Dynamics
import Foundation
import Testing

#if canImport(DynamicsV4)
  import DynamicsV4
#endif

/// The functions of `Dynamics/Mathematics`, and what others say of them.
enum LaneFunction: String, Sendable, CaseIterable {
  case exponential, logarithm, sine, cosine
  case hyperbolicTangent = "hyperbolic_tangent"
  case exponentialMinusOne = "exponential_minus_one"

  /// The system's value, for float32: off by about half a unit of `Double`.
  var wider: @Sendable (Double) -> Double {
    switch self {
    case .exponential: { Foundation.exp($0) }
    case .logarithm: { Foundation.log($0) }
    case .sine: { Foundation.sin($0) }
    case .cosine: { Foundation.cos($0) }
    case .hyperbolicTangent: { Foundation.tanh($0) }
    case .exponentialMinusOne: { Foundation.expm1($0) }
    }
  }

  #if arch(x86_64)
    /// The system's value, for float64.
    var widest: @Sendable (Float80) -> Float80 {
      switch self {
      case .exponential: { Foundation.exp($0) }
      case .logarithm: { Foundation.log($0) }
      case .sine: { Foundation.sin($0) }
      case .cosine: { Foundation.cos($0) }
      case .hyperbolicTangent: { Foundation.tanh($0) }
      case .exponentialMinusOne: { Foundation.expm1($0) }
      }
    }
  #endif
}

/// Vectors of one width, of one instruction set.
struct LaneWidth: Sendable, CustomTestStringConvertible {
  private typealias Evaluate<Scalar> =
    @Sendable (
      String, Int, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int
    ) -> Void

  let name: String
  /// Machine vectors that make one vector; `nil` for one lane.
  let vectors: Int?
  private let machineLanes: (float32: Int, float64: Int)
  private let float32: Evaluate<Float>
  private let float64: Evaluate<Double>

  var testDescription: String { name }

  /// One lane: the definition.
  static let one = LaneWidth(
    name: "one lane", vectors: nil, machineLanes: (1, 1),
    float32: { Dynamics.evaluate($0, lanes: $1, of: $2, into: $3, count: $4) },
    float64: { Dynamics.evaluate($0, lanes: $1, of: $2, into: $3, count: $4) })

  /// All that this machine can run but one lane.
  static let vectors: [LaneWidth] = [1, 4].flatMap { vectors in
    var widths = [
      LaneWidth(
        name: "v3, \(vectors) vectors", vectors: vectors, machineLanes: Dynamics.machineLanes,
        float32: { Dynamics.evaluate($0, lanes: $1, of: $2, into: $3, count: $4) },
        float64: { Dynamics.evaluate($0, lanes: $1, of: $2, into: $3, count: $4) })
    ]
    #if canImport(DynamicsV4)
      if lanes_x86_64_level() >= 4 {
        widths.append(
          LaneWidth(
            name: "v4, \(vectors) vectors", vectors: vectors, machineLanes: DynamicsV4.machineLanes,
            float32: { DynamicsV4.evaluate($0, lanes: $1, of: $2, into: $3, count: $4) },
            float64: { DynamicsV4.evaluate($0, lanes: $1, of: $2, into: $3, count: $4) }))
      }
    #endif
    return widths
  }

  /// f(x) of each x, with subnormals flushed, as workers do.
  func values(_ function: LaneFunction, of x: [Float]) -> [Float] {
    values(function.rawValue, of: x, machineLanes.float32, float32)
  }

  func values(_ function: LaneFunction, of x: [Double]) -> [Double] {
    values(function.rawValue, of: x, machineLanes.float64, float64)
  }

  private func values<Scalar: BinaryFloatingPoint>(
    _ function: String, of x: [Scalar], _ machineLanes: Int, _ evaluate: Evaluate<Scalar>
  ) -> [Scalar] {
    let lanes = machineLanes * (vectors ?? 1)
    let padding = [Scalar](repeating: 0, count: (lanes - x.count % lanes) % lanes)
    var y = [Scalar](repeating: 0, count: x.count + padding.count)
    let old = lanes_flush_subnormals()
    evaluate(function, lanes, x + padding, &y, y.count)
    lanes_restore_floating_point_control(old)
    return Array(y.prefix(x.count))
  }
}

/// What the environment asks of these tests.
enum Wish {
  /// Longer forms of some tests, for a machine at night.
  static let isLong = ProcessInfo.processInfo.environment["SEPARATRIX_LONG_TESTS"] == "1"
}

/// By how many units in the last place values were off, and where most.
struct LargestError: Sendable {
  private(set) var units = 0.0
  private(set) var x = 0.0

  mutating func note(_ units: Double, at x: Double) {
    // Written so that NaN, which stands for a wrong special value, stays.
    if !(units <= self.units), !self.units.isNaN { (self.units, self.x) = (units, x) }
  }

  mutating func note(_ other: LargestError) { note(other.units, at: other.x) }
}

/// Error of `y` for float32 in units in the last place of `exact`; NaN if it is not of its kind.
///
/// What rounds to a subnormal counts as zero.
func units(_ y: Float, _ exact: Double) -> Double {
  let rounded = Float(exact)
  if rounded.isNormal, y.isFinite {
    let binade = Double(bitPattern: exact.bitPattern & 0x7ff0_0000_0000_0000)
    return abs(Double(y) - exact) / (binade * 0x1p-23)
  }
  return isSameSpecial(y, rounded) ? 0 : .nan
}

func isSameSpecial<Scalar: BinaryFloatingPoint>(_ y: Scalar, _ expected: Scalar) -> Bool {
  if expected.isNaN { return y.isNaN }
  if expected.isInfinite { return y == expected }
  return y.isZero && y.sign == expected.sign
}

#if arch(x86_64)
  /// The same for float64.
  func units(_ y: Double, _ exact: Float80) -> Double {
    let rounded = Double(exact)
    if rounded.isNormal, y.isFinite {
      return Double(abs(Float80(y) - exact) / (exact.binade.magnitude * 0x1p-52))
    }
    return isSameSpecial(y, rounded) ? 0 : .nan
  }
#endif
