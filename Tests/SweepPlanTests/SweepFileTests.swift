import SweepPlan
import Testing

@Suite("A sweep file is read into a plan")
struct SweepFileTests {
  @Test func theExampleOfTheDesign() throws {
    let plan = try read(heavyBallSweep)
    #expect(plan.name == "sweep")
    #expect(plan.optimizer.name == "heavy_ball")
    #expect(plan.objective.name == "quadratic")
    #expect(plan.dimension == 2)
    #expect(
      plan.parameters.map(\.hyperparameter.name) == [
        "learning_rate", "momentum", "eigenvalue_0", "eigenvalue_1", "initial_point_0",
        "initial_point_1",
      ])
    #expect(
      plan.parameters.map(\.source) == [
        .axis(1), .axis(0), .fixed(100), .fixed(1), .fixed(1), .fixed(1),
      ])
    #expect(plan.axes.map(\.name) == ["momentum", "learning_rate"])
    #expect(plan.steps == 1000)
    #expect(plan.precision == .float32)
    #expect(plan.verdict == VerdictRule(escapeRadius: 1e6, tolerance: 1e-6, every: 16))
    #expect(plan.record == Variable.usual)
    #expect(plan.grid == Grid(shape: [1024, 1024], tileShape: [256, 256]))
  }

  @Test func defaultsAreFilledIn() throws {
    let plan = try read(rosenbrockSweep)
    #expect(
      plan.parameters.map(\.source) == [
        .axis(0), .fixed(0.9), .fixed(1), .fixed(100), .fixed(-1.2), .fixed(1),
      ])
    #expect(plan.verdict == VerdictRule(escapeRadius: 1e20, tolerance: 1e-6, every: 16))
    #expect(plan.grid.tileShape == [100])
    let wide = try read(rosenbrockSweep, ["precision=float64", "axes.learning_rate.count=1000000"])
    #expect(wide.verdict.escapeRadius == 1e100)
    #expect(wide.grid.tileShape == [65536])
  }

  @Test(arguments: [["momentum", "learning_rate"], ["learning_rate", "momentum"]])
  func axesKeepTheirOrder(names: [String]) throws {
    let axes = names.map { "  \($0): {from: 0, to: 1, count: 8}" }.joined(separator: "\n")
    let mapping = try read("objective: rosenbrock\noptimizer: heavy_ball\nsteps: 5\naxes:\n\(axes)")
    #expect(mapping.axes.map(\.name) == names)
    let items = names.map { "  - \($0): {from: 0, to: 1, count: 8}" }.joined(separator: "\n")
    let list = try read("objective: rosenbrock\noptimizer: heavy_ball\nsteps: 5\naxes:\n\(items)")
    #expect(list == mapping)
  }

  @Test func anAxisTakesThePlaceOfAListedOrDefaultValue() throws {
    let plan = try read(
      """
      objective: {quadratic: {eigenvalues: [~, 1]}}
      optimizer: {adam: {learning_rate: 0.1}}
      axes:
        eigenvalue_0: {from: 1, to: 100, count: 4}
        beta1: {values: [0, 0.5, 0.9]}
        initial_point_1: {from: -1, to: 1, count: 4}
      steps: 10
      """)
    #expect(
      plan.parameters.map(\.source) == [
        .fixed(0.1), .axis(1), .fixed(0.999), .fixed(1e-8), .axis(0), .fixed(1), .fixed(1),
        .axis(2),
      ])
    #expect(plan.values(at: [0, 2, 3]) == [0.1, 0.9, 0.999, 1e-8, 13.375, 1, 1, 0.75])
    #expect(plan.grid.tileShape == [4, 3, 4])
  }

  @Test(arguments: [
    ("[1, 2, 3]", [1, 2, 3]), ("0.25", [0.25, 0.25]), ("[7]", [7]),
  ])
  func theInitialPointIsAListOrOneNumberForAll(written: String, point: [Double]) throws {
    let plan = try read(
      """
      objective: styblinski_tang
      initial_point: \(written)
      optimizer: heavy_ball
      axes: {learning_rate: {from: 0, to: 1, count: 2}, momentum: {values: [0.5]}}
      steps: 1
      """)
    #expect(plan.parameters.suffix(plan.dimension).map(\.source) == point.map { .fixed($0) })
  }

  @Test(arguments: [
    ("1e-6", 1e-6), ("1E-6", 1e-6), ("+1", 1), (".5", 0.5), ("1_000", 1000), ("1_0.2_5", 10.25),
    ("-0.0", 0), ("0x10", 16), ("5e-324", .leastNonzeroMagnitude),
  ])
  func numbersAreReadAsPeopleWriteThem(written: String, value: Double) throws {
    let plan = try read(rosenbrockSweep, ["optimizer.momentum=\(written)"])
    #expect(plan.parameters[1].source == .fixed(value))
  }

  @Test(arguments: ["1000", "1_000", "1e3", "1000.0", "+1000"])
  func wholeNumbersTooIfTheyAreExactlyOne(written: String) throws {
    #expect(try read(rosenbrockSweep, ["steps=\(written)"]).steps == 1000)
  }

  @Test func theVerdictIsAlwaysRecordedAndVariablesKeepTheirOrder() throws {
    let plan = try read(rosenbrockSweep, ["record=[rate, steps, rate]"])
    #expect(plan.record == [.verdict, .steps, .rate])
    #expect(try read(rosenbrockSweep, ["record=[]"]).record == [.verdict])
  }

  /// Fewer files of large grids, less in flight of long trajectories.
  @Test(arguments: [
    (1024, "1000", [256, 256]), (16384, "1000", [256, 256]), (16448, "1000", [512, 512]),
    (65536, "1000", [512, 512]), (65536, "1e6", [256, 256]), (1024, "1e6", [256, 256]),
    (1024, "2e6", [128, 128]), (1024, "4e9", [64, 64]), (100, "4e9", [64, 64]),
  ])
  func aTileOfItsOwnAccordFitsThePlan(count: Int, steps: String, shape: [Int]) throws {
    let plan = try read(
      heavyBallSweep,
      ["axes.momentum.count=\(count)", "axes.learning_rate.count=\(count)", "steps=\(steps)"])
    #expect(plan.grid.tileShape == shape)
  }

  @Test(arguments: [
    ("[1024, 1024]", [1024, 1024]), ("[100000, 128]", [1024, 128]), ("[3, 64]", [3, 64]),
  ])
  func aTileIsClippedToTheGrid(written: String, shape: [Int]) throws {
    #expect(try read(heavyBallSweep, ["tile=\(written)"]).grid.tileShape == shape)
  }

  @Test(arguments: [
    ("sweep.yaml", "sweep"), ("Sweeps/heavy_ball.v2.yaml", "heavy_ball_v2"), ("a b.yml", "a_b"),
    ("-", "sweep"), ("", "sweep"), ("/", "sweep"), (".yaml", "sweep"),
  ])
  func aSweepIsNamedAsItsFile(file: String, name: String) throws {
    #expect(try read(rosenbrockSweep, file: file).name == name)
    #expect(try read(rosenbrockSweep, ["name=valley-1"], file: file).name == "valley-1")
  }
}
