import SweepPlan
import Testing

/// A flow in the place of an optimizer.
struct FlowTests {
  private let sweep = """
    objective: {quadratic: {eigenvalues: [100, 1]}}
    flow: {heavy_ball: {friction: 0.3}}
    axes:
      time_step: {from: 0, to: 0.1, count: 16}
    steps: 100
    """

  @Test func `it is read with its defaults`() throws {
    let plan = try read(sweep)
    #expect(plan.optimizer.name == "flow.heavy_ball" && plan.optimizer.kind == .flow)
    #expect(plan.optimizer.title == "heavy ball flow")
    let values = plan.values(at: [3])
    #expect(
      plan.ruleNumbers(at: values)
        == ["time_step": 0.1 * 3.5 / 16, "mass": 1, "friction": 0.3, "substeps": 1])
    #expect(plan.times(at: values)?.start == 0 && plan.times(at: values)?.step == 0.1 * 3.5 / 16)
    #expect(try read(heavyBallSweep).times(at: plan.values(at: [0])) == nil)
  }

  @Test func `the name alone will do`() throws {
    let short = try read(sweep.replacing("{heavy_ball: {friction: 0.3}}", with: "heavy_ball"))
    #expect(try short == read(sweep, ["flow.friction=0"]))
  }

  @Test(arguments: [[], ["flow.substeps=7"], ["flow=gradient"]])
  func `the resolved sweep reads back as the same`(settings: [String]) throws {
    let plan = try read(sweep, settings)
    #expect(plan.resolved.contains("\"flow\":{") && !plan.resolved.contains("\"optimizer\""))
    #expect(try read(plan.resolved) == plan)
    #expect(try read(sweep, ["steps=101"]).sha256 != plan.sha256)
  }

  @Test func `one takes the other's place`() throws {
    let flow = try read(heavyBallSweep, ["flow=gradient", "axes={time_step: {values: [0.1]}}"])
    #expect(flow.optimizer.name == "flow.gradient")
    let back = try read(
      sweep, ["optimizer={heavy_ball: {momentum: 0.5}}", "axes={learning_rate: {values: [0.1]}}"])
    #expect(back.optimizer.name == "heavy_ball")
  }

  @Test(arguments: [
    ("steps: 100", "steps: 100\noptimizer: adam", "sweep.yaml:2:7: the sweep has both"),
    ("{heavy_ball: {friction: 0.3}}", "heavy_bal", "unknown flow \"heavy_bal\""),
    ("{heavy_ball: {friction: 0.3}}", "heavy_bal", "did you mean heavy_ball?"),
    ("{heavy_ball: {friction: 0.3}}", "gradient_flow", "did you mean gradient?"),
    ("friction: 0.3", "frction: 0.3", "heavy_ball has time_step, mass, friction, substeps"),
    ("friction: 0.3", "substeps: 0", "flow.substeps is 0; expected a whole number from 1 to"),
    ("friction: 0.3", "substeps: 1.5", "flow.substeps is 1.5; expected a whole number"),
    ("friction: 0.3", "mass: 0", "flow.mass is 0; expected a number above 0"),
    ("from: 0,", "from: -0.1,", "axes.time_step reaches -0.09375; expected a number above 0"),
    ("time_step: {from: 0, to: 0.1, count: 16}", "mass: {values: [2]}", "fix it, as in"),
    ("time_step: {from: 0, to: 0.1, count: 16}", "mass: {values: [1]}", "needs time_step"),
    ("time_step: {from: 0, to: 0.1, count: 16}", "warmup: {values: [1]}", "a flow has no schedule"),
    ("time_step:", "learning_rate:", "unknown hyperparameter \"learning_rate\""),
    ("steps: 100", "steps: 100\nschedule: cosine", "time step is the same in every step"),
    ("steps: 100", "steps: 100\nnoise: {gaussian: 1}", "the flow with noise is flow: langevin"),
    ("steps: 100", "steps: 100\nseeds: 4", "seeds differ in their noise"),
  ])
  func `what cannot be is told`(old: String, new: String, words: String) {
    let message = complaint(sweep.replacing(old, with: new))
    #expect(message.contains(words), "\(message)")
  }

  @Test func `a step of no length is none`() {
    let message = complaint(sweep, ["flow.time_step=0", "axes={mass: {values: [1]}}"])
    #expect(message.contains("flow.time_step is 0; expected a number above 0"), "\(message)")
  }

  /// Its noise needs no `noise`, and its seeds are seeds.
  @Test func `langevin brings its noise`() throws {
    let settings = ["flow={langevin: {temperature: 0.5, paths: independent}}", "seeds=8"]
    let plan = try read(sweep, settings)
    #expect(plan.noise?.kind == .langevin && plan.noise?.isOfRule == true)
    #expect(plan.noise?.isIndependent == true && plan.layout.noise.isEmpty)
    #expect(plan.noiseWords == nil)
    #expect(try read(plan.resolved) == plan)
    #expect(complaint(sweep, settings + ["noise={gaussian: 1}"]).contains("brings its own noise"))
    #expect(
      complaint(sweep, ["flow={langevin: {temperature: -1}}"]).contains("flow.temperature is -1"))
  }

  @Test func `tiles are smaller where substeps are many`() throws {
    let settings = [
      "axes={time_step: {from: 0, to: 1, count: 4096}, mass: {from: 0, to: 1, count: 4096}}"
    ]
    let few = try read(sweep, settings + ["steps=1e6"])
    let many = try read(sweep, settings + ["steps=1e6", "flow.substeps=100"])
    #expect(many.grid.tileShape[0] < few.grid.tileShape[0])
  }

  // MARK: Matched times

  private func beside(_ yaml: String, _ change: String, _ cell: [Int]) throws -> Plan? {
    let plan = try read(yaml)
    let settings = try plan.replacement(change, at: plan.values(at: cell), catalog)
    return try settings.map { try read(yaml, $0) }
  }

  /// h = √η and γ = (1 − β)/√η.
  @Test func `beside heavy ball its flow is at matched times`() throws {
    let plan = try #require(
      try beside(heavyBallSweep, "flow={heavy_ball: {substeps: 10}}", [512, 256]))
    let numbers = plan.ruleNumbers(at: plan.values(at: [0]))
    let (beta, eta) = (512.5 / 1024, 0.05 * 256.5 / 1024)
    #expect(numbers["time_step"] == eta.squareRoot() && numbers["substeps"] == 10)
    #expect(numbers["friction"] == (1 - beta) / eta.squareRoot() && numbers["mass"] == 1)
    #expect(plan.optimizer.name == "flow.heavy_ball" && plan.dimension == 2)
  }

  @Test func `what is written is kept, and what is not of the rule too`() throws {
    let yaml = heavyBallSweep.replacing("eigenvalues: [100, 1]", with: "eigenvalues: [~, 1]")
      .replacing(
        "momentum:      {from: 0, to: 1, count: 1024}", with: "eigenvalue_0: {values: [7]}"
      )
      .replacing("optimizer: heavy_ball ", with: "optimizer: {heavy_ball: {momentum: 0.5}} ")
    let plan = try #require(
      try beside(yaml, "flow={heavy_ball: {friction: 4, time_step: 0.25}}", [0, 3]))
    let numbers = plan.ruleNumbers(at: plan.values(at: [0]))
    #expect(numbers["friction"] == 4 && numbers["time_step"] == 0.25)
    #expect(plan.axes.map(\.name) == ["eigenvalue_0"] && plan.axes[0][0] == 7)
  }

  @Test func `an optimizer beside its flow`() throws {
    let plan = try #require(try beside(sweep, "optimizer=heavy_ball", [9]))
    let numbers = plan.ruleNumbers(at: plan.values(at: [0]))
    let h = 0.1 * 9.5 / 16
    #expect(numbers["learning_rate"] == h * h && numbers["momentum"] == 1 - h * 0.3)
    let physics = try #require(try beside(sweep, "optimizer={heavy_ball: {form: physics}}", [9]))
    #expect(
      physics.ruleNumbers(at: physics.values(at: [0]))
        == ["time_step": h, "mass": 1, "friction": 0.3])
  }

  @Test(arguments: ["steps=5", "optimizer=adam", "flow=nothing", "flow.mass=2"])
  func `other changes are none of this`(change: String) throws {
    #expect(try beside(heavyBallSweep, change, [0, 0]) == nil)
  }

  @Test func `noise and schedule stay with the optimizer`() throws {
    let yaml = heavyBallSweep + "\nschedule: cosine\nnoise: {gaussian: 1}\nseeds: 4\n"
    let plan = try #require(
      try beside(yaml, "flow={gradient: {time_step: 0.1}}", [1, 1]))
    #expect(plan.noise == nil && plan.schedule == nil && plan.seeds == nil)
  }
}
