import SweepPlan
import Testing

@Suite("A sweep that cannot be read is told plainly")
struct SweepErrorTests {
  /// A line of `heavyBallSweep`, what stands in its place, and the answer.
  typealias Case = (line: String, with: String, answer: String)

  @Test(arguments: [
    (
      "steps", "stpes: 1000",
      #"7:1: unknown key "stpes"; a sweep has name, objective, initial_point, initial_velocity, "#
        + "optimizer, flow, schedule, clip_norm, noise, seeds, axes, steps, precision, verdict, measure, "
        + "record, quantiles, per_seed, period, tile; "
        + "did you mean steps?"
    ),
    ("steps", "", ": the sweep is without steps; add it, as in steps: 1000"),
    ("objective", "", ": the sweep is without objective; add it, as in objective: rosenbrock"),
    ("optimizer", "", ": the sweep is without optimizer; add it, as in optimizer: heavy_ball"),
    ("steps", "steps: [1]", "7:8: steps is a list; expected a whole number from 1 to 4294967295"),
    ("steps", "steps:", "7:7: steps is empty; expected a whole number from 1 to 4294967295"),
    ("steps", "steps: 0", "7:8: steps is 0; expected a whole number from 1 to 4294967295"),
    ("steps", "steps: -3", "7:8: steps is -3; expected a whole number from 1 to 4294967295"),
    ("steps", "steps: 1.5", "7:8: steps is 1.5; expected a whole number from 1 to 4294967295"),
    (
      "steps", "steps: 4294967296",
      "7:8: steps is 4294967296; expected a whole number from 1 to 4294967295"
    ),
    ("steps", "steps: .nan", "7:8: steps is .nan; expected a whole number from 1 to 4294967295"),
    (
      "steps", #"steps: "500""#,
      #"7:8: steps is "500" in quotes; expected a whole number from 1 to 4294967295"#
    ),
    (
      "steps", "steps: 1__0",
      #"7:8: steps is "1__0"; expected a whole number from 1 to 4294967295"#
    ),
    ("steps", "steps: 5\nsteps: 6", #"7:1: the key "steps" is written twice; keep one"#),
    (
      "steps", "steps: 5\nnoise: 0.1",
      "8:8: noise is 0.1; expected a kind of noise, as in {gaussian: 0.1}"
    ),
    (
      "precision", "precision: float46",
      #"8:12: precision is "float46"; expected float32 or float64; did you mean float64?"#
    ),
  ])
  func atTheTop(_ entry: Case) {
    check(entry)
  }

  @Test(arguments: [
    (
      "optimizer", "optimizer: heavyball",
      #"3:12: unknown optimizer "heavyball"; the catalog has heavy_ball, adam, symplectic_euler; "#
        + "did you mean heavy_ball?"
    ),
    (
      "optimizer", "optimizer: {heavy_ball: {momentun: 0.9}}",
      #"3:26: unknown hyperparameter "momentun"; heavy_ball has learning_rate, momentum, form; "#
        + "did you mean momentum?"
    ),
    (
      "optimizer", "optimizer: {heavy_ball: {}, adam: {}}",
      "3:12: optimizer has 2 names; expected a name, or {name: {…}} with its arguments"
    ),
    (
      "optimizer", "optimizer: {heavy_ball: 0.9}",
      "3:25: optimizer is 0.9; expected hyperparameters of heavy_ball, as {name: value}"
    ),
    (
      "optimizer", "optimizer: {heavy_ball: {momentum: 0.9}}",
      "3:36: optimizer.momentum is fixed, and also an axis; remove one of the two"
    ),
    (
      "objective", "objective: rosenbrok",
      #"1:12: unknown objective "rosenbrok"; the catalog has quadratic, rosenbrock, "#
        + "styblinski_tang, bowl, kepler, logistic_regression, network; did you mean rosenbrock?"
    ),
    (
      "objective", "objective: quadratic",
      "1:12: quadratic needs eigenvalues, a list of 1 to 8 numbers"
    ),
    (
      "objective", "objective: {quadratic: {eigenvalue: [1]}}",
      #"1:25: unknown coefficient "eigenvalue"; quadratic has eigenvalues; "#
        + "did you mean eigenvalues?"
    ),
    (
      "objective", "objective: {quadratic: {eigenvalues: []}}",
      "1:38: objective.eigenvalues has 0 numbers; quadratic expects 1 to 8 numbers"
    ),
    (
      "objective", "objective: {quadratic: {eigenvalues: [1,2,3,4,5,6,7,8,9]}}",
      "1:38: objective.eigenvalues has 9 numbers; quadratic expects 1 to 8 numbers"
    ),
    (
      "objective", "objective: {quadratic: {eigenvalues: 3}}",
      "1:38: objective.eigenvalues is 3; expected a list of numbers"
    ),
    (
      "objective", "objective: {quadratic: {eigenvalues: [1, x]}}",
      #"1:42: objective.eigenvalues[1] is "x"; expected a number"#
    ),
    (
      "objective", "objective: {quadratic: {eigenvalues: [~, 1]}}",
      "1:39: objective.eigenvalues[0] is empty; expected a number, or an axis eigenvalue_0"
    ),
    (
      "initial_point", "initial_point: [1, 2, 3]",
      "2:16: initial_point has 3 numbers; expected 2, one per coordinate"
    ),
    (
      "initial_point", "initial_point: [1, .inf]",
      "2:20: initial_point[1] is .inf; expected a finite number"
    ),
    (
      "initial_point", "initial_point: 1e999",
      "2:16: initial_point is 1e999; expected a number, or a list of 2 numbers"
    ),
    (
      "initial_point", "initial_point: 1e39",
      "2:16: initial_point is 1e+39, beyond float32, which ends at 3.4028235e+38; "
        + "try precision: float64"
    ),
  ])
  func inTheObjectiveAndTheOptimizer(_ entry: Case) {
    check(entry)
  }

  @Test(arguments: [
    ("{from: 1, to: 0, count: 9}", "11: axes.momentum goes from 1 down to 0; swap them"),
    (
      "{from: 1, to: 1, count: 9}",
      "28: axes.momentum is 1 at both ends, which gives 1 cell, not 9; "
        + "expected count: 1, or another from or to"
    ),
    (
      "{from: 0, to: 1, count: 0}",
      "28: axes.momentum.count is 0; expected a whole number from 1 to 134217728"
    ),
    (
      "{from: 0, to: 1, count: 1.5}",
      "28: axes.momentum.count is 1.5; expected a whole number from 1 to 134217728"
    ),
    (
      "{from: 0, to: 1, count: 134217729}",
      "28: axes.momentum.count is 134217729; expected a whole number from 1 to 134217728"
    ),
    (
      "{from: 0, to: 1, count: 9, scale: log}",
      "11: axes.momentum is a log axis from 0; expected from above 0, or scale: linear"
    ),
    (
      "{from: -1, to: 1, count: 9, scale: log}",
      "11: axes.momentum is a log axis from -1; expected from above 0, or scale: linear"
    ),
    (
      "{from: 0, to: 1, count: 9, scale: lgo}",
      #"38: axes.momentum.scale is "lgo"; expected linear or log; did you mean log?"#
    ),
    ("{from: nan, to: 1, count: 9}", "11: axes.momentum.from is nan; expected a finite number"),
    ("{from: 0, to: inf, count: 9}", "18: axes.momentum.to is inf; expected a finite number"),
    ("{from: 0, to: one, count: 9}", #"18: axes.momentum.to is "one"; expected a number"#),
    ("{from: 0}", "4: axes.momentum is without to and count"),
    ("{}", "4: axes.momentum is without values; expected from, to and count, or values"),
    ("[0, 1, 9]", "4: axes.momentum is a list; expected {from, to, count} or {values}"),
    (
      "{from: 0, to: 1, cuont: 9}",
      #"21: unknown key "cuont"; an axis has from, to, count, scale, values; did you mean count?"#
    ),
    ("{values: []}", "13: axes.momentum.values is an empty list; list a number"),
    ("{values: 3}", "13: axes.momentum.values is 3; expected a list of numbers"),
    (
      "{values: [1, 2, 2]}",
      "20: axes.momentum.values[2] is 2, after 2; expected values that increase"
    ),
    (
      "{values: [1], count: 3}",
      "13: axes.momentum has both values and count; keep values, or from, to and count"
    ),
    (
      "{from: 1, to: 1.000000000000001, count: 9}",
      "44: axes.momentum has 9 cells from 1 to 1.000000000000001, finer than float64 can tell "
        + "apart; expected fewer"
    ),
  ])
  func inAnAxis(written: String, answer: String) {
    // The axis stands at column 4 of line 5.
    let sweep = """
      objective: rosenbrock
      optimizer: {heavy_ball: {learning_rate: 0.1}}
      steps: 10
      axes: {momentum:
         \(written)}
      """
    #expect(complaint(sweep) == "sweep.yaml:5:\(answer)")
  }

  @Test func onTheAxesAsAWhole() {
    func sweep(_ axes: String) -> String {
      "objective: rosenbrock\noptimizer: adam\nsteps: 10\naxes: \(axes)"
    }
    let form = "a mapping of 1 to 4 axes, each as learning_rate: {from: 0, to: 1, count: 100}"
    #expect(complaint(sweep("{}")) == "sweep.yaml:4:7: axes has no axis; expected \(form)")
    #expect(complaint(sweep("")) == "sweep.yaml:4:6: axes is empty; expected \(form)")
    #expect(complaint(sweep("3")) == "sweep.yaml:4:7: axes is 3; expected \(form)")
    #expect(
      complaint(sweep("{learning_rat: {values: [1]}}"))
        == #"sweep.yaml:4:8: unknown hyperparameter "learning_rat"; adam has learning_rate, beta1, "#
        + "beta2, epsilon; the schedule has warmup; clipping has clip_norm; rosenbrock has a, b; "
        + "the start has initial_point_0, initial_point_1; did you mean learning_rate?")
    #expect(
      complaint(sweep("[{a: {values: [1]}}, {a: {values: [1]}}]"))
        == "sweep.yaml:4:29: the axis a is written twice; keep one")
    let one = "{values: [1]}"
    #expect(
      complaint(sweep("{a: \(one), b: \(one), beta1: \(one), beta2: \(one), epsilon: \(one)}"))
        == "sweep.yaml:4:88: epsilon is the fifth axis; a sweep has at most 4")
    #expect(
      complaint(sweep("{a: \(one)}"))
        == "sweep.yaml:2:12: adam needs learning_rate; fix it, as in {adam: {learning_rate: 0.1}}, "
        + "or make it an axis")
    #expect(
      complaint("objective: rosenbrock\noptimizer: heavy_ball\nsteps: 10\naxes: {a: \(one)}")
        == "sweep.yaml:2:12: heavy_ball needs learning_rate and momentum; fix them, as in "
        + "{heavy_ball: {learning_rate: 0.1}}, or make them axes")
    let huge = "{from: 0, to: 1, count: 134217728}"
    #expect(
      complaint(sweep("{learning_rate: \(huge), a: \(huge), b: \(huge)}"))
        == "sweep.yaml:4:7: 134217728 × 134217728 × 134217728 are about 2e24 cells, and a grid "
        + "has at most 9e18; lower a count")
    let wide = "{from: -1e308, to: 1e308, count: 2}"
    #expect(
      complaint(sweep("{learning_rate: \(wide)}\nprecision: float64"))
        == "sweep.yaml:4:23: axes.learning_rate is too wide, from -1e+308 to 1e+308; "
        + "expected what float64 can hold")
  }

  @Test(arguments: [
    ("verdict={every: 0}", "verdict.every is 0; expected a whole number from 1 to 1000000"),
    ("verdict.every=2e6", "verdict.every is 2e6; expected a whole number from 1 to 1000000"),
    ("verdict.tolerance=-1", "verdict.tolerance is -1; expected a number that is not below 0"),
    ("verdict.escape_radius=0", "verdict.escape_radius is 0; expected a number above 0"),
    (
      "verdict.escape_radius=1e39",
      "verdict.escape_radius is 1e+39, beyond float32, which ends at 3.4028235e+38; "
        + "try precision: float64"
    ),
    ("verdict=[1]", "verdict is a list; expected {escape_radius, tolerance, every}"),
    (
      "verdict.escape=1",
      #"unknown key "escape"; verdict has escape_radius, tolerance, every; "#
        + "did you mean escape_radius?"
    ),
    (
      "record=[rat]",
      #"record[0] is "rat"; expected verdict, steps, objective, log_objective, rate, peak, period, settled_objective, settled_square_distance, lyapunov_violations, descent_violations, sharpness, energy_drift, lyapunov_exponent or shadowing_distance; "#
        + "did you mean rate?"
    ),
    (
      "record=rate",
      #"record is "rate"; expected a list of verdict, steps, objective, log_objective, rate, peak, period, settled_objective, settled_square_distance, lyapunov_violations, descent_violations, sharpness, energy_drift, lyapunov_exponent and shadowing_distance"#
    ),
    ("tile=256", "tile is 256; expected a list of 2 whole numbers, one per axis"),
    ("tile=[256]", "tile has 1 side; expected a list of 2 whole numbers, one per axis"),
    ("tile=[100, 100]", "tile[0] is 100, which is not a whole number of 64 cells; try 64 or 128"),
    (
      "tile=[64, 1000]",
      "tile[1] is 1000, which is not a whole number of 64 cells; try 960 or 1024"
    ),
    ("tile=[0, 64]", "tile[0] is 0; expected a whole number from 1 to \(1 << 53)"),
    ("name=a/b", #"name is "a/b"; expected a word of letters, digits, - and _"#),
    ("name=..", #"name is ".."; expected a word of letters, digits, - and _"#),
  ])
  func inWhatIsAskedOfACell(setting: String, answer: String) {
    #expect(complaint(heavyBallSweep, [setting]) == "--set \(setting): \(answer)")
  }

  @Test func aTileThatNoWorkerShouldHold() {
    let settings = [
      "axes.momentum.count=8192", "axes.learning_rate.count=8192", "tile=[8192, 4096]",
    ]
    #expect(
      complaint(heavyBallSweep, settings)
        == "--set tile=[8192, 4096]: a tile of 8192 × 4096 cells is too large; "
        + "expected at most 16777216 cells")
  }

  private func check(_ entry: Case) {
    let answer = complaint(heavyBallSweep.replacing(line: entry.line, with: entry.with))
    #expect(answer == "sweep.yaml\(entry.answer.hasPrefix(":") ? "" : ":")\(entry.answer)")
  }
}
