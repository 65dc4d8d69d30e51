import SweepPlan
import Testing
import Theory

/// What of an objective counts: its eigenvalues, and which of its modes move.
struct LinearFieldTests {
  /// The spectral radii of gradient descent with η = 1 tell the eigenvalues that count.
  private func radius(
    _ coefficients: [Double], of objective: ObjectiveDescription = quadratic, start: [Double],
    velocity: [Double]? = nil, axes: [Axis] = [], _ optimizer: String = "gradient_descent"
  ) -> Double? {
    let plan = plan(
      description(optimizer), objective: objective, coefficients: coefficients, start: start,
      velocity: velocity, fixed: ["learning_rate": 1, "time_step": 1, "mass": 1], axes: axes)
    return Prediction(plan).map { $0.spectralRadius(at: plan.values(at: axes.map { _ in 0 })) }
  }

  @Test func `what cannot move does not count`() {
    #expect(radius([3, 5, 0.5, 0, 0, 0, 0], start: [1, 1, 1]) == 4)
    #expect(radius([3, 5, 0.5, 0, 0, 0, 0], start: [1, 0, 1]) == 2)
    // At the minimum, wherever that is.
    #expect(radius([3, 5, 0.5, 0, 7, 0, 0], start: [1, 7, 1]) == 2)
    #expect(radius([3, 5, 0.5, 0, 7, 0, 0], start: [1, 0, 1]) == 4)
    #expect(radius([0, 0, 0.5, 0, 0, 0, 0], start: [1, 1, 1]) == 0.5)
    #expect(radius([3, 0, 0, 0, 0, 0, 0], start: [0, 1, 1]) == nil)
    #expect(radius([3, 5, 1, 2, 0], start: [1, 2]) == nil)
  }

  @Test func `on an axis it does`() {
    let start = axis(.initialPoint.indexed(1), -1, 1, 3)
    let minimum = axis(number("minimum_1"), -1, 1, 3)
    #expect(radius([3, 5, 0, 0, 0], start: [1, 0], axes: [start]) == 4)
    #expect(radius([3, 5, 0, 0, 0], start: [1, 0], axes: [minimum]) == 4)
  }

  @Test func `turned axes mix what starts`() {
    #expect(radius([3, 5, 0, 0, 0.3], start: [1, 0]) == 4)
    #expect(radius([3, 5, 0, 0, 0], start: [1, 0]) == 2)
    let rotation = axis(number("rotation"), -1, 1, 3)
    #expect(radius([3, 5, 0, 0, 0], start: [1, 0], axes: [rotation]) == 4)
    // But not a coordinate alone, and nothing where all start at the minimum.
    #expect(radius([3, 0, 0.3], start: [1]) == 2)
    #expect(radius([3, 5, 1, 2, 0.3], start: [1, 2]) == nil)
    #expect(radius([3, 0, 0, 0, 0.3], start: [0, 1]) == 2)
  }

  @Test func `an order of coordinates does not turn`() {
    let theory = StabilityTheory.alternatingGradientDescentAscent
    for (rotation, isKnown) in [(0.0, true), (0.3, false)] {
      let plan = plan(
        description(theory.optimizer, theory), objective: quadratic,
        coefficients: [3, 5, 0, 0, rotation], start: [1, 1])
      #expect((Prediction(plan) != nil) == isKnown)
    }
  }

  @Test func `a velocity moves what rests`() {
    // Without friction ρ² = 1 + h²λ for Euler's method.
    func squared(_ coefficients: [Double], start: [Double], velocity: [Double]) -> Double? {
      radius(coefficients, start: start, velocity: velocity, "explicit_euler")
        .map { ($0 * $0 * 1e12).rounded() / 1e12 }
    }
    #expect(squared([3, 8, 0, 0, 0], start: [1, 0], velocity: [0, 0]) == 4)
    #expect(squared([3, 8, 0, 0, 0], start: [1, 0], velocity: [0, 1]) == 9)
    #expect(squared([3, 8, 0, 0, 0.1], start: [0, 0], velocity: [0.5, 0]) == 9)
    #expect(squared([0, 0, 0, 0, 0], start: [1, 1], velocity: [0, 1]) == 1)
    #expect(squared([0, 0, 0, 0, 0], start: [1, 1], velocity: [0, 0]) == nil)
  }

  @Test func `a plane's eigenvalue`() {
    // |1 − (2 − 3i)|² and |1 + (−2 + 3i)|²
    for (objective, coefficients) in [(bilinear, [3.0, 2]), (linearTestEquation, [-2, 3])] {
      let moving = radius(coefficients, of: objective, start: [1, 0])
      #expect(moving.map { abs($0 * $0 - 10) < 1e-14 } == true)
      #expect(radius(coefficients, of: objective, start: [0, 0]) == nil)
      #expect(radius([0, 0], of: objective, start: [1, 0]) == nil)
    }
  }

  /// The boundary of Runge and Kutta's method over the plane of z is |R(z)| = 1.
  @Test func `regions of stability over the plane of z`() throws {
    let axes = [axis(number("im_z"), -3.5, 3.5, 9), axis(number("re_z"), -4, 1, 9)]
    let plan = plan(
      description("runge_kutta_4"), objective: linearTestEquation, coefficients: [0, 0],
      start: [1, 0], fixed: ["learning_rate": 1], axes: axes)
    let prediction = try #require(Prediction(plan))
    let lines = prediction.boundary(xAxis: 1, yAxis: 0, slice: [0, 0], resolution: 128)
    #expect(lines.count == 1 && lines.allSatisfy(\.isClosed))
    for point in lines.flatMap(\.points) {
      let z = Complex(point.x, point.y)
      let growth = 1 + z * (1 + z / 2 * (1 + z / 3 * (1 + z / 4)))
      #expect(abs(growth.magnitude - 1) < 1e-13)
    }
    let left = lines.flatMap(\.points).map(\.x).min() ?? 0
    #expect(abs(left + 2.785_293_563) < 1e-3)
    #expect(prediction.boundaryFormula == "|R(ηλ)| = 1")
  }
}
