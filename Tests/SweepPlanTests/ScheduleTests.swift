import SweepPlan
import Testing

@Suite("A sweep may change the step size with the steps, and clip gradients")
struct ScheduleTests {
  @Test(arguments: [
    ("schedule=linear", [0, 0]), ("schedule={linear: }", [0, 0]),
    ("schedule={cosine: {final: 0.1, warmup: 50}}", [50, 0.1]),
    ("schedule={constant: {warmup: 499.5}}", [499.5]), ("schedule={linear: {final: 3}}", [0, 3]),
  ])
  func asWritten(setting: String, numbers: [Double]) throws {
    let plan = try read(rosenbrockSweep, [setting])
    #expect(plan.schedule.map { setting.contains($0.rawValue) } == true)
    #expect(plan.parameters[plan.layout.schedule].map(\.source) == numbers.map { .fixed($0) })
  }

  @Test(arguments: ["constant", "{constant: {}}", "{constant: {warmup: 0}}"])
  func aConstantOneWithoutWarmupIsNone(written: String) throws {
    let plan = try read(rosenbrockSweep, ["schedule=\(written)"])
    #expect(plan.schedule == nil)
    #expect(plan.layout.schedule.isEmpty)
    #expect(try plan == read(rosenbrockSweep))
  }

  @Test func itsNumbersCanBeAxes() throws {
    let plan = try read(
      rosenbrockSweep,
      [
        "schedule=cosine", "axes.warmup={from: 0, to: 100, count: 4}",
        "axes.final={values: [0, 0.5]}",
      ])
    #expect(plan.parameters[plan.layout.schedule].map(\.source) == [.axis(1), .axis(2)])
  }

  @Test func anAxisOfWarmupAloneNeedsNoSchedule() throws {
    let axis = "axes.warmup={values: [0, 10]}"
    let plan = try read(rosenbrockSweep, [axis])
    #expect(plan.schedule == .constant)
    #expect(plan.parameters[2] == Parameter(hyperparameter: .warmup, source: .axis(1)))
    #expect(try plan == read(rosenbrockSweep, ["schedule=constant", axis]))
    #expect(try plan == read(plan.resolved))
  }

  @Test func argumentsAreSetWithoutTheName() throws {
    let plan = try read(rosenbrockSweep, ["schedule=cosine", "schedule.warmup=5"])
    #expect(plan.parameters[2].source == .fixed(5))
  }

  @Test(arguments: [
    (
      "schedule=cosin",
      #"unknown schedule "cosin"; the catalog has constant, linear, cosine; did you mean cosine?"#
    ),
    ("schedule=", "schedule is empty; expected a name, or {name: {…}} with its arguments"),
    (
      "schedule={cosine: 0.1}",
      "schedule is 0.1; expected hyperparameters of cosine, as {name: value}"
    ),
    (
      "schedule={cosine: {wramup: 1}}",
      #"unknown hyperparameter "wramup"; cosine has warmup, final; did you mean warmup?"#
    ),
    (
      "schedule={constant: {final: 0.1}}",
      "a sweep has final only with schedule: linear or cosine"
    ),
    ("schedule.warmup=5", "the sweep names no schedule; set schedule=NAME before this"),
    (
      "axes.final={values: [0.1]}", "a sweep has final only with schedule: linear or cosine"
    ),
    (
      "schedule={linear: {warmup: 500}}",
      "schedule.warmup is 500; expected a number from 0 to below steps, 500"
    ),
    (
      "schedule={linear: {warmup: -1}}",
      "schedule.warmup is -1; expected a number from 0 to below steps, 500"
    ),
    (
      "schedule={linear: {warmup: .inf}}", "schedule.warmup is .inf; expected a finite number"
    ),
    (
      "schedule={linear: {final: -0.1}}",
      "schedule.final is -0.1; expected a number that is not below 0, where steps would lead uphill"
    ),
    (
      "axes.warmup={from: 0, to: 1e3, count: 4}",
      "axes.warmup reaches 875; expected a number from 0 to below steps, 500"
    ),
    (
      "axes.warmup={values: [-1, 5]}",
      "axes.warmup reaches -1; expected a number from 0 to below steps, 500"
    ),
  ])
  func whatIsWrongWithOne(setting: String, answer: String) {
    #expect(complaint(rosenbrockSweep, [setting]) == "--set \(setting): \(answer)")
  }

  @Test func warmupIsShorterThanTheStepsInThePrecisionToo() throws {
    let settings = ["steps=10", "schedule={cosine: {warmup: 9.99999999}}"]
    #expect(complaint(rosenbrockSweep, settings).hasSuffix("to below steps, 10"))
    #expect(try read(rosenbrockSweep, settings + ["precision=float64"]).schedule == .cosine)
  }

  @Test func gradientsAreClippedToANumberOrAnAxis() throws {
    #expect(try !read(rosenbrockSweep).isClipped)
    let fixed = try read(rosenbrockSweep, ["clip_norm=2", "schedule=linear"])
    #expect(fixed.isClipped)
    #expect(fixed.layout.clipping == 4..<5)
    #expect(fixed.parameters[4] == Parameter(hyperparameter: .clipNorm, source: .fixed(2)))
    let axis = try read(rosenbrockSweep, ["axes.clip_norm={from: 0, to: 4, count: 2}"])
    #expect(axis.isClipped)
    #expect(axis.values(at: [0, 1])[axis.layout.clipping] == [3])
    #expect(try axis == read(axis.resolved))
  }

  @Test(arguments: [
    ("clip_norm=0", "clip_norm is 0; expected a number above 0"),
    ("clip_norm=-1", "clip_norm is -1; expected a number above 0"),
    ("clip_norm=", "clip_norm is empty; expected a number"),
    ("clip_norm=[1]", "clip_norm is a list; expected a number"),
    (
      "clip_norm=1e-40",
      "clip_norm is 1e-40; expected at least 1.1754943508222875e-38, the smallest normal float32"
    ),
    (
      "axes.clip_norm={values: [-0.5, 1]}",
      "axes.clip_norm reaches -0.5; expected a number above 0"
    ),
  ])
  func whatIsWrongWithClipping(setting: String, answer: String) {
    #expect(complaint(rosenbrockSweep, [setting]) == "--set \(setting): \(answer)")
  }

  @Test func aNumberIsFixedOrAnAxis() {
    #expect(
      complaint(rosenbrockSweep + "\nclip_norm: 1", ["axes.clip_norm={values: [1]}"])
        == "sweep.yaml:6:12: clip_norm is fixed, and also an axis; remove one of the two")
  }
}
