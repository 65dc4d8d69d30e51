import SweepPlan
import Testing
import Theory

struct CriticalValuesTests {
  @Test func `heavy ball's row crosses once, at 2(1 + β)/λ`() throws {
    for scale in Axis.Scale.allCases {
      let plan = plan(
        "heavy_ball", eigenvalues: [100, 1],
        axes: [axis(.momentum, 0, 1, 50), axis(.learningRate, 1e-5, 0.05, 40, scale: scale)])
      let prediction = try #require(Prediction(plan))
      for row in 0..<50 {
        let critical = prediction.criticalValues(along: 1, at: [row, 7])
        let expected = 2 * (1 + plan.axes[0][row]) / 100
        #expect(critical.count == 1)
        #expect(abs((critical.first ?? 0) - expected) <= 4e-16 * expected * 4)
      }
    }
  }

  @Test func `along momentum too, and downward`() throws {
    let plan = plan(
      "nesterov", eigenvalues: [1],
      axes: [
        axis(.momentum, 0.99, 0, 33), Axis(hyperparameter: .learningRate, spacing: .values([1.5])),
      ])
    let prediction = try #require(Prediction(plan))
    // η = 2(1 + β)/(1 + 2β) at β = ½
    let critical = prediction.criticalValues(along: 0, at: [0, 0])
    #expect(critical.count == 1)
    #expect(abs((critical.first ?? 0) - 0.5) < 1e-15)
  }

  @Test func `both edges of a strip, in order`() throws {
    // β(1 − z) < 1 from z = ½ on at β = 2, up to 1 + q + 2βq = 0 at z = 6/5.
    let plan = plan(
      "nesterov", eigenvalues: [1], fixed: ["momentum": 2], axes: [axis(.learningRate, 0, 2, 37)])
    let prediction = try #require(Prediction(plan))
    let critical = prediction.criticalValues(along: 0, at: [0])
    #expect(critical.count == 2)
    #expect(zip(critical, [0.5, 1.2]).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test func `the ends of an axis are no crossings`() throws {
    for (eigenvalue, expected) in [(1.0, [2.0]), (-1, [])] {
      let plan = plan(
        "gradient_descent", eigenvalues: [eigenvalue], axes: [axis(.learningRate, 0, 3, 10)])
      let prediction = try #require(Prediction(plan))
      #expect(prediction.criticalValues(along: 0, at: [0]) == expected)
    }
  }
}
