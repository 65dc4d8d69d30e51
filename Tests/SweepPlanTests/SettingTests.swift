import SweepPlan
import Testing

@Suite("Settings take the place of what the file says")
struct SettingTests {
  @Test func alongADottedPath() throws {
    let plan = try read(
      heavyBallSweep,
      [
        "steps=500", "axes.momentum.count=64", "precision=float64", "verdict.every=4",
        "objective.eigenvalues=[10,1]",
      ])
    #expect(plan.steps == 500)
    #expect(plan.grid.shape == [64, 1024])
    #expect(plan.precision == .float64)
    #expect(plan.verdict.every == 4)
    #expect(plan.parameters[2].source == .fixed(10))
  }

  @Test(arguments: [
    "heavy_ball", "{heavy_ball: {}}", "{heavy_ball: {momentum: 0.1}}", "{heavy_ball: }",
  ])
  func argumentsAreReachedWhicheverFormTheFileUses(written: String) throws {
    let sweep = rosenbrockSweep.replacing(line: "optimizer", with: "optimizer: \(written)")
    let plan = try read(sweep, ["optimizer.momentum=0.5", "objective.b=10"])
    #expect(plan.parameters[1].source == .fixed(0.5))
    #expect(plan.parameters[3].source == .fixed(10))
  }

  @Test func theLastOneWinsAndTheyBuildOnEachOther() throws {
    let plan = try read(
      rosenbrockSweep,
      [
        "optimizer=adam", "optimizer.beta2=0.5", "steps=1", "steps=2",
        "axes={beta1: {from: 0, to: 1, count: 4}}", "axes.learning_rate={values: [0.1]}",
      ])
    #expect(plan.optimizer.name == "adam")
    #expect(plan.parameters.prefix(3).map(\.source) == [.axis(1), .axis(0), .fixed(0.5)])
    #expect(plan.steps == 2)
  }

  @Test(arguments: [
    ("steps", "expected key=value, as in steps=500"),
    ("=5", #""" is not a key; expected words with dots between them, as in axes.momentum.count"#),
    (
      "a.b.c.d.e.f.g.h.i=5",
      #""a.b.c.d.e.f.g.h.i" is not a key; expected words with dots between "#
        + "them, as in axes.momentum.count"
    ),
    (
      "axes..count=5",
      #""axes..count" is not a key; expected words with dots between them, as in "#
        + "axes.momentum.count"
    ),
    ("steps=abc", #"steps is "abc"; expected a whole number from 1 to 4294967295"#),
    ("steps=", "steps is empty; expected a whole number from 1 to 4294967295"),
    ("steps=[1", "not YAML: did not find expected ',' or ']' while parsing a flow sequence"),
    ("steps.of=1", #"what "of" should be part of is 1000 in the sweep"#),
    (
      "axes.momentun.count=5",
      #"unknown hyperparameter "momentun"; heavy_ball has learning_rate, momentum; the schedule "#
        + "has warmup; clipping has clip_norm; quadratic has eigenvalue_0, eigenvalue_1; the start has initial_point_0, initial_point_1; "
        + "did you mean momentum?"
    ),
    (
      "optimizer.momentun=5",
      #"unknown hyperparameter "momentun"; heavy_ball has learning_rate, momentum, form; "#
        + "did you mean momentum?"
    ),
    (
      "optimizer.momentum=5", "optimizer.momentum is fixed, and also an axis; remove one of the two"
    ),
  ])
  func anErrorNamesTheSetting(setting: String, answer: String) {
    #expect(complaint(heavyBallSweep, [setting]) == "--set \(setting): \(answer)")
  }

  @Test func orThePlaceInTheFileThatItDisagreesWith() {
    #expect(
      complaint(heavyBallSweep, ["axes.momentum.to=-1"])
        == "sweep.yaml:5:25: axes.momentum goes from 0 down to -1; swap them")
  }

  @Test func argumentsNeedAName() {
    #expect(
      complaint("steps: 5", ["optimizer.momentum=0.5"])
        == "--set optimizer.momentum=0.5: the sweep names no optimizer; "
        + "set optimizer=NAME before this")
  }
}
