import SweepPlan
import Testing
import Theory

struct PredictionTests {
  private let axes = [axis(.momentum, 0, 1, 4), axis(.learningRate, 0, 0.05, 5)]

  @Test(arguments: StabilityTheory.all.indices)
  func `every known rule has a prediction on every linear field`(index: Int) {
    let theory = StabilityTheory.all[index]
    let optimizer = description(theory.optimizer, theory)
    for (objective, coefficients) in [
      (quadratic, [100.0, 1, 0, 0, 0]), (bilinear, [1, 0]), (linearTestEquation, [-1, 1]),
    ] {
      let prediction = Prediction(
        plan(optimizer, objective: objective, coefficients: coefficients, start: [1, 1]))
      #expect(prediction?.theory.options == theory.options)
      #expect(
        prediction?.boundaryFormula
          == (objective == quadratic ? theory.boundaryFormula : theory.complexBoundaryFormula))
    }
  }

  @Test func `nothing else has one`() {
    #expect(Prediction(plan("adam", eigenvalues: [1], axes: [])) == nil)
    #expect(
      Prediction(plan("heavy_ball", eigenvalues: [1], axes: [], objective: "rosenbrock")) == nil)
  }

  @Test func `another option of a choice has none, unless theory does not ask`() {
    func prediction(_ optimizer: String, _ options: [Int]) -> Prediction? {
      Prediction(
        plan(
          description(optimizer), options: options, objective: bilinear, coefficients: [1, 0],
          start: [1, 1]))
    }
    // Choices in the order of their names, `other` last, then `first_step`.
    #expect(prediction("heavy_ball", [2, 0]) != nil)
    #expect(prediction("heavy_ball", [3, 0]) == nil)
    #expect(prediction("nesterov", [0, 0, 0]) != nil)
    #expect(prediction("nesterov", [0, 1, 0]) == nil)
    #expect(prediction("runge_kutta_4", [0, 0, 0]) != nil)
    #expect(prediction("runge_kutta_4", [1, 0, 0]) == nil)
    #expect(prediction("runge_kutta_4", [0, 1, 0]) == nil)
  }

  @Test func `schedules and clipped gradients have none`() {
    func prediction(_ schedule: Schedule?, isClipped: Bool) -> Prediction? {
      Prediction(
        plan(
          description("heavy_ball"), schedule: schedule, isClipped: isClipped, objective: bilinear,
          coefficients: [1, 0], start: [1, 1]))
    }
    #expect(prediction(nil, isClipped: false) != nil)
    #expect(prediction(.constant, isClipped: false) == nil)
    #expect(prediction(.cosine, isClipped: false) == nil)
    #expect(prediction(nil, isClipped: true) == nil)
  }

  @Test func `a rule with a hyperparameter that theory does not read has none`() {
    let known = description("heavy_ball")
    let unknown = OptimizerDescription(
      name: "heavy_ball", summary: "", equation: [],
      hyperparameters: known.hyperparameters + [number("dampening")], statePerCoordinate: 1,
      source: "")
    #expect(
      Prediction(plan(unknown, objective: bilinear, coefficients: [1, 0], start: [1, 1]))?.theory
        .options == ["form": ["dampened"]])
    let stranger = OptimizerDescription(
      name: "heavy_ball", summary: "", equation: [],
      hyperparameters: known.hyperparameters + [number("fading")], statePerCoordinate: 1,
      source: "")
    #expect(
      Prediction(plan(stranger, objective: bilinear, coefficients: [1, 0], start: [1, 1])) == nil)
  }

  @Test func `hyperparameters are read by name`() throws {
    let theory = StabilityTheory.symplecticEuler
    let shuffled = OptimizerDescription(
      name: theory.optimizer, summary: "", equation: [],
      hyperparameters: [.friction, .timeStep, .mass], statePerCoordinate: 1, source: "")
    let prediction = try #require(
      Prediction(
        plan(
          shuffled, objective: quadratic, coefficients: [3, 0, 0], start: [1],
          fixed: ["friction": 0.2, "time_step": 0.7, "mass": 2])))
    let values = prediction.plan.values(at: [])
    #expect(prediction.margin(at: values) == theory.margin(3.0, [0.7, 2, 0.2]))
    #expect(
      prediction.spectralRadius(at: values) == theory.updateMap(3.0, [0.7, 2, 0.2]).spectralRadius)
  }

  @Test func `the worst curvature decides`() throws {
    let prediction = try #require(
      Prediction(plan("heavy_ball", eigenvalues: [100, 1], axes: axes)))
    // Parameters: learning rate, momentum, two curvatures, two starts.
    #expect(abs(prediction.margin(at: [0.03, 0.5, 100, 1, 1, 1]) - 0) < 1e-15)
    #expect(prediction.margin(at: [0.01, 0.5, 100, 1, 1, 1]) == 0.01)
    #expect(prediction.margin(at: [0.01, 0.5, 100, -1, 1, 1]) == -0.01)
    #expect(prediction.spectralRadius(at: [0.04, 0.5, 100, 1, 1, 1]) > 1)
    #expect(prediction.boundaryFormula == "η = 2(1 + β)/λ")
  }

  @Test func `margins of the grid are those of its cells`() throws {
    let axes = [
      axis(.momentum, 0, 1, 4), axis(.learningRate, 1e-3, 1, 5, scale: .log),
      Axis(hyperparameter: number("eigenvalue_0"), spacing: .values([1, 2, 4])),
    ]
    for optimizer in ["gradient_descent", "heavy_ball", "nesterov", "runge_kutta_4"] {
      let plan = plan(optimizer, eigenvalues: [1, 0.5], axes: axes)
      let prediction = try #require(Prediction(plan))
      let expected = cells(plan.grid.shape).map { prediction.margin(at: plan.values(at: $0)) }
      #expect(prediction.margins() == expected)
    }
    #expect(Prediction(plan("nesterov", eigenvalues: [1], axes: []))?.margins() == [0])
  }
}
