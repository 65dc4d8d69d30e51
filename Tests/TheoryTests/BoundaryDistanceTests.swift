import SweepPlan
import Testing
import Theory

struct BoundaryDistanceTests {
  private func prediction(_ scale: Axis.Scale = .linear, learningRateLast: Bool = true) throws
    -> Prediction
  {
    let axes = [
      axis(.momentum, 0, 1, 10),
      axis(.learningRate, scale == .log ? 0.005 : 0, 0.05, 50, scale: scale),
    ]
    return try #require(
      Prediction(
        plan(
          "heavy_ball", eigenvalues: [100], axes: learningRateLast ? axes : axes.reversed())))
  }

  /// A map whose boundary lies the given number of cells to the right of theory's.
  private func map(_ prediction: Prediction, shift: Int, verdict: Verdict = .diverged) -> [UInt8] {
    let plan = prediction.plan
    let axis = plan.axes.firstIndex { $0.name == "learning_rate" } ?? 0
    return cells(plan.grid.shape).map { cell in
      var cell = cell
      cell[axis] = max(cell[axis] - shift, 0)
      let isStable = prediction.margin(at: plan.values(at: cell)) > 0
      return (isStable ? Verdict.converged : verdict).rawValue
    }
  }

  @Test func `a perfect map is at most half a cell off`() throws {
    for scale in Axis.Scale.allCases {
      for learningRateLast in [true, false] {
        let prediction = try prediction(scale, learningRateLast: learningRateLast)
        let verdicts = map(prediction, shift: 0)
        let distance = try #require(
          BoundaryDistance(prediction, verdicts: verdicts, rates: verdicts.map { _ in 0 }))
        #expect(distance.axis == (learningRateLast ? 1 : 0))
        #expect((distance.predicted, distance.matched) == (10, 10))
        #expect((distance.inCells?.maximum ?? 9) <= 0.5)
        #expect(abs(distance.meanInCells ?? 9) <= 0.5)
      }
    }
  }

  @Test func `a shifted boundary is off by the shift`() throws {
    // η = 2(1 + β)/100 with β = 0.05 + 0.1 i crosses at cell edge 21 + 2 i exactly.
    let prediction = try prediction()
    for shift in [3, -2] {
      let verdicts = map(prediction, shift: shift)
      let distance = try #require(
        BoundaryDistance(prediction, verdicts: verdicts, rates: verdicts.map { _ in 0 }))
      let cells = try #require(distance.inCells)
      let units = try #require(distance.inAxisUnits)
      #expect(abs(cells.median - Double(abs(shift))) < 1e-12)
      #expect(abs(cells.maximum - Double(abs(shift))) < 1e-12)
      #expect(abs(units.percentile95 - 0.001 * Double(abs(shift))) < 1e-15)
      #expect(abs((distance.meanInCells ?? 9) - Double(shift)) < 1e-12)
    }
  }

  @Test func `growth stands in for divergence`() throws {
    let prediction = try prediction()
    let verdicts = map(prediction, shift: 0, verdict: .bounded)
    let rates = verdicts.map { $0 == Verdict.bounded.rawValue ? 0.01 : -0.01 }
    let byVerdict = try #require(BoundaryDistance(prediction, verdicts: verdicts, rates: rates))
    #expect((byVerdict.predicted, byVerdict.matched) == (10, 0))
    #expect(
      byVerdict.inCells == nil && byVerdict.inAxisUnits == nil && byVerdict.meanInCells == nil)
    let byGrowth = try #require(
      BoundaryDistance(prediction, verdicts: verdicts, rates: rates, by: .divergedOrGrowing))
    #expect(byGrowth.matched == 10)
    #expect((byGrowth.inCells?.maximum ?? 9) < 1e-12)
  }

  @Test func `the transition nearest to the crossing counts, in theory's order only`() throws {
    let prediction = try #require(
      Prediction(plan("gradient_descent", eigenvalues: [1], axes: [axis(.learningRate, 0, 4, 40)])))
    // Theory crosses at edge 20. Stable → diverged at 5 and 22, back at 8.
    let verdicts: [UInt8] = (0..<40).map { (5..<8).contains($0) || $0 >= 22 ? 3 : 1 }
    let distance = try #require(
      BoundaryDistance(prediction, verdicts: verdicts, rates: verdicts.map { _ in 0 }))
    #expect(abs((distance.inCells?.maximum ?? 9) - 2) < 1e-12)
    // A missing cell at the edge parts nothing.
    var gap = verdicts
    gap[22] = 0
    let rest = try #require(
      BoundaryDistance(prediction, verdicts: gap, rates: gap.map { _ in 0 }))
    #expect(abs((rest.inCells?.maximum ?? 9) - 15) < 1e-12)
  }

  @Test func `quantiles interpolate as NumPy's`() throws {
    // numpy.percentile([0, 1, 2, 3, 10], [50, 95]) = [2, 8.6]
    let spread = try #require(BoundaryDistance.Spread([-10, 3, -1, 2, 0]))
    #expect(spread.median == 2)
    #expect(abs(spread.percentile95 - 8.6) < 1e-14)
    #expect(spread.maximum == 10)
    #expect(BoundaryDistance.Spread([]) == nil)
  }

  @Test func `a plan without axes has no distance`() throws {
    let prediction = try #require(Prediction(plan("nesterov", eigenvalues: [1], axes: [])))
    #expect(BoundaryDistance(prediction, verdicts: [1], rates: [0]) == nil)
  }
}
