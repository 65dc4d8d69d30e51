import SweepPlan
import Testing

@Suite("An optimizer's choices stand among its hyperparameters")
struct ChoiceTests {
  /// Heavy ball with the given arguments and axis.
  private static func sweep(_ arguments: String, axis: String = "b") -> String {
    """
    objective: rosenbrock
    optimizer: {heavy_ball: \(arguments)}
    axes: {\(axis): {values: [1]}}
    steps: 10
    """
  }

  private static func names(_ plan: Plan) -> [String] {
    plan.parameters[plan.layout.hyperparameters].map(\.hyperparameter.name)
  }

  @Test func theFirstOptionIsTheDefault() throws {
    let plan = try read(rosenbrockSweep)
    #expect(plan.options == [0])
    #expect(plan.option(of: "form") == "velocity")
    #expect(plan == (try read(rosenbrockSweep, ["optimizer.form=velocity"])))
  }

  @Test func anOptionChangesTheHyperparameters() throws {
    let plan = try read(Self.sweep("{time_step: 0.1, form: physics, friction: 0.5}"))
    #expect(plan.option(of: "form") == "physics")
    #expect(Self.names(plan) == ["mass", "friction", "time_step"])
    #expect(plan.values(at: [0]).prefix(3) == [1, 0.5, 0.1])
    let axis = try read(Self.sweep("{form: physics}", axis: "time_step"))
    #expect(axis.parameters[2].source == .axis(0))
    #expect(Self.names(try read(rosenbrockSweep, ["optimizer.form=position"])).count == 2)
  }

  @Test(arguments: [
    ("on", "on"), ("off", "off"), ("true", "on"), ("True", "on"), ("yes", "on"), ("no", "off"),
    ("false", "off"), (#""off""#, "off"),
  ])
  func aSwitchIsWrittenInAllOfYAMLsWays(written: String, option: String) throws {
    let settings = ["optimizer=adam", "optimizer.bias_correction=\(written)"]
    #expect(try read(rosenbrockSweep, settings).option(of: "bias_correction") == option)
  }

  @Test(arguments: [
    (
      "{form: positon}", "b",
      #"2:32: optimizer.form is "positon"; expected velocity, position or physics; "#
        + "did you mean position?"
    ),
    (
      "{form: [position]}", "b",
      "2:32: optimizer.form is a list; expected velocity, position or physics"
    ),
    ("{form: }", "b", "2:32: optimizer.form is empty; expected velocity, position or physics"),
    (
      "{form: true}", "b",
      #"2:32: optimizer.form is "true"; expected velocity, position or physics"#
    ),
    (
      "{from: position}", "b",
      #"2:26: unknown hyperparameter "from"; heavy_ball has learning_rate, momentum, form; "#
        + "did you mean form?"
    ),
    (
      "{time_step: 0.1}", "b", "2:26: heavy_ball has time_step only with form: physics"
    ),
    (
      "{form: physics, momentum: 0.9}", "b",
      "2:41: heavy_ball has momentum only with form: velocity or position"
    ),
    (
      "{form: physics, time_step: 1}", "learning_rate",
      "3:8: heavy_ball has learning_rate only with form: velocity or position"
    ),
    (
      "{learning_rate: 0.1}", "time_step", "3:8: heavy_ball has time_step only with form: physics"
    ),
    (
      "{learning_rate: 0.1}", "form",
      "3:8: form is the same in every cell; choose velocity, position or physics, as in "
        + "{heavy_ball: {form: velocity}}"
    ),
    (
      "{form: physics}", "b",
      "2:13: heavy_ball needs time_step; fix it, as in {heavy_ball: {time_step: 0.1}}, or make it "
        + "an axis"
    ),
  ])
  func whatIsWrongWithOne(arguments: String, axis: String, answer: String) {
    #expect(complaint(Self.sweep(arguments, axis: axis)) == "sweep.yaml:\(answer)")
  }
}
