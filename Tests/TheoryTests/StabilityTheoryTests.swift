import Foundation
import SweepPlan
import Testing
import Theory

/// Numbers in the comments are those of ORACLES rows 1–4 and 9: found by root finding elsewhere.
struct StabilityTheoryTests {
  @Test func `names are unique and formulas begin with the learning rate`() {
    #expect(Set(StabilityTheory.all.map(\.optimizer)).count == StabilityTheory.all.count)
    for theory in StabilityTheory.all {
      #expect(theory.hyperparameters.first == .learningRate)
      #expect(theory.boundaryFormula.hasPrefix("η = "))
    }
    #expect(StabilityTheory.named("adam") == nil)
  }

  @Test(arguments: StabilityTheory.all.map(\.optimizer))
  func `the margin is positive exactly where the spectral radius is below 1`(
    optimizer: String
  ) throws {
    let theory = try #require(StabilityTheory.named(optimizer))
    var random = SplitMix64(state: 4)
    var (stable, beyond) = (0, 0)
    var mismatches: [String] = []
    for _ in 0..<200_000 {
      let curvature = Double.random(in: -2...5, using: &random)
      let learningRate = Double.random(in: -0.2...1.2, using: &random)
      let momentum = Double.random(in: -1.5...2.5, using: &random)
      let margin = theory.margin(curvature, [learningRate, momentum])
      let radius = theory.updateMap(curvature, [learningRate, momentum]).spectralRadius
      if abs(margin) < 1e-12 { continue }
      if (margin > 0) != (radius < 1) {
        mismatches.append(
          "η \(learningRate), β \(momentum), λ \(curvature): margin \(margin), ρ \(radius)")
      }
      stable += margin > 0 ? 1 : 0
      beyond += margin > 0 && momentum > 1 ? 1 : 0
    }
    #expect(mismatches == [])
    #expect(stable > 5_000)
    if optimizer == "nesterov" { #expect(beyond > 1_000) }
  }

  @Test(arguments: StabilityTheory.all.map(\.optimizer))
  func `trajectories shrink inside and grow outside`(optimizer: String) throws {
    let theory = try #require(StabilityTheory.named(optimizer))
    var random = SplitMix64(state: 5)
    for _ in 0..<1_500 {
      let curvature = Double.random(in: -1...4, using: &random)
      let learningRate = Double.random(in: 0...1.2, using: &random)
      let momentum = Double.random(in: -1.2...1.5, using: &random)
      let margin = theory.margin(curvature, [learningRate, momentum])
      // A margin of 0.02 keeps ρ at least 0.003 away from 1 here, so 20,000 steps decide.
      if abs(margin) < 0.02 { continue }
      var (x, v) = (1.0, 0.0)
      for _ in 0..<20_000 where max(abs(x), abs(v)) < 1e12 {
        step(
          optimizer, curvature: curvature, learningRate: learningRate, momentum: momentum, x: &x,
          v: &v)
      }
      #expect(
        (margin > 0) == (max(abs(x), abs(v)) < 1e-6),
        "η \(learningRate), β \(momentum), λ \(curvature)")
    }
  }

  @Test(arguments: [
    ("gradient_descent", 0.0, 2.0),
    ("heavy_ball", 0, 2), ("heavy_ball", 0.9, 3.8), ("heavy_ball", 0.99, 3.98),
    ("heavy_ball", -0.5, 1),
    ("nesterov", 0, 2), ("nesterov", 0.5, 1.5), ("nesterov", 0.9, 1.357_142_857_142_857),
    ("nesterov", 0.99, 1.335_570_469_798_658),
  ])
  func `edges of stability`(optimizer: String, momentum: Double, edge: Double) throws {
    let theory = try #require(StabilityTheory.named(optimizer))
    for curvature in [0.5, 1, 100] {
      let learningRate = edge / curvature
      #expect(abs(theory.margin(curvature, [learningRate, momentum])) < 1e-14)
      #expect(
        abs(theory.updateMap(curvature, [learningRate, momentum]).spectralRadius - 1) < 1e-13)
      #expect(theory.margin(curvature, [learningRate * (1 - 1e-9), momentum]) > 0)
      #expect(theory.margin(curvature, [learningRate * (1 + 1e-9), momentum]) < 0)
      #expect(
        theory.updateMap(curvature, [learningRate * (1 - 1e-9), momentum]).spectralRadius < 1)
      #expect(
        theory.updateMap(curvature, [learningRate * (1 + 1e-9), momentum]).spectralRadius > 1)
      #expect(theory.margin(curvature, [-learningRate, momentum]) < 0)
    }
  }

  /// An optimizer with the best constant hyperparameters for curvatures in [1, 100].
  struct Optimum: Sendable {
    let optimizer: String
    let learningRate: Double
    let momentum: Double
    let rate: Double
  }

  static let optima = [
    Optimum(
      optimizer: "gradient_descent", learningRate: 0.019_801_980_198_019_8, momentum: 0,
      rate: 0.980_198),
    Optimum(
      optimizer: "heavy_ball", learningRate: 0.033_057_851_239_669_42,
      momentum: 0.669_421_487_603_305_8, rate: 0.818_182),
    Optimum(
      optimizer: "nesterov", learningRate: 0.013_289_036_544_850_5,
      momentum: 0.793_274_726_290_943_1, rate: 0.884_722),
  ]

  @Test(arguments: optima) func `optimal rates`(optimum: Optimum) throws {
    let fixed = ["learning_rate": optimum.learningRate, "momentum": optimum.momentum]
    let prediction = try #require(
      Prediction(plan(optimum.optimizer, eigenvalues: [100, 1], fixed: fixed, axes: [])))
    let radius = prediction.spectralRadius(at: prediction.plan.values(at: []))
    // At the optimum two eigenvalues meet, which costs half of the digits.
    #expect(abs(radius - optimum.rate) < 1e-6)
  }

  @Test func `heavy ball's radius is √β exactly in the disc of complex roots`() {
    var random = SplitMix64(state: 6)
    var mismatches: [String] = []
    for _ in 0..<20_000 {
      let z = Double.random(in: 0.001...4, using: &random)
      let momentum = Double.random(in: 0...1, using: &random)
      let difference = (1 - z.squareRoot()) * (1 - z.squareRoot()) - momentum
      if abs(difference) < 1e-9 { continue }
      let radius = StabilityTheory.heavyBall.updateMap(1, [z, momentum]).spectralRadius
      if (difference < 0) != (abs(radius - momentum.squareRoot()) < 1e-14 * (1 + radius)) {
        mismatches.append("z \(z), β \(momentum): ρ \(radius)")
      }
    }
    #expect(mismatches == [])
  }

  @Test func `Nesterov is stable beyond β = 1 while β(1 − z) < 1`() {
    let theory = StabilityTheory.nesterov
    #expect(theory.margin(1, [0.5, 1.9]) > 0)
    #expect(theory.updateMap(1, [0.5, 1.9]).spectralRadius < 1)
    #expect(theory.margin(1, [0.5, 2]) == 0)
    #expect(theory.margin(1, [0.5, 2.1]) < 0)
    #expect(theory.updateMap(1, [0.5, 2.1]).spectralRadius > 1)
  }
}
