// The table below comes from NumPy: the full second-moment matrix E[M ⊗ M] of all coordinates of
// position and velocity, cross moments included, with
//
//     E[(A − H)ᵢⱼ(A − H)ₖₗ] = σ² HᵢⱼHₖₗ                          one ξ for all modes
//     E[(A − H)ᵢⱼ(A − H)ₖₗ] = σ² HᵢⱼHₖₗ δᵢₖ                      one ξ for each
//     E[(A − H)ᵢⱼ(A − H)ₖₗ] = (HᵢₖHⱼₗ + HᵢₗHⱼₖ)/B                sampled
//
// in M's block form for a curvature matrix A; its largest eigenvalue, and the solution of
// (1 − E[M ⊗ M]) S = d diag(σᵢ²) dᵀ. The two kinds of ξ gave the same.

import Foundation
import Testing
import Theory

struct StationaryTests {
  enum Kind: Sendable { case scaled, sampled }

  struct Row: Sendable, CustomTestStringConvertible {
    let rule: PlainRule
    let hyperparameters: [Double]
    let curvatures: [Double]
    let noise: NoiseModel
    let radius: Double
    let variances: [Double]

    var testDescription: String { "\(rule.testDescription) \(hyperparameters) \(noise)" }

    init(
      _ optimizer: String, _ option: String, _ hyperparameters: [Double], _ curvatures: [Double],
      _ kind: Kind, _ number: Double, _ added: [Double], _ radius: Double, _ variances: [Double]
    ) {
      rule = .named(optimizer, option)
      self.hyperparameters = hyperparameters
      self.curvatures = curvatures
      let curvature: NoiseModel.Curvature =
        switch kind {
        case .scaled: .scaled(relativeVariance: number, .gaussian)
        case .sampled: .sampled(batch: number)
        }
      noise = NoiseModel(curvature: curvature, gradientVariances: added)
      self.radius = radius
      self.variances = variances
    }
  }

  @Test(arguments: table) func `moments and radii are NumPy's`(row: Row) throws {
    let theory = try #require(
      StochasticTheory(
        row.rule.theory, curvatures: row.curvatures, hyperparameters: row.hyperparameters,
        noise: row.noise))
    #expect(abs(theory.momentRadius - row.radius) < 1e-13)
    let variances = try #require(theory.stationaryVariances)
    for (variance, expected) in zip(variances, row.variances) {
      #expect(abs(variance - expected) < 2e-13 * expected)
    }
    let objective = zip(row.curvatures, row.variances).reduce(0) { $0 + $1.0 * $1.1 / 2 }
    #expect(abs((theory.stationaryObjective ?? .nan) - objective) < 1e-12 * objective)
    let distance = row.variances.reduce(0, +)
    #expect(abs((theory.stationaryDistance ?? .nan) - distance) < 1e-12 * distance)
  }

  @Test(arguments: table) func `step by step the moments come to rest`(row: Row) throws {
    let theory = try #require(
      StochasticTheory(
        row.rule.theory, curvatures: row.curvatures, hyperparameters: row.hyperparameters,
        noise: row.noise))
    let start = row.curvatures.map { MomentMap.Moments(x: $0 + 1, v: -2) }
    let moments = MomentMap(theory).moments(after: 5_000, from: start)
    for (moments, expected) in zip(moments, row.variances) {
      #expect(abs(moments.xx - expected) < 1e-12 * expected)
    }
  }

  /// Without additive noise, from a start that is known.
  @Test(arguments: table) func `moments grow or shrink by their radius`(row: Row) throws {
    let theory = try #require(
      StochasticTheory(
        row.rule.theory, curvatures: row.curvatures, hyperparameters: row.hyperparameters,
        noise: NoiseModel(curvature: row.noise.curvature)))
    let start = row.curvatures.map { _ in MomentMap.Moments(x: 1, v: 0.3) }
    let map = MomentMap(theory)
    let sizes = [400, 800].map { steps in
      map.moments(after: steps, from: start).reduce(0) { $0 + $1.xx + $1.vv }
    }
    guard sizes[1] > 1e-280 else { return }
    #expect(abs(log(sizes[1] / sizes[0]) / 400 - log(row.radius)) < 0.01)
    #expect(theory.stationaryObjective == 0)
  }

  /// ORACLES, rows 35 and 36.
  @Test func `closed forms of additive noise`() throws {
    var random = SplitMix(state: 31)
    var worst = 0.0
    for _ in 0..<5_000 {
      let (lambda, variance) = (
        Double.random(in: 0.1...3, using: &random), Double.random(in: 0.1...3, using: &random)
      )
      let beta = Double.random(in: -0.9...0.9, using: &random)
      func variances(_ theory: StabilityTheory, _ h: [Double]) throws -> Double {
        try #require(
          StochasticTheory(
            theory, curvatures: [lambda], hyperparameters: h,
            noise: .additive(variances: [variance]))?
            .stationaryDistance)
      }
      var z = 2 * (1 + beta) * Double.random(in: 0.05...0.95, using: &random)
      var eta = z / lambda
      let ball = eta * variance * (1 + beta) / (lambda * (1 - beta) * (2 * (1 + beta) - z))
      worst = max(worst, try abs(variances(.heavyBall, [eta, beta]) / ball - 1))
      worst = max(
        worst, try abs(variances(.averagedHeavyBall, [eta / (1 - beta), beta]) / ball - 1))
      worst = max(
        worst, try abs(variances(.dampenedHeavyBall, [2 * eta, beta, 0.5]) / ball - 1))
      worst = max(
        worst, try abs(variances(.physicalHeavyBall, [1, 1 / eta, (1 - beta) / eta]) / ball - 1))
      z = 2 * Double.random(in: 0.05...0.95, using: &random)
      eta = z / lambda
      let descent = eta * variance / (lambda * (2 - z))
      worst = max(worst, try abs(variances(.gradientDescent, [eta]) / descent - 1))
      guard abs(beta) < 0.9 else { continue }
      z =
        Double.random(in: 0.05...0.95, using: &random)
        * min(2 * (1 + beta) / (1 + 2 * abs(beta)), 1)
      eta = z / lambda
      let q = 1 - z
      let nesterov =
        eta * variance * (1 + beta * q)
        / (lambda * (1 - beta * q) * (1 + q + 2 * beta * q))
      worst = max(worst, try abs(variances(.nesterov, [eta, beta]) / nesterov - 1))
    }
    #expect(worst < 1e-12)
  }

  /// The stationary variance of Langevin dynamics is T/λ for small steps, T/(λ(1 − ηλ/2)) for all.
  @Test(arguments: [1e-9, 1e-3, 0.5, 1.9]) func `Langevin dynamics`(eta: Double) throws {
    let theory = try #require(
      StochasticTheory(
        .gradientDescent, curvatures: [1, 0.5], hyperparameters: [eta],
        noise: .langevin(temperature: 0.3, learningRate: eta)))
    let variances = try #require(theory.stationaryVariances)
    for (lambda, variance) in zip([1, 0.5], variances) {
      #expect(abs(variance - 0.3 / (lambda * (1 - eta * lambda / 2))) < 1e-14)
    }
  }

  @Test func `beyond the boundary and without friction nothing is stationary`() throws {
    func variances(_ theory: StabilityTheory, _ h: [Double], _ s: Double) throws -> [Double]? {
      try #require(
        StochasticTheory(
          theory, curvatures: [1], hyperparameters: h,
          noise: NoiseModel(
            curvature: .scaled(relativeVariance: s, .gaussian), gradientVariances: [1]))
      ).stationaryVariances
    }
    // Row 31 with s² = 4: 0.4
    #expect(try variances(.gradientDescent, [0.399], 4) != nil)
    #expect(try variances(.gradientDescent, [0.401], 4) == nil)
    #expect(try variances(.physicalHeavyBall, [1, 1, 0.1], 0) != nil)
    #expect(try variances(.physicalHeavyBall, [1, 1, 0], 0) == nil)
    #expect(try variances(.heavyBall, [3.9, 0.9], 0) == nil)
  }

  static let table: [Row] = [
    Row(
      "gradient_descent", "", [0.413], [0.49, 0.457], .scaled, 0.918, [1.059, 1.152],
      0.690843230625358, [0.553763260199873, 0.635585267621564]),
    Row(
      "gradient_descent", "", [0.598], [1.384, 0.981], .scaled, 1.053, [1.044, 0.57],
      0.750989115401472, [1.49928617217645, 0.436711560711429]),
    Row(
      "gradient_descent", "", [0.106], [1.286], .sampled, 4, [1.509], 0.755241077784,
      [0.0692727515160288]),
    Row(
      "gradient_descent", "", [0.146], [1.47, 0.926, 0.631], .sampled, 4, [1.25, 1.312, 1.385],
      0.828760869033974, [0.0788182655666112, 0.119716501214085, 0.176567267042217]),
    Row(
      "heavy_ball", "velocity", [0.276, -0.013], [1.327, 0.153], .scaled, 0.962, [1.141, 0.712],
      0.920078093764673, [0.182863717912383, 0.661363628185029]),
    Row(
      "heavy_ball", "velocity", [0.53, 0.113], [1.057, 0.926], .scaled, 0.743, [1.086, 1.554],
      0.443440768421453, [0.597538450770924, 0.87351797012023]),
    Row(
      "heavy_ball", "velocity", [0.058, 0.454], [1.21], .sampled, 5, [1.479], 0.734787758026504,
      [0.0683268801910683]),
    Row(
      "heavy_ball", "velocity", [0.574, 0.233], [1.473, 0.83, 0.822], .sampled, 3,
      [1.803, 1.511, 1.203], 0.807520388862033,
      [3.33113872336662, 2.55969371215131, 2.36016305397547]),
    Row(
      "heavy_ball", "dampened", [0.715, 0.37, 0.461], [1.104, 0.981], .scaled, 1.945,
      [0.732, 0.857], 0.868905447369184, [1.07899849605031, 0.959686018055683]),
    Row(
      "heavy_ball", "dampened", [0.135, 0.192, 0.458], [1.446, 0.752], .scaled, 1.275,
      [1.307, 0.449], 0.872502400231638, [0.046925835159292, 0.0289602852500769]),
    Row(
      "heavy_ball", "dampened", [0.388, 0.688, 0.408], [0.165], .sampled, 1, [0.138],
      0.788860720579756, [0.354972483918467]),
    Row(
      "heavy_ball", "dampened", [0.274, 0.169, 0.284], [1.236, 1.021, 0.854], .sampled, 1,
      [1.26, 0.463, 1.191], 0.814581541987587,
      [0.289577707486643, 0.189581744206434, 0.316100917772499]),
    Row(
      "heavy_ball", "averaged", [0.196, 0.305], [1.308, 1.216], .scaled, 0.302, [1.557, 1.777],
      0.547312241802735, [0.130630580148516, 0.159028102005087]),
    Row(
      "heavy_ball", "averaged", [0.283, 0.595], [1.35, 1.314], .scaled, 0.365, [0.151, 1.337],
      0.62980156799995, [0.0179491447802165, 0.16269963336503]),
    Row(
      "heavy_ball", "averaged", [0.58, 0.411], [1.263], .sampled, 3, [0.806], 0.578537677446956,
      [0.306948468291551]),
    Row(
      "heavy_ball", "averaged", [0.969, 0.073], [0.286, 0.284, 0.283], .sampled, 2,
      [0.254, 1.822, 0.612], 0.676613967314085,
      [1.17287334798628, 4.46769272507287, 1.9295123972544]),
    Row(
      "heavy_ball", "physics", [0.5, 1.566, 0.277], [1.256, 1.044], .scaled, 0.773, [0.222, 1.086],
      0.993178380857943, [2.23734043373418, 4.11670050814388]),
    Row(
      "heavy_ball", "physics", [0.301, 0.776, 0.84], [1.495, 1.415], .scaled, 1.694,
      [1.577, 0.851], 0.83683410145233, [0.382481293016506, 0.20674227008766]),
    Row(
      "heavy_ball", "physics", [0.503, 1.13, 0.227], [0.643], .sampled, 5, [1.471],
      0.92827002909342, [3.74317181620268]),
    Row(
      "heavy_ball", "physics", [0.254, 1.21, 0.226], [1.108, 0.737, 0.179], .sampled, 5,
      [1.789, 1.841, 0.568], 0.968422507340126,
      [1.51776643086217, 1.98675068883982, 2.23198912348523]),
    Row(
      "nesterov", "look_ahead", [0.151, 0.504], [0.838, 0.472], .scaled, 0.602, [1.081, 1.294],
      0.724339320394203, [0.19794437339447, 0.417327753097075]),
    Row(
      "nesterov", "look_ahead", [0.177, 0.864], [0.809, 0.391], .scaled, 1.02, [1.838, 0.177],
      0.841492214980989, [1.28353555218432, 0.262907361873398]),
    Row(
      "nesterov", "look_ahead", [0.439, 0.72], [1.054], .sampled, 5, [1.498], 0.543492834405698,
      [0.912576584368892]),
    Row(
      "nesterov", "look_ahead", [0.333, -0.19], [1.452, 1.225, 0.906], .sampled, 1,
      [1.623, 1.435, 1.323], 0.895498408264828,
      [1.37292624334347, 1.22528245781759, 1.1028875552744]),
    Row(
      "nesterov", "accumulated", [0.473, -0.222], [1.119, 0.122], .scaled, 1.919, [0.99, 0.877],
      0.911918561205297, [0.445318741065898, 1.49152685954248]),
    Row(
      "nesterov", "accumulated", [0.397, 0.361], [0.931, 0.204], .scaled, 0.483, [0.472, 1.77],
      0.764102777014199, [0.241288046089614, 2.91011603585248]),
    Row(
      "nesterov", "accumulated", [0.423, 0.47], [0.669], .sampled, 2, [1.161], 0.540858552888269,
      [1.1571586337679]),
    Row(
      "nesterov", "accumulated", [0.515, 0.642], [1.098, 0.726, 0.148], .sampled, 4,
      [1.735, 1.201, 1.16], 0.729464473481422,
      [4.22968124930131, 3.3316945267379, 7.23609798536581]),
  ]
}
