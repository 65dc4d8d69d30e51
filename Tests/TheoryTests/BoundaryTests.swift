import SweepPlan
import Testing
import Theory

struct BoundaryTests {
  @Test(arguments: [Axis.Scale.linear, .log])
  func `heavy ball's boundary is η = 2(1 + β)/λ, from side to side`(scale: Axis.Scale) throws {
    let plan = plan(
      "heavy_ball", eigenvalues: [100, 1],
      axes: [
        axis(.momentum, 0, 1, 32),
        axis(.learningRate, scale == .log ? 1e-3 : 0, 0.05, 32, scale: scale),
      ])
    let prediction = try #require(Prediction(plan))
    let lines = prediction.boundary(xAxis: 1, yAxis: 0, slice: [0, 0])
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    for point in line.points {
      let learningRate = 2 * (1 + point.y) / 100
      #expect(abs(point.x - learningRate) <= 1e-12 * learningRate)
    }
    #expect(line.points.count >= 257)
    let ends = [line.points.first, line.points.last].compactMap { $0 }.sorted { $0.x < $1.x }
    #expect(ends.map(\.y) == [0, 1])
    #expect(abs(ends[0].x - 0.02) < 1e-16 && abs(ends[1].x - 0.04) < 1e-16)
  }

  @Test func `Nesterov's boundary is η = 2(1 + β)/(λ(1 + 2β))`() throws {
    let plan = plan(
      "nesterov", eigenvalues: [0.5, 7],
      axes: [axis(.learningRate, 0, 0.3, 9), axis(.momentum, 0, 1, 9)])
    let prediction = try #require(Prediction(plan))
    let lines = prediction.boundary(xAxis: 0, yAxis: 1, slice: [0, 0], resolution: 65)
    #expect(lines.count == 1)
    for point in lines.flatMap(\.points) {
      let learningRate = 2 * (1 + point.y) / (7 * (1 + 2 * point.y))
      #expect(abs(point.x - learningRate) <= 1e-12 * learningRate)
    }
  }

  @Test func `a wide window shows the whole triangle of the heavy ball`() throws {
    let plan = plan(
      "heavy_ball", eigenvalues: [1],
      axes: [axis(.learningRate, -1, 5, 9), axis(.momentum, -1.5, 1.5, 9)])
    let prediction = try #require(Prediction(plan))
    let lines = prediction.boundary(xAxis: 0, yAxis: 1, slice: [0, 0], resolution: 258)
    #expect(lines.count == 1)
    #expect(lines.first?.isClosed == true)
    for point in lines.flatMap(\.points) {
      let sides = [point.x, 1 - point.y, 2 * (1 + point.y) - point.x]
      #expect(sides.map(abs).min().map { $0 < 1e-15 } == true)
    }
  }

  @Test func `an eigenvalue and a slice may stand on axes`() throws {
    let curvature = Hyperparameter(name: "eigenvalue_0", symbol: "λ₀", summary: "curvature")
    let plan = plan(
      "heavy_ball", eigenvalues: [1],
      axes: [
        axis(curvature, 1, 10, 9),
        Axis(hyperparameter: .momentum, spacing: .values([0, 0.5, 0.9])),
        axis(.learningRate, 0.01, 10, 9, scale: .log),
      ])
    let prediction = try #require(Prediction(plan))
    for (index, momentum) in [0, 0.5, 0.9].enumerated() {
      let lines = prediction.boundary(xAxis: 2, yAxis: 0, slice: [0, index, 0], resolution: 33)
      #expect(lines.count == 1)
      for point in lines.flatMap(\.points) {
        #expect(abs(point.x * point.y - 2 * (1 + momentum)) < 1e-14)
      }
    }
  }

  @Test func `no boundary where everything is unstable`() throws {
    let plan = plan(
      "gradient_descent", eigenvalues: [1, -1],
      axes: [axis(.learningRate, 0, 3, 9), axis(.initialPoint.indexed(0), -1, 1, 8)])
    let prediction = try #require(Prediction(plan))
    #expect(prediction.boundary(xAxis: 0, yAxis: 1, slice: [0, 0]).isEmpty)
  }
}
