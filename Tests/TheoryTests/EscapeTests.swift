import SweepPlan
import Testing
import Theory

struct EscapeTests {
  /// The first step at which |x| exceeds the radius.
  private func escape(
    _ optimizer: String, curvature: Double, learningRate: Double, momentum: Double, start: Double,
    radius: Double
  ) -> Int? {
    var (x, v) = (start, 0.0)
    for n in 1...2_000_000 {
      step(
        optimizer, curvature: curvature, learningRate: learningRate, momentum: momentum, x: &x,
        v: &v)
      if !(abs(x) <= radius) { return n }
    }
    return nil
  }

  @Test(arguments: StabilityTheory.all.map(\.optimizer))
  func `the bound holds, and is close near the line`(optimizer: String) throws {
    var random = SplitMix64(state: 7)
    let rule = VerdictRule(escapeRadius: 1e20, tolerance: 1e-6, every: 1)
    var (judged, near) = (0, 0)
    var (missed, loose) = ([String](), [String]())
    for _ in 0..<20_000 {
      let curvature = Double.random(in: -1...4, using: &random)
      let learningRate = Double.random(in: 0...2, using: &random)
      let momentum = Double.random(in: -0.9...1.4, using: &random)
      let start = Double.random(in: 0.01...10, using: &random)
      let prediction = try #require(
        Prediction(
          plan(optimizer, eigenvalues: [curvature], start: [start], axes: [], verdict: rule)))
      let values =
        [learningRate] + (optimizer == "gradient_descent" ? [] : [momentum]) + [curvature, start]
      let radius = prediction.spectralRadius(at: values)
      let bound = prediction.stepsToEscape(at: values)
      if radius < 1 { #expect(bound == nil) }
      if radius < 1.001 { continue }
      let steps = try #require(
        escape(
          optimizer, curvature: curvature, learningRate: learningRate, momentum: momentum,
          start: start, radius: rule.escapeRadius))
      let most = try #require(bound)
      let cell = "η \(learningRate), β \(momentum), λ \(curvature), x \(start)"
      if steps > most { missed.append(cell) }
      judged += 1
      if radius < 1.05 {
        near += 1
        if Double(most) > 1.6 * Double(steps) + 3 { loose.append(cell) }
      }
    }
    #expect(missed == [])
    #expect(loose == [])
    #expect(judged > 1_000 && near > 100)
  }

  @Test func `gradient descent in numbers`() throws {
    // |1 − 2.5| = 1.5; 1.5ⁿ > 10²⁰ from n = 114 on, one step to spare, next check at 128.
    let plan = plan("gradient_descent", eigenvalues: [1, 0.1], axes: [])
    let prediction = try #require(Prediction(plan))
    #expect(prediction.stepsToEscape(at: [2.5, 1, 0.1, 1, 1]) == 128)
    #expect(prediction.stepsToEscape(at: [1.5, 1, 0.1, 1, 1]) == nil)
  }

  @Test func `cells one cell width beyond the line escape in the steps named`() throws {
    for optimizer in ["heavy_ball", "nesterov"] {
      let plan = plan(
        optimizer, eigenvalues: [1],
        axes: [axis(.momentum, 0, 1, 20), axis(.learningRate, 0, 5, 100)])
      let prediction = try #require(Prediction(plan))
      for row in 0..<20 {
        let momentum = plan.axes[0][row]
        let critical = try #require(prediction.criticalValues(along: 1, at: [row, 0]).first)
        let most = try #require(prediction.stepsToEscape(along: 1, at: [row, 0]))
        let steps = try #require(
          escape(
            optimizer, curvature: 1, learningRate: critical + 0.05, momentum: momentum, start: 1,
            radius: 1e20))
        #expect(steps <= most && most.isMultiple(of: 16))
        #expect(Double(most) <= 1.2 * Double(steps) + 18)
      }
      #expect(prediction.stepsToEscape(along: 0, at: [0, 0]) == nil)
    }
  }
}
