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

  /// The rule itself, run on a coarse grid: verdicts and growth as a sweep measures them.
  @Test(arguments: PlainRule.all)
  func `trajectories agree with theory`(rule: PlainRule) throws {
    let steps = 2000
    let scale = rule.theory.hyperparameters[0]
    var axes = [axis(scale, 0, 4.2, 30)]
    if rule.theory.hyperparameters.contains(.momentum) {
      axes.insert(axis(.momentum, -0.9, 1, 7), at: 0)
    }
    let plan = plan(
      description(rule.theory.optimizer, rule.theory), objective: quadratic,
      coefficients: [1, 0, 0], start: [1],
      fixed: ["mass": 2, "friction": 1.5, "dampening": -0.4, "substeps": 1],
      axes: axes, steps: steps)
    let prediction = try #require(Prediction(plan))
    let map = measure(rule, plan, field: field(1), steps: steps)
    let report = AgreementReport(prediction, verdicts: map.verdicts, rates: map.rates)
    #expect(report.byVerdict.far.disagree == 0)
    #expect(report.byGrowth.far.disagree == 0)
    #expect(report.byGrowth.near.disagree == 0)
    #expect(report.growingBeyond == report.boundedBeyond)
    if rule.theory.optimizer == "implicit_gradient_descent" { return }
    let distance = try #require(
      BoundaryDistance(
        prediction, verdicts: map.verdicts, rates: map.rates, by: .divergedOrGrowing))
    #expect(distance.predicted > 0 && distance.matched == distance.predicted)
    #expect((distance.inCells?.maximum ?? 9) <= 0.5)
  }

  /// A conservative map's iterates stay bounded, and measured rates are around 0 by chance.
  @Test(arguments: ["symplectic_euler", "velocity_verlet", "gradient_descent_ascent"])
  func `where nothing is lost, the rate's sign is chance`(optimizer: String) throws {
    let isGame = optimizer == "gradient_descent_ascent"
    let rule = PlainRule.named(optimizer, isGame ? "alternating" : nil)
    let plan = plan(
      description(optimizer, rule.theory), objective: isGame ? bilinear : quadratic,
      coefficients: isGame ? [1, 0] : [1, 0, 0, 0, 0], start: [1, isGame ? 0.3 : 0],
      fixed: ["mass": 1], axes: [axis(rule.theory.hyperparameters[0], 0, 4, 60)])
    let prediction = try #require(Prediction(plan))
    let map = measure(rule, plan, field: field(isGame ? Complex(0, -1) : 1), steps: 1000)
    let growing = zip(map.verdicts, map.rates).count { $0 == 2 && $1 > 0 }
    #expect(growing > 5)
    let report = AgreementReport(prediction, verdicts: map.verdicts, rates: map.rates)
    #expect(report.byVerdict == report.byGrowth)
    #expect(report.byGrowth.far.disagree == 0 && report.byGrowth.near.disagree == 0)
    #expect(report.boundedBeyond == 0)
    let distance = try #require(
      BoundaryDistance(
        prediction, verdicts: map.verdicts, rates: map.rates, by: .divergedOrGrowing))
    #expect(distance.predicted == 1 && distance.matched == 1)
    #expect((distance.inCells?.maximum ?? 9) <= 0.5)
  }

  /// Verdicts and rates of all cells of a plan whose axes are hyperparameters.
  private func measure(
    _ rule: PlainRule, _ plan: Plan, field: (Plane) -> Plane, steps: Int
  ) -> (verdicts: [UInt8], rates: [Double]) {
    var (verdicts, rates) = ([UInt8](), [Double]())
    for cell in cells(plan.grid.shape) {
      var x = Plane(1, plan.objective == bilinear ? 0.3 : 0)
      var memory = rule.memory(at: x, velocity: .zero)
      func size() -> Double {
        [x[0], x[1], memory[0], memory[1]].reduce(0) { $1.isNaN ? .infinity : max($0, abs($1)) }
      }
      var halfway = 0.0
      for n in 1...steps {
        rule.step(&x, &memory, plan.values(at: cell), field: field)
        if n == steps / 2 { halfway = size() }
      }
      verdicts.append(!(size() <= 1e20) ? 3 : size() <= 1e-6 ? 1 : 2)
      rates.append(log(size() / halfway) / Double(steps / 2))
    }
    return (verdicts, rates)
  }
}
