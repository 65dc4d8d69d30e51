import SweepPlan
import Testing
import Theory

struct PredictionTests {
  private let axes = [axis(.momentum, 0, 1, 4), axis(.learningRate, 0, 0.05, 5)]

  @Test func `every known rule on a quadratic has a prediction, nothing else`() {
    for theory in StabilityTheory.all {
      #expect(Prediction(plan(theory.optimizer, eigenvalues: [100, 1], axes: [])) != nil)
    }
    #expect(Prediction(plan("adam", eigenvalues: [1], axes: [])) == nil)
    #expect(
      Prediction(plan("heavy_ball", eigenvalues: [1], axes: [], objective: "rosenbrock")) == nil)
  }

  @Test func `a rule with a hyperparameter that theory does not read has none`() {
    let known = plan("heavy_ball", eigenvalues: [1], axes: [])
    let dampening = Hyperparameter(name: "dampening", symbol: "τ", summary: "dampening")
    let unknown = Plan(
      optimizer: OptimizerDescription(
        name: "heavy_ball", summary: "", equation: [],
        hyperparameters: known.optimizer.hyperparameters + [dampening], statePerCoordinate: 1,
        source: ""),
      objective: known.objective, dimension: 1,
      parameters: known.parameters + [Parameter(hyperparameter: dampening, source: .fixed(0))],
      axes: [], steps: 1, precision: .float64, verdict: known.verdict, record: known.record,
      tileShape: [])
    #expect(Prediction(unknown) == nil)
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

  @Test func `what cannot move does not count`() throws {
    let saddle = plan("heavy_ball", eigenvalues: [1, -1, 0], start: [1, 0, 1], axes: axes)
    let prediction = try #require(Prediction(saddle))
    #expect(prediction.margin(at: [0.1, 0.5, 1, -1, 0, 1, 0, 1]) == 0.1)
    #expect(Prediction(plan("heavy_ball", eigenvalues: [1], start: [0], axes: axes)) == nil)
  }

  @Test func `margins of the grid are those of its cells`() throws {
    let axes = [
      axis(.momentum, 0, 1, 4), axis(.learningRate, 1e-3, 1, 5, scale: .log),
      Axis(
        hyperparameter: Hyperparameter(name: "eigenvalue_0", symbol: "λ₀", summary: "curvature"),
        spacing: .values([1, 2, 4])),
    ]
    for optimizer in StabilityTheory.all.map(\.optimizer) {
      let plan = plan(optimizer, eigenvalues: [1, 0.5], axes: axes)
      let prediction = try #require(Prediction(plan))
      let expected = cells(plan.grid.shape).map { prediction.margin(at: plan.values(at: $0)) }
      #expect(prediction.margins() == expected)
    }
    #expect(Prediction(plan("nesterov", eigenvalues: [1], axes: []))?.margins() == [0])
  }
}
