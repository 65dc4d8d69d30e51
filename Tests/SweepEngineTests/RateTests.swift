import Foundation
import SweepEngine
import SweepPlan
import Testing
import Theory

/// `rate` is the logarithm of the spectral radius, as far as a window of finite length can show it.
struct RateTests {
  static let maps: [AgreementTests.Map] = AgreementTests.maps.filter { $0.precision == .float64 }

  /// Long runs in float64, no verdict before the last step. Left out are cells whose numbers end before
  /// the steps do.
  @Test(arguments: maps)
  func `rate is ln ρ, but for the amplitude's change over the window`(map: AgreementTests.Map)
    throws
  {
    let steps = 1024
    let draft = try map.plan(steps: steps)
    let plan = Plan(
      optimizer: draft.optimizer, objective: draft.objective, dimension: draft.dimension,
      parameters: draft.parameters, axes: draft.axes, steps: steps, precision: .float64,
      verdict: VerdictRule(escapeRadius: 1e290, tolerance: 0, every: 16), record: draft.quantities,
      tileShape: draft.grid.tileShape)
    let measured = try Sweep(plan, fastest(for: plan)).map()
    let rates = measured.reals(.rate)
    let window = 512.0
    var (compared, close) = (0, 0)
    for number in stride(from: 0, to: rates.count, by: 3) where measured.steps[number] == steps {
      guard let run = LinearRun(plan, at: plan.grid.cell(number), steps: steps),
        (run.logRadius * Double(steps)).magnitude < 600,
        run.amplitudes[512] > 0, run.amplitudes[steps] > 0
      else { continue }
      compared += 1
      let expected = run.logRadius + run.change(from: 512, to: steps) / window
      let rounding = (run.uncertainty(from: 512, to: steps, .float64) + 1e-12) / window
      #expect(
        (rates[number] - expected).magnitude <= rounding,
        "\(plan.values(at: plan.grid.cell(number))): \(rates[number]), expected \(expected)")
      if (rates[number] - run.logRadius).magnitude <= log(100) / window { close += 1 }
    }
    #expect(compared * 10 >= rates.count)
    // The amplitude is a cosine: it is below a hundredth of its crest at one end of the window in
    // 4/(100π) = 1.3 % of all phases.
    #expect(close * 100 >= compared * 97, "\(close) of \(compared)")
  }
}
