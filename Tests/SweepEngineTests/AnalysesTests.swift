import Foundation
import SweepEngine
import SweepPlan
import Testing

/// The answers of every cell of a sweep, which all kernels must agree on to the last bit.
func answers(_ yaml: String, _ variables: [Variable]) throws -> [Variable: [Double]] {
  let plan = try plan(yaml)
  let cells = plan.grid.cellCount
  var results: [TileResult] = []
  for kernel in try kernels(for: plan) {
    let run = TileRun(plan: plan, kernel: kernel)
    #expect(run.compute(rows: 0..<cells / (plan.axes.last?.count ?? 1)) { false })
    results.append(run.result)
  }
  let last = try #require(results.last)
  for variable in plan.record {
    for result in results {
      #expect(result[variable].elementsEqual(last[variable]), "\(variable)")
    }
  }
  return Dictionary(
    uniqueKeysWithValues: variables.map { variable in
      (variable, (0..<cells).map { last.value(of: variable, inCell: $0) ?? .nan })
    })
}

/// What becomes of analyses over seeds.
struct AnalysesTests {
  @Test func `over seeds they become means`() throws {
    let plan = try plan(
      """
      objective: rosenbrock
      optimizer: heavy_ball
      noise: {gaussian: 0.1}
      seeds: 5
      axes:
        momentum: {values: [0.5, 0.9]}
        learning_rate: {values: [1e-4, 1e-3, 3e-3, 1]}
      steps: 200
      precision: float64
      record: [lyapunov_violations, descent_violations, sharpness, energy_drift, lyapunov_exponent]
      """)
    let pairs: [(Variable, Variable, isOfStable: Bool)] = [
      (.lyapunovViolations, .lyapunovViolationsMean, false),
      (.descentViolations, .descentViolationsMean, false),
      (.lyapunovExponent, .lyapunovExponentMean, false),
      (.sharpness, .sharpnessLastMean, true), (.sharpnessMinimum, .sharpnessMinimumMean, true),
      (.sharpnessMean, .sharpnessMeanMean, true), (.energyDrift, .energyDriftMean, true),
    ]
    let run = CellRun(plan: plan, kernel: try reference(for: plan))
    for row in 0..<2 {
      for column in 0..<4 {
        let all = run.result(at: [row, column])
        let seeds = (0..<5).map { run.result(at: [row, column], seed: $0) }
        for (one, mean, isOfStable) in pairs {
          let values = seeds.filter {
            !isOfStable || $0[.verdict][0] != Verdict.diverged.rawValue
          }.compactMap { $0.value(of: one, inCell: 0) }
          let found = try #require(all.value(of: mean, inCell: 0))
          let expected = values.reduce(0, +) / Double(values.count)
          #expect(
            found == expected || found.isNaN && expected.isNaN
              || (found - expected).magnitude <= 1e-12 * expected.magnitude, "\(mean): \(found)")
        }
      }
    }
  }
}
