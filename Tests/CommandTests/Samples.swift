import Foundation
import Testing

/// All tests of the command, one after another: each uses all cores, and some watch the clock.
@Suite(.serialized) struct CommandTests {}

/// What the environment asks of these tests.
enum Wish {
  /// Longer forms of some tests, for a machine at night.
  static var isLong: Bool { ProcessInfo.processInfo.environment["SEPARATRIX_LONG_TESTS"] == "1" }
}

/// Random numbers that are the same in every run (Steele, Lea and Flood's SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A sweep file.
struct Sample: Sendable, CustomTestStringConvertible {
  let name: String
  let yaml: String

  var testDescription: String { name }

  /// 16 × 16 cells: as fast as a sweep can be, and what the tests of wrong input change.
  static let small = Sample(
    name: "small",
    yaml: """
      objective: {quadratic: {eigenvalues: [100, 1]}}
      initial_point: [1, 1]
      optimizer: heavy_ball
      axes:
        momentum: {from: 0, to: 1, count: 16}
        learning_rate: {from: 0, to: 0.05, count: 16}
      steps: 100
      """)

  /// 256 × 256 cells in 16 tiles; slow cells stay bounded, so that it takes as long as `steps` says.
  static func squares(_ name: String, steps: String) -> Sample {
    Sample(
      name: name,
      yaml: """
        objective: {quadratic: {eigenvalues: [100, 1]}}
        initial_point: [1, 1]
        optimizer: heavy_ball
        axes:
          momentum: {from: 0, to: 1, count: 256}
          learning_rate: {from: 0, to: 0.05, count: 256}
        steps: \(steps)
        tile: [64, 64]
        verdict: {tolerance: 0}
        """)
  }

  static let squares = squares("squares", steps: "1000")

  /// About half a second on two cores with AVX-512.
  static let halfSecond = squares("half_second", steps: "60000")

  /// 3 tiles that end at once (a negative learning rate diverges) and, for each row of 4, one that
  /// takes minutes.
  static let endless = Sample(
    name: "endless",
    yaml: """
      objective: {quadratic: {eigenvalues: [100, 1]}}
      optimizer: heavy_ball
      axes:
        momentum: {from: 0, to: 0.9, count: 256}
        learning_rate: {from: -0.06, to: 0.02, count: 256}
      steps: 1e7
      tile: [64, 64]
      verdict: {tolerance: 0}
      """)

  /// Clipped tiles, float64, a log axis.
  static let ragged = Sample(
    name: "ragged",
    yaml: """
      objective: rosenbrock
      optimizer: heavy_ball
      axes:
        momentum: {values: [0, 0.3, 0.5, 0.6, 0.75, 0.9, 0.99]}
        learning_rate: {from: 1e-5, to: 1e-1, count: 333, scale: log}
      steps: 600
      precision: float64
      tile: [7, 64]
      """)

  static let line = Sample(
    name: "line",
    yaml: """
      objective: {quadratic: {eigenvalues: [3, 2, 1]}}
      optimizer: gradient_descent
      axes:
        learning_rate: {from: 0, to: 1, count: 5000}
      steps: 300
      """)

  static let cube = Sample(
    name: "cube",
    yaml: """
      objective: {quadratic: {eigenvalues: [10, 1]}}
      optimizer: nesterov
      axes:
        eigenvalue_1: {from: 0.1, to: 10, count: 5, scale: log}
        momentum: {from: 0, to: 1, count: 70}
        learning_rate: {from: 0, to: 0.3, count: 90}
      steps: 200
      tile: [2, 64, 64]
      """)

  static let four = Sample(
    name: "four",
    yaml: """
      objective: rosenbrock
      optimizer: heavy_ball
      axes:
        b: {values: [1, 10, 100]}
        initial_point_0: {from: -2, to: 2, count: 20}
        momentum: {from: 0, to: 1, count: 4}
        learning_rate: {from: 1e-4, to: 1e-1, count: 30, scale: log}
      steps: 200
      """)

  /// Step sizes that change, clipped gradients, a form that is not the usual one, a turned objective,
  /// and the period of cycles.
  static let scheduled = Sample(
    name: "scheduled",
    yaml: """
      objective: {quadratic: {eigenvalues: [100, 1], rotation: 0.3}}
      optimizer: {heavy_ball: {form: accumulated}}
      schedule: {cosine: {final: 0.5}}
      clip_norm: 5
      axes:
        warmup: {from: 0, to: 60, count: 3}
        momentum: {from: 0, to: 1.1, count: 70}
        learning_rate: {from: 0, to: 0.1, count: 90}
      steps: 200
      tile: [2, 64, 64]
      record: [steps, peak, period]
      """)

  /// Motion that starts with a velocity.
  static let orbits = Sample(
    name: "orbits",
    yaml: """
      objective: {kepler: {gravity: 1.5}}
      optimizer: velocity_verlet
      initial_point: [1, 0.25]
      initial_velocity: [0, null]
      axes:
        initial_velocity_1: {from: 0, to: 2, count: 40}
        time_step: {from: 1e-3, to: 1, count: 80, scale: log}
      steps: 300
      precision: float64
      period: {up_to: 100, tolerance: 1e-2}
      """)

  /// Noise with seeds, of which everything is kept.
  static let noisy = Sample(
    name: "noisy",
    yaml: """
      objective: {quadratic: {eigenvalues: [100, 1]}}
      optimizer: heavy_ball
      noise: {gaussian: 0.1}
      seeds: 10
      axes:
        momentum: {from: 0, to: 1, count: 70}
        learning_rate: {from: 0, to: 0.05, count: 90}
      steps: 200
      verdict: {escape_radius: 1e6}
      measure: {from: 0.5}
      quantiles: [0.1, 0.5, 0.9]
      per_seed: [verdict, objective]
      tile: [64, 64]
      """)

  /// Batches of another size in every row, drawn for every cell by itself.
  static let batches = Sample(
    name: "batches",
    yaml: """
      objective: linear_regression
      optimizer: {nesterov: {momentum: 0.5}}
      noise: {minibatch: {sampling: reshuffling, independent: true}}
      seeds: 3
      axes:
        batch_size: {values: [1, 2, 3, 5, 8]}
        learning_rate: {from: 0, to: 0.2, count: 100}
      steps: 60
      precision: float64
      tile: [5, 64]
      """)

  /// Everything that can be recorded of a trajectory.
  static let analysed = Sample(
    name: "analysed",
    yaml: """
      objective: scalar_factorization
      initial_point: [null, 0.1]
      optimizer: {heavy_ball: {momentum: 0.6}}
      axes:
        initial_point_0: {from: 0, to: 5, count: 60}
        learning_rate: {from: 0, to: 1.5, count: 70}
      steps: 200
      record: [
        rate, lyapunov_violations, descent_violations, sharpness, energy_drift, lyapunov_exponent,
        shadowing_distance]
      tile: [32, 70]
      """)

  /// Examples that every cell sees.
  static let learned = Sample(
    name: "learned",
    yaml: """
      objective: {logistic_regression: {ridge: 0.01, examples: [[1, 0.5, 1], [-1, 2, 0], [0.5, 1, 1]]}}
      optimizer: {adam: {bias_correction: off}}
      schedule: {linear: {warmup: 10}}
      axes:
        beta1: {from: 0, to: 1, count: 30}
        learning_rate: {from: 1e-3, to: 10, count: 70, scale: log}
      steps: 150
      tile: [16, 70]
      """)

  /// With a value in another's place.
  func replacing(_ old: String, by new: String) -> Sample {
    precondition(yaml.contains(old), "\(name) has no \(old)")
    return Sample(name: name, yaml: yaml.replacing(old, with: new, maxReplacements: 1))
  }

  /// The file of this sweep in a directory.
  func write(to directory: TemporaryDirectory) throws -> String {
    try directory.write(yaml + "\n", "\(name).yaml")
    return "\(name).yaml"
  }
}
