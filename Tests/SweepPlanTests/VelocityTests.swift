import SweepPlan
import Testing

@Suite("Rules of motion start with a velocity")
struct VelocityTests {
  private static let sweep = """
    objective: kepler
    optimizer: symplectic_euler
    axes: {time_step: {from: 0, to: 1, count: 2}}
    steps: 10
    """

  private static func velocity(_ plan: Plan) -> [Parameter.Source] {
    plan.parameters[plan.layout.initialVelocity].map(\.source)
  }

  @Test func ofTheObjectiveOfTheSweepOrOfAnAxis() throws {
    #expect(Self.velocity(try read(Self.sweep)) == [.fixed(0), .fixed(1)])
    let list = try read(Self.sweep, ["initial_velocity=[0.5, 2]"])
    #expect(Self.velocity(list) == [.fixed(0.5), .fixed(2)])
    #expect(Self.velocity(try read(Self.sweep, ["initial_velocity=3"])) == [.fixed(3), .fixed(3)])
    let axis = try read(
      Self.sweep, ["initial_velocity=[1, ~]", "axes.initial_velocity_1={values: [4]}"])
    #expect(Self.velocity(axis) == [.fixed(1), .axis(1)])
    #expect(try axis == read(axis.resolved))
    #expect(try read(rosenbrockSweep).layout.initialVelocity.isEmpty)
  }

  @Test(arguments: [
    (
      "initial_velocity=[1]", "initial_velocity has 1 number; expected 2, one per coordinate"
    ),
    (
      "initial_velocity=fast",
      #"initial_velocity is "fast"; expected a number, or a list of 2 numbers"#
    ),
    (
      "initial_velocity=[1, ~]",
      "initial_velocity[1] is empty; expected a number, or an axis initial_velocity_1"
    ),
    (
      "axes.initial_velocity_2={values: [4]}",
      #"unknown hyperparameter "initial_velocity_2"; symplectic_euler has time_step, mass, "#
        + "friction; the schedule has warmup; clipping has clip_norm; kepler has mass; the start "
        + "has initial_point_0, initial_point_1, initial_velocity_0, initial_velocity_1; "
        + "did you mean initial_velocity_0?"
    ),
    (
      "axes.mass={values: [4]}",
      "mass is something else for symplectic_euler and kepler; fix both, and vary another"
    ),
  ])
  func whatIsWrongWithOne(setting: String, answer: String) {
    #expect(complaint(Self.sweep, [setting]) == "--set \(setting): \(answer)")
  }

  @Test func theSameQuantityOfRuleAndObjectiveIsOneAxis() throws {
    let spring = ObjectiveDescription(
      name: "spring", summary: "", kind: .potential, equation: "", coefficients: [.scalar(.mass)],
      dimensions: .listed(1...1), initialPoint: [1], source: "")
    let plan = try Plan(
      yaml: Self.sweep, file: "sweep.yaml",
      settings: ["objective=spring", "optimizer.time_step=1", "axes={mass: {values: [2, 3]}}"],
      catalog: CatalogDescription(optimizers: catalog.optimizers, objectives: [spring]))
    #expect(plan.values(at: [1]) == [1, 3, 0, 3, 1, 0])
  }

  @Test(arguments: ["initial_velocity=1", "axes.initial_velocity_0={values: [1]}"])
  func andOtherRulesHaveNone(setting: String) {
    #expect(
      complaint(rosenbrockSweep, [setting])
        == "--set \(setting): heavy_ball starts without a velocity; initial_velocity is for rules "
        + "of motion, as symplectic_euler")
  }
}
