// The table of exponents below comes from simulations in NumPy: 20,000 trajectories of 2,300 steps
// (after 200) of the update rules as papers write them, with fresh gaussian or two-point numbers, or
// fresh batches of features aₛ ~ N(0, diag λ); the mean of ln ‖(x, v)‖ gained in a step, and its
// standard error.

import Foundation
import Testing
import Theory

struct LyapunovTests {
  private func theory(
    _ rule: PlainRule, _ curvatures: [Double], _ h: [Double], _ noise: NoiseModel
  ) throws -> StochasticTheory {
    try #require(
      StochasticTheory(rule.theory, curvatures: curvatures, hyperparameters: h, noise: noise))
  }

  /// Steps too small for their noise to matter, and for directions to align: ln of the mean map's
  /// spectral radius.
  @Test(arguments: [1e-9, 1e-6, 1e-5])
  func `tiny steps of random curvature are as without noise`(rate: Double) throws {
    let theory = try theory(
      .named("heavy_ball"), [100, 1], [rate, 0.5], .randomCurvature(batch: 1))
    #expect(abs(theory.lyapunovExponent() / (-2 * rate) - 1) < 0.01)
  }

  @Test func `what is not a number is not stable`() {
    for theory in StabilityTheory.all {
      let hyperparameters = theory.hyperparameters.map { _ in 0.5 }
      for i in hyperparameters.indices {
        var broken = hyperparameters
        broken[i] = .nan
        #expect(theory.margin(1.0 as Double, broken) == -.infinity, "\(theory.optimizer)")
      }
    }
  }

  /// ORACLES, row 34: a = 1, s = 2.
  @Test func `between the two edges squares grow and trajectories die out`() throws {
    func at(_ eta: Double) throws -> StochasticTheory {
      try theory(
        .named("gradient_descent"), [1], [eta],
        .multiplicative(relativeVariance: 4, .twoPoint))
    }
    var (below, above) = (0.4, 0.7)
    for _ in 0..<60 {
      let middle = (below + above) / 2
      if try at(middle).lyapunovExponent() < 0 { below = middle } else { above = middle }
    }
    #expect(abs(below - (7.0.squareRoot() - 1) / 3) < 1e-15)
    for eta in [0.401, 0.45, 0.5, 0.548] {
      #expect(try at(eta).meanSquareMargin < 0)
      #expect(try at(eta).lyapunovExponent() < 0)
    }
    #expect(try at(0.399).meanSquareMargin > 0)
    // ln √|0.2² − 2²·0.8²| at η = 0.8
    #expect(abs(try at(0.8).lyapunovExponent() - log(abs(0.04 - 2.56)) / 2) < 1e-15)
  }

  /// E ln|x + ξ|, by mpmath's quadrature with 40 digits.
  @Test(
    arguments: [
      (0, -0.635_181_422_730_739_085), (0.01, -0.635_131_423_564_061_307),
      (0.5, -0.515_220_693_836_032_162), (1, -0.208_495_818_434_694_279),
      (2.5, 0.805_243_237_012_384_816), (5, 1.588_027_217_933_406_221),
      (7.9, 2.058_647_401_385_244_099), (9.5, 2.245_655_935_684_048_772),
      (9.99, 2.296_496_618_996_695_004), (10.01, 2.298_517_252_019_661_285),
      (12, 2.481_397_389_183_131_267), (30, 3.400_640_896_731_152_353),
    ] as [(Double, Double)])
  func `gaussian descent is exact`(x: Double, expected: Double) throws {
    // 1 − η(1 + σξ) with ησ = 1 and 1 − η = ±x
    for eta in [1 - x, 1 + x] where eta > 0 {
      let exponent = try theory(
        .named("gradient_descent"), [1], [eta], .multiplicative(relativeVariance: 1 / (eta * eta))
      ).lyapunovExponent()
      #expect(abs(exponent - expected) < 2e-14)
    }
    let ball = try theory(
      .named("heavy_ball"), [1], [1 + x, 0],
      .multiplicative(relativeVariance: 1 / ((1 + x) * (1 + x)))
    ).lyapunovExponent()
    #expect(abs(ball - expected) < 2e-14)
  }

  @Test func `without noise it is the logarithm of the spectral radius, and close by for little`()
    throws
  {
    var random = SplitMix(state: 41)
    for rule in MeanSquareTests.rules {
      for _ in 0..<3 {
        let h = rule.theory.hyperparameters.map { _ in Double.random(in: 0.1...0.9, using: &random)
        }
        let radius = rule.theory.updateMap(1.3, h).spectralRadius
        for noise in [
          .additive(variances: [1]), .multiplicative(relativeVariance: 0),
          .randomCurvature(batch: .infinity),
        ] as [NoiseModel] {
          #expect(try theory(rule, [1.3], h, noise).lyapunovExponent() == log(radius))
        }
        for distribution in NoiseModel.Distribution.allCases {
          let exponent = try theory(
            rule, [1.3], h, .multiplicative(relativeVariance: 1e-12, distribution)
          ).lyapunovExponent()
          #expect(abs(exponent - log(radius)) < 2e-4, "\(rule) \(h)")
        }
      }
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let rule: PlainRule
    let hyperparameters: [Double]
    let curvatures: [Double]
    let noise: NoiseModel
    let exponent: Double
    let standardError: Double

    var tolerance: Double {
      switch noise.curvature {
      case .scaled(_, .gaussian): 3 * standardError
      case .scaled(_, .twoPoint): 1e-3
      default: 2e-3
      }
    }

    var testDescription: String { "\(rule.testDescription) \(hyperparameters) \(noise.curvature)" }

    init(
      _ optimizer: String, _ option: String, _ hyperparameters: [Double], _ curvatures: [Double],
      _ noise: NoiseModel, _ exponent: Double, _ standardError: Double
    ) {
      rule = .named(optimizer, option)
      self.hyperparameters = hyperparameters
      self.curvatures = curvatures
      self.noise = noise
      self.exponent = exponent
      self.standardError = standardError
    }
  }

  @Test(arguments: table) func `exponents are those of simulations`(row: Row) throws {
    let theory = try theory(row.rule, row.curvatures, row.hyperparameters, row.noise)
    let exponent = theory.lyapunovExponent()
    #expect(abs(exponent - row.exponent) < row.tolerance)
    // Jensen: E ln w² ≤ ln E w²
    #expect(2 * exponent <= log(theory.momentRadius))
    #expect(theory.lyapunovExponent() == exponent)
  }

  static let table: [Row] = [
    Row(
      "optimistic_gradient", "", [0.381], [1.3], .multiplicative(relativeVariance: 9e-4), -0.34464,
      4e-6),
    Row(
      "optimistic_gradient", "", [0.381], [1.3], .multiplicative(relativeVariance: 0.01), -0.34505,
      1.1e-5),
    Row(
      "optimistic_gradient", "", [0.381], [1.3], .multiplicative(relativeVariance: 1), -0.20594,
      1.3e-4),
    Row(
      "heavy_ball", "velocity", [1.0, 0.9], [1.0],
      .multiplicative(relativeVariance: 2.25, .gaussian), 0.23535, 8.1e-05),
    Row(
      "heavy_ball", "velocity", [0.2, 0.99], [1.0], .multiplicative(relativeVariance: 1, .gaussian),
      0.02052, 2.4e-05),
    Row(
      "heavy_ball", "velocity", [1.2, 0.3], [1.0], .multiplicative(relativeVariance: 4, .gaussian),
      0.31754, 1.3e-04),
    Row(
      "heavy_ball", "velocity", [3.0, -0.5], [0.5],
      .multiplicative(relativeVariance: 0.09, .gaussian), 0.27424, 4.2e-05),
    Row(
      "heavy_ball", "velocity", [0.5, 0.02], [1.0], .multiplicative(relativeVariance: 4, .gaussian),
      -0.48681, 1.5e-04),
    Row(
      "heavy_ball", "averaged", [5.0, 0.9], [1.0], .multiplicative(relativeVariance: 9, .gaussian),
      0.29975, 8.9e-05),
    Row(
      "heavy_ball", "physics", [0.8, 1.5, 0.7], [2.0],
      .multiplicative(relativeVariance: 1, .gaussian), -0.07201, 6.0e-05),
    Row(
      "nesterov", "look_ahead", [0.8, 0.9], [1.0], .multiplicative(relativeVariance: 1, .gaussian),
      -0.07532, 1.2e-04),
    Row(
      "nesterov", "accumulated", [0.8, 0.9], [1.0], .multiplicative(relativeVariance: 1, .gaussian),
      -0.07523, 1.2e-04),
    Row(
      "nesterov", "look_ahead", [0.4, 0.5], [1.0],
      .multiplicative(relativeVariance: 6.25, .gaussian), -0.08245, 1.3e-04),
    Row(
      "heavy_ball", "velocity", [1.0, 0.9], [1.0],
      .multiplicative(relativeVariance: 2.25, .twoPoint), 0.28338, 9.9e-05),
    Row(
      "heavy_ball", "velocity", [0.2, 0.99], [1.0], .multiplicative(relativeVariance: 1, .twoPoint),
      0.02139, 2.4e-05),
    Row(
      "heavy_ball", "velocity", [1.2, 0.3], [1.0], .multiplicative(relativeVariance: 4, .twoPoint),
      0.87310, 1.0e-05),
    Row(
      "heavy_ball", "velocity", [3.0, -0.5], [0.5],
      .multiplicative(relativeVariance: 0.09, .twoPoint), 0.27776, 3.8e-05),
    Row(
      "heavy_ball", "velocity", [0.5, 0.02], [1.0], .multiplicative(relativeVariance: 4, .twoPoint),
      -0.16946, 9.2e-05),
    Row(
      "heavy_ball", "averaged", [5.0, 0.9], [1.0], .multiplicative(relativeVariance: 9, .twoPoint),
      0.41405, 7.5e-05),
    Row(
      "heavy_ball", "physics", [0.8, 1.5, 0.7], [2.0],
      .multiplicative(relativeVariance: 1, .twoPoint), 0.01284, 5.9e-05),
    Row(
      "nesterov", "look_ahead", [0.8, 0.9], [1.0], .multiplicative(relativeVariance: 1, .twoPoint),
      0.40966, 2.2e-05),
    Row(
      "nesterov", "accumulated", [0.8, 0.9], [1.0], .multiplicative(relativeVariance: 1, .twoPoint),
      0.40961, 2.2e-05),
    Row(
      "nesterov", "look_ahead", [0.4, 0.5], [1.0],
      .multiplicative(relativeVariance: 6.25, .twoPoint), 0.31669, 6.6e-05),
    Row("gradient_descent", "", [0.8], [1.0], .randomCurvature(batch: 1), -0.46554, 1.4e-04),
    Row("gradient_descent", "", [0.5], [2.0, 0.3], .randomCurvature(batch: 1), -0.11006, 6.2e-05),
    Row("heavy_ball", "velocity", [0.5, 0.9], [1.0], .randomCurvature(batch: 1), 0.05934, 5.2e-05),
    Row(
      "heavy_ball", "velocity", [0.6, 0.8], [2.0, 0.5], .randomCurvature(batch: 1), 0.21925, 7.4e-05
    ),
    Row(
      "nesterov", "look_ahead", [0.3, 0.9], [2.0, 1.0, 0.1], .randomCurvature(batch: 1), 0.16942,
      6.7e-05),
    Row(
      "nesterov", "look_ahead", [0.1, 0.9], [2.0, 1.0, 0.5, 0.2, 0.1, 0.05],
      .randomCurvature(batch: 1), 0.02066, 2.4e-05),
    Row("gradient_descent", "", [0.8], [1.0], .randomCurvature(batch: 4), -1.03227, 1.5e-04),
    Row("gradient_descent", "", [0.5], [2.0, 0.3], .randomCurvature(batch: 4), -0.17627, 3.0e-05),
    Row(
      "heavy_ball", "velocity", [0.5, 0.9], [1.0], .randomCurvature(batch: 4), -0.01637, 2.8e-05),
    Row(
      "heavy_ball", "velocity", [0.6, 0.8], [2.0, 0.5], .randomCurvature(batch: 4), 0.01543, 4.4e-05
    ),
    Row(
      "nesterov", "look_ahead", [0.3, 0.9], [2.0, 1.0, 0.1], .randomCurvature(batch: 4), -0.06042,
      1.7e-05),
    Row(
      "nesterov", "look_ahead", [0.1, 0.9], [2.0, 1.0, 0.5, 0.2, 0.1, 0.05],
      .randomCurvature(batch: 4), -0.05194, 6.5e-06),
  ]
}
