import Foundation
import SweepPlan
import Testing
import Theory

struct AgreementReportTests {
  private func prediction(_ count: Int) throws -> Prediction {
    try #require(
      Prediction(
        plan(
          "heavy_ball", eigenvalues: [100, 1],
          axes: [axis(.momentum, 0, 1, count), axis(.learningRate, 0, 0.05, count)])))
  }

  /// A map that follows theory to the letter.
  private func perfectMap(_ prediction: Prediction) -> [UInt8] {
    prediction.margins().map { $0 > 0 ? Verdict.converged.rawValue : Verdict.diverged.rawValue }
  }

  @Test func `a perfect map agrees everywhere`() throws {
    let prediction = try prediction(20)
    let map = perfectMap(prediction)
    let report = AgreementReport(
      prediction, verdicts: map, rates: map.map { _ in 0 })
    #expect(report.byVerdict == report.byGrowth)
    #expect(report.byVerdict.near.disagree == 0 && report.byVerdict.far.disagree == 0)
    // η = 2(1 + β)/100 moves by 0.4 cells from row to row: it passes 2 to 5 cells in a row and its
    // neighbours.
    #expect((40...100).contains(report.byVerdict.near.agree))
    #expect(report.byVerdict.near.agree + report.byVerdict.far.agree == 400)
    #expect(report.missing == 0 && report.boundedBeyond == 0)
  }

  @Test func `cells near the line are those with both signs around them`() throws {
    // One axis, the crossing at 2 between cells 9 and 10 of 20 over [0, 4].
    let prediction = try #require(
      Prediction(plan("gradient_descent", eigenvalues: [1], axes: [axis(.learningRate, 0, 4, 20)])))
    var map = perfectMap(prediction)
    let report = AgreementReport(prediction, verdicts: map, rates: map.map { _ in 0 })
    #expect(report.byVerdict.near == .init(agree: 2))
    #expect(report.byVerdict.far == .init(agree: 18))

    map[10] = Verdict.bounded.rawValue  // beyond the line, on its way
    map[11] = Verdict.bounded.rawValue  // beyond the line, not seen growing
    map[3] = Verdict.diverged.rawValue
    map[0] = Verdict.missing.rawValue
    var rates = [Double](repeating: -1, count: 20)
    rates[10] = 0.1
    let flawed = AgreementReport(prediction, verdicts: map, rates: rates)
    #expect(flawed.byVerdict.near == .init(agree: 1, disagree: 1))
    #expect(flawed.byVerdict.far == .init(agree: 15, disagree: 2))
    #expect(flawed.byGrowth.near == .init(agree: 2))
    #expect(flawed.byGrowth.far == .init(agree: 15, disagree: 2))
    #expect((flawed.boundedBeyond, flawed.growingBeyond, flawed.missing) == (2, 1, 1))
  }

  @Test func `nearness counts diagonal neighbours`() throws {
    let prediction = try prediction(16)
    let isStable = prediction.margins().map { $0 >= 0 }
    var near = 0
    for i in 0..<16 {
      for j in 0..<16 {
        var signs: Set<Bool> = []
        for k in max(i - 1, 0)...min(i + 1, 15) {
          for l in max(j - 1, 0)...min(j + 1, 15) { signs.insert(isStable[16 * k + l]) }
        }
        near += signs.count == 2 ? 1 : 0
      }
    }
    let map = perfectMap(prediction)
    let report = AgreementReport(prediction, verdicts: map, rates: map.map { _ in 0 })
    #expect(report.byVerdict.near.agree == near)
  }

  @Test func `what counts as unstable`() {
    for (verdict, rate, diverged, growing): (UInt8, Double, Bool?, Bool?) in [
      (0, 1, nil, nil), (1, 1, false, false), (2, 1, false, true), (2, 0, false, false),
      (2, .nan, false, false), (3, -1, true, true), (200, 1, nil, nil),
    ] {
      #expect(Instability.diverged.holds(verdict: verdict, rate: rate) == diverged)
      #expect(Instability.divergedOrGrowing.holds(verdict: verdict, rate: rate) == growing)
    }
  }

  /// The recurrence itself, run on a coarse grid: verdicts and growth as a sweep measures them.
  @Test(arguments: StabilityTheory.all.map(\.optimizer))
  func `trajectories agree with theory`(optimizer: String) throws {
    let steps = 2000
    var axes = [axis(.learningRate, 0, 4.2, 40)]
    if optimizer != "gradient_descent" { axes.insert(axis(.momentum, -0.9, 1, 24), at: 0) }
    let plan = plan(optimizer, eigenvalues: [1], axes: axes, steps: steps)
    let prediction = try #require(Prediction(plan))
    var (verdicts, rates) = ([UInt8](), [Double]())
    for cell in cells(plan.grid.shape) {
      let values = plan.values(at: cell)
      let momentum = optimizer == "gradient_descent" ? 0 : values[1]
      var (x, v) = (1.0, 0.0)
      var halfway = 0.0
      for n in 1...steps {
        step(optimizer, curvature: 1, learningRate: values[0], momentum: momentum, x: &x, v: &v)
        if n == steps / 2 { halfway = max(abs(x), abs(v)) }
      }
      let end = max(abs(x), abs(v))
      verdicts.append(!(end <= 1e20) ? 3 : end <= 1e-6 ? 1 : 2)
      rates.append(log(end / halfway) / Double(steps / 2))
    }
    let report = AgreementReport(prediction, verdicts: verdicts, rates: rates)
    #expect(report.byVerdict.far.disagree == 0)
    #expect(report.byGrowth.far.disagree == 0)
    #expect(report.byGrowth.near.disagree == 0)
    #expect(report.growingBeyond == report.boundedBeyond)
    let distance = try #require(
      BoundaryDistance(prediction, verdicts: verdicts, rates: rates, by: .divergedOrGrowing))
    #expect(distance.predicted > 0 && distance.matched == distance.predicted)
    #expect((distance.inCells?.maximum ?? 9) <= 0.5)
  }
}
