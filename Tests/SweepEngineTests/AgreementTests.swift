import SweepEngine
import SweepPlan
import Testing
import Theory

/// Maps of quadratics change where theory says.
struct AgreementTests {
  struct Map: Sendable, CustomTestStringConvertible {
    let optimizer: String
    let eigenvalues: String
    let axes: String
    let precision: Precision

    var testDescription: String { "\(optimizer) \(eigenvalues) \(axes) \(precision.rawValue)" }

    func plan(steps: Int) throws -> Plan {
      try SweepEngineTests.plan(
        """
        objective: {quadratic: {eigenvalues: \(eigenvalues)}}
        initial_point: 1
        optimizer: \(optimizer)
        axes: {\(axes)}
        steps: \(steps)
        precision: \(precision.rawValue)
        """)
    }
  }

  static let spectra: [[Double]] = [
    [1], [100, 1], [10, 3, 1], [50, 20, 10, 5, 1], [80, 40, 20, 10, 5, 2, 1, 0.5],
  ]

  static let maps = Precision.allCases.flatMap { precision in
    spectra.flatMap { spectrum in
      let (steepest, rest) = (spectrum[0], spectrum.dropFirst().map { ", \($0)" }.joined())
      func map(_ optimizer: String, _ eigenvalues: String, _ axes: String) -> Map {
        Map(optimizer: optimizer, eigenvalues: eigenvalues, axes: axes, precision: precision)
      }
      func learningRate(_ from: Double, _ to: Double, _ count: Int) -> String {
        "learning_rate: {from: \(from / steepest), to: \(to / steepest), count: \(count)}"
      }
      let curvature =
        "eigenvalue_0: {from: \(steepest / 10), to: \(steepest * 10), count: 64, scale: log}"
      return [
        // The usual picture, and all around it: momentum of either sign beyond 1, uphill steps.
        map(
          "heavy_ball", "\(spectrum)",
          "momentum: {from: 0, to: 1, count: 96}, \(learningRate(0, 5, 80))"),
        map(
          "heavy_ball", "\(spectrum)",
          "momentum: {from: -1.2, to: 1.2, count: 96}, \(learningRate(-1, 5, 80))"),
        map(
          "nesterov", "\(spectrum)",
          "momentum: {from: 0, to: 1, count: 96}, \(learningRate(0, 3, 80))"),
        map(
          "nesterov", "\(spectrum)",
          "momentum: {from: -1.2, to: 1.2, count: 96}, \(learningRate(-0.6, 3, 80))"),
        map("gradient_descent", "[null\(rest)]", "\(learningRate(0, 4, 72)), \(curvature)"),
        map(
          "{heavy_ball: {momentum: 0.9}}", "[null\(rest)]",
          "\(learningRate(0, 8, 72)), \(curvature)"),
        map("gradient_descent", "\(spectrum)", learningRate(-0.5, 4, 128)),
        map("{nesterov: {momentum: 0.5}}", "\(spectrum)", learningRate(0, 3, 128)),
      ]
    }
  }

  /// Steps that the cells one cell width beyond the line need to escape: the most over all rows along
  /// every axis, but no more than a million.
  private func stepsToEscape(_ map: Map) throws -> Int {
    let plan = try map.plan(steps: 1)
    let prediction = try #require(Prediction(plan))
    var most = 16
    for number in 0..<plan.grid.cellCount {
      let cell = plan.grid.cell(number)
      for axis in plan.axes.indices where cell[axis] == 0 {
        most = max(most, prediction.stepsToEscape(along: axis, at: cell) ?? 0)
      }
    }
    return min(most, 1_000_000)
  }

  @Test(arguments: maps)
  func `given time to escape, verdicts agree beyond one cell from the line`(map: Map) throws {
    let plan = try map.plan(steps: stepsToEscape(map))
    let prediction = try #require(Prediction(plan))
    let measured = try Sweep(plan, fastest(for: plan)).map()
    let report = AgreementReport(
      prediction, verdicts: measured.verdicts, rates: measured.reals(.rate))
    #expect(report.byVerdict.far.disagree == 0)
    #expect(report.byVerdict.far.agree > 0 && report.byVerdict.near.agree > 0)
    #expect(report.missing == 0)
  }

  /// With few steps many cells past the line have not escaped, and `rate` must tell which way they go.
  /// It is a mean over a window: where the iterates swing (complex roots: β near or past 1) the
  /// window may begin at a crest and end in a trough. So a cell may disagree only if by theory the
  /// amplitude's change over its own window outweighs the growth there.
  @Test(arguments: maps, [40, 300])
  func `given little time, the rate tells which way cells go`(map: Map, steps: Int) throws {
    let plan = try map.plan(steps: steps)
    let prediction = try #require(Prediction(plan))
    let measured = try Sweep(plan, fastest(for: plan)).map()
    let (rates, margins) = (measured.reals(.rate), prediction.margins())
    var exceptions = 0
    for number in margins.indices {
      let isUnstable = Instability.divergedOrGrowing.holds(
        verdict: measured.verdicts[number], rate: rates[number])
      guard isUnstable != (margins[number] < 0) else { continue }
      exceptions += 1
      let cell = plan.grid.cell(number)
      let end = Int(measured.steps[number])
      let mark = referenceStep(end: end, every: plan.verdict.every)
      let run = try #require(LinearRun(plan, at: cell, steps: end))
      let growth = (run.logRadius * Double(end - mark)).magnitude
      let change = run.change(from: mark, to: end).magnitude
      let rounding = run.uncertainty(from: mark, to: end, plan.precision)
      #expect(growth <= change + rounding, "\(plan.values(at: cell)): \(rates[number])")
    }
    #expect(exceptions * 10 <= margins.count)
  }
}
