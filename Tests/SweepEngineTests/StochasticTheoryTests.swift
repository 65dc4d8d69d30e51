import Foundation
import SweepEngine
import SweepPlan
import Testing
import Theory

/// What kernels with noise come to, against theory.
struct StochasticTheoryTests {
  /// A column of the only tile.
  private func column(_ columns: [Variable: [[UInt8]]], _ variable: Variable) throws -> [Double] {
    let bytes = try #require(columns[variable]?.first)
    return bytes.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
  }

  /// Additive noise: the mean of (x − x*)² over the last half of the steps, in 20 cells.
  ///
  /// Standard errors are those of the mean over seeds, whose averages are independent of each other.
  @Test(arguments: [
    "gradient_descent", "heavy_ball", "{heavy_ball: {form: accumulated}}",
    "{heavy_ball: {form: averaged}}", "nesterov", "{nesterov: {form: accumulated}}",
  ])
  func `the error that noise leaves is the closed form's`(optimizer: String) throws {
    let hasMomentum = optimizer != "gradient_descent"
    let plan = try plan(
      """
      objective: {quadratic: {eigenvalues: [1]}}
      initial_point: [0]
      optimizer: \(optimizer)
      noise: {gaussian: 0.5}
      seeds: 256
      axes:
        \(hasMomentum ? "momentum: {values: [0, 0.4, 0.7, 0.9]}" : "initial_point_0: {values: [0, 0.1, 0.2, 0.3]}")
        learning_rate: {values: [0.05, 0.2, 0.5, 0.9, 1.2]}
      steps: 2000
      precision: float64
      measure: {from: 0.5}
      """)
    let columns = try Sweep(plan, fastest(for: plan)).columns()
    let means = try column(columns, .settledSquareDistanceMean)
    let variances = try column(columns, .settledSquareDistanceVariance)
    let objectives = try column(columns, .settledObjectiveMean)
    let prediction = try #require(StochasticPrediction(plan))
    #expect(means.count == 20)
    for cell in means.indices {
      let theory = try #require(prediction.theory(at: plan.values(at: plan.grid.cell(cell))))
      let predicted = try #require(theory.stationaryDistance)
      let error = (variances[cell] / 256).squareRoot()
      #expect(abs(means[cell] - predicted) < 3 * error, "cell \(cell): \(predicted), \(error)")
      #expect(abs(objectives[cell] - means[cell] / 2) < 1e-12 * means[cell])
    }
  }

  /// Langevin noise keeps x at the temperature, T/(λ(1 − ηλ/2)), and the heavy ball at nearly T/λ
  /// whatever β.
  @Test func `a temperature is kept`() throws {
    let plan = try plan(
      """
      objective: {quadratic: {eigenvalues: [2, 0.5]}}
      initial_point: [0, 0]
      optimizer: heavy_ball
      noise: {langevin: 0.3}
      seeds: 256
      axes: {momentum: {values: [0, 0.5, 0.9]}, learning_rate: {values: [0.02, 0.1, 0.4]}}
      steps: 4000
      precision: float64
      measure: {from: 0.5}
      """)
    let columns = try Sweep(plan, fastest(for: plan)).columns()
    let means = try column(columns, .settledSquareDistanceMean)
    let variances = try column(columns, .settledSquareDistanceVariance)
    for cell in means.indices {
      let values = plan.values(at: plan.grid.cell(cell))
      let (rate, momentum, temperature) = (values[0], values[1], 0.3)
      let predicted = [2, 0.5].reduce(0.0) { sum, curvature in
        // Row 35 with σ² = 2T(1 − β)/η.
        sum + 2 * temperature * (1 + momentum)
          / (curvature * (2 * (1 + momentum) - rate * curvature))
      }
      let error = (variances[cell] / 256).squareRoot()
      #expect(abs(means[cell] - predicted) < 3 * error, "cell \(cell): \(predicted), \(error)")
    }
  }

  /// Multiplicative noise: the learning rate at which the mean of f neither grows nor shrinks, by
  /// bisection.
  ///
  /// Few steps and many samples, for in many steps rare ones carry the mean: 256 cells that are alike
  /// but for their noise, with 1000 seeds each.
  @Test(arguments: [
    ("gradient_descent", "normal", 0.1), ("{heavy_ball: {momentum: 0.5}}", "normal", 0.1),
    ("{heavy_ball: {momentum: -0.3}}", "two_point", 0.15),
    ("{nesterov: {momentum: 0.5}}", "normal", 0.1),
  ])
  func `the mean square explodes where theory says`(
    optimizer: String, distribution: String, sigma: Double
  ) throws {
    func plan(_ rate: Double, _ steps: Int) throws -> Plan {
      try SweepEngineTests.plan(
        """
        objective: {quadratic: {eigenvalues: [1]}}
        optimizer: \(optimizer)
        noise:
          multiplicative: {sigma: \(sigma), distribution: \(distribution), independent: true}
        seeds: 1000
        axes:
          learning_rate: {values: [\(rate)]}
          initial_point_0: {from: 1, to: 1.000001, count: 256}
        steps: \(steps)
        precision: float64
        verdict: {tolerance: 0, escape_radius: 1e30, every: 1000}
        """)
    }
    func logarithm(_ rate: Double, _ steps: Int) throws -> Double {
      let plan = try plan(rate, steps)
      let means = try column(Sweep(plan, fastest(for: plan)).columns(), .objectiveMean)
      return log(means.reduce(0, +))
    }
    var (low, high) = (0.5, 4.0)
    while high - low > 1e-3 {
      let middle = (low + high) / 2
      if try logarithm(middle, 30) > logarithm(middle, 12) { high = middle } else { low = middle }
    }
    // The edge that theory has, in the same way.
    let prediction = try #require(StochasticPrediction(plan(1, 1)))
    var (inside, outside) = (0.5, 4.0)
    while outside - inside > 1e-9 {
      let middle = (inside + outside) / 2
      let values = try plan(middle, 1).values(at: [0, 0])
      if prediction.margin(.meanSquare, at: values) > 0 {
        inside = middle
      } else {
        outside = middle
      }
    }
    #expect(abs(low / inside - 1) < 0.01, "\(low) measured, \(inside) predicted")
  }

  /// ORACLES: between the mean-square and the almost-sure edge nearly every seed converges.
  @Test func `between the two edges seeds converge, beyond the second they diverge`() throws {
    let plan = try plan(
      """
      objective: {quadratic: {eigenvalues: [1]}}
      initial_point: [1]
      optimizer: gradient_descent
      noise: {multiplicative: {sigma: 2, distribution: two_point}}
      seeds: 1000
      axes: {learning_rate: {values: [0.39, 0.5, 0.54, 0.555, 0.6]}}
      steps: 20000
      precision: float64
      verdict: {tolerance: 1e-60, escape_radius: 1e60}
      """)
    let prediction = try #require(StochasticPrediction(plan))
    let axis = plan.axes[0]
    let meanSquare = axis.values.map {
      prediction.margin(.meanSquare, at: plan.values(at: [axis.values.firstIndex(of: $0) ?? 0])) > 0
    }
    #expect(meanSquare == [true, false, false, false, false])
    let critical = prediction.criticalValues(.almostSure, along: 0, at: [0])
    #expect(abs(try #require(critical.first) - (7.0.squareRoot() - 1) / 3) < 1e-5)
    let shares = try column(Sweep(plan, fastest(for: plan)).columns(), .divergedFraction)
    #expect(shares[0] == 0 && shares[1] == 0 && shares[2] < 0.01)
    #expect(shares[3] > 0.9 && shares[4] == 1)
  }
}
