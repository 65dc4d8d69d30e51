import SweepPlan
import Testing

@Suite("A sweep that records periods says what counts as one")
struct PeriodTests {
  @Test func notUnlessItIsAskedFor() throws {
    let plan = try read(rosenbrockSweep)
    #expect(plan.cycle == nil)
    #expect(plan.record == Variable.usual)
    #expect(try read(rosenbrockSweep, ["record=[rate]"]).cycle == nil)
  }

  @Test(arguments: [("float32", 1e-4), ("float64", 1e-8)])
  func recordedWithItsDefaults(precision: String, tolerance: Double) throws {
    let plan = try read(rosenbrockSweep, ["record=[period]", "precision=\(precision)"])
    #expect(plan.record == [.verdict, .period])
    #expect(plan.cycle == CycleRule(longest: 64, tolerance: tolerance))
    #expect(
      try plan == read(rosenbrockSweep, ["record=[]", "period={}", "precision=\(precision)"]))
    #expect(try plan == read(plan.resolved))
  }

  @Test func orAsWrittenAndThenItIsRecordedToo() throws {
    let plan = try read(rosenbrockSweep, ["period={up_to: 8, tolerance: 1e-3}"])
    #expect(plan.record == Variable.plain)
    #expect(plan.cycle == CycleRule(longest: 8, tolerance: 1e-3))
    #expect(try read(rosenbrockSweep, ["period.up_to=4096"]).cycle?.longest == 4096)
  }

  @Test(arguments: [
    ("period=64", "period is 64; expected {up_to, tolerance}"),
    ("period=", "period is empty; expected {up_to, tolerance}"),
    ("period.up_to=0", "period.up_to is 0; expected a whole number from 1 to 4096"),
    ("period.up_to=4097", "period.up_to is 4097; expected a whole number from 1 to 4096"),
    ("period.tolerance=0", "period.tolerance is 0; expected a number above 0 and below 1"),
    ("period.tolerance=1", "period.tolerance is 1; expected a number above 0 and below 1"),
    ("period.tolerance=.nan", "period.tolerance is .nan; expected a finite number"),
    (
      "period.upto=3",
      #"unknown key "upto"; period has up_to, tolerance; did you mean up_to?"#
    ),
  ])
  func whatIsWrongWithOne(setting: String, answer: String) {
    #expect(complaint(rosenbrockSweep, [setting]) == "--set \(setting): \(answer)")
  }

  @Test func `cells that are not computed are called missing, whatever is drawn`() {
    #expect(Variable.rate.nameOfNone(someMissing: true, someComputed: false) == "missing")
    #expect(Variable.rate.nameOfNone(someMissing: false, someComputed: true) == "no value")
    #expect(Variable.period.nameOfNone(someMissing: false, someComputed: true) == "none seen")
    #expect(
      Variable.period.nameOfNone(someMissing: true, someComputed: true) == "missing or none seen")
  }
}
