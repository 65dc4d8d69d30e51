import SweepPlan
import Testing

@Suite("A plan's identity is its resolved sweep")
struct IdentityTests {
  static let sweeps = [
    heavyBallSweep, rosenbrockSweep,
    """
    objective: {quadratic: {eigenvalues: [3, ~, 1]}}
    initial_point: [1, ~, 2e-7]
    optimizer: {adam: {learning_rate: 0.1}}
    axes:
      initial_point_1: {values: [-1, 0, 1e-9]}
      eigenvalue_1: {from: 1e-3, to: 1e3, count: 640, scale: log}
      beta1: {from: 0, to: 1, count: 2}
    steps: 4294967295
    precision: float64
    record: [peak]
    tile: [1, 128, 2]
    """,
    """
    objective: styblinski_tang
    optimizer: heavy_ball
    axes: {learning_rate: {from: 1, to: 1, count: 1}, momentum: {from: 0, to: 1e-320, count: 2}}
    steps: 1
    precision: float64
    """,
    """
    objective: {logistic_regression: {examples: [[1e-9, 2, 3, 0], [1, 0, -1e15, 1]], decay: 0.1}}
    optimizer: {heavy_ball: {form: physics, mass: 2}}
    schedule: {cosine: {final: 0.25}}
    axes:
      time_step: {from: 0, to: 1, count: 3}
      warmup: {values: [0, 2.5]}
      clip_norm: {from: 1e-3, to: 1e3, count: 2, scale: log}
      initial_point_2: {values: [1]}
    steps: 8
    period: {up_to: 3}
    """,
    """
    objective: kepler
    initial_velocity: [~, 1.25]
    optimizer: {symplectic_euler: {time_step: 0.1}}
    schedule: {constant: {warmup: 3}}
    clip_norm: 7
    axes: {initial_velocity_0: {from: -1, to: 1, count: 3}}
    steps: 9
    record: [period, peak]
    """,
    """
    objective: kepler
    initial_point: {uniform: 0.25}
    optimizer: {symplectic_euler: {time_step: 0.1}}
    axes: {start_seed: {values: [0, 3, 4294967295]}, friction: {values: [0, 1]}}
    steps: 9
    """,
    """
    objective: rosenbrock
    initial_point: {uniform: 0.1, start_seed: 7}
    optimizer: {adam: {bias_correction: no}}
    axes: {learning_rate: {values: [0.1]}}
    steps: 9
    """,
    """
    objective: {network: {examples: [[1, 2], [3, 4]]}}
    initial_point: [1, 2, 3, 4]
    optimizer: {adam: {bias_correction: no}}
    axes: {learning_rate: {values: [0.1]}}
    steps: 9
    """,
  ]

  @Test(arguments: sweeps) func readingTheResolvedSweepGivesAnEqualPlan(sweep: String) throws {
    let plan = try read(sweep)
    let again = try read(plan.resolved, file: "again.json")
    #expect(again == plan)
    #expect(again.resolved == plan.resolved)
    #expect(again.parameters == plan.parameters)
    #expect(again.axes == plan.axes)
    #expect(again.verdict == plan.verdict)
    #expect(again.record == plan.record)
    #expect(again.options == plan.options)
    #expect(again.schedule == plan.schedule)
    #expect(again.isClipped == plan.isClipped)
    #expect(again.examples == plan.examples)
    #expect(again.cycle == plan.cycle)
    #expect(again.randomStart == plan.randomStart)
    #expect(again.grid == plan.grid)
    #expect(again.sha256 == plan.sha256)
  }

  @Test func theResolvedSweepIsJSONWithSortedKeys() throws {
    #expect(
      try read(rosenbrockSweep).resolved
        == #"{"axes":[{"learning_rate":{"count":100,"from":1e-05,"scale":"log","to":0.01}}],"#
        + #""initial_point":[-1.2,1],"objective":{"rosenbrock":{"a":1,"b":100}},"#
        + #""optimizer":{"heavy_ball":{"form":"velocity","momentum":0.9}},"precision":"float32","#
        + #""record":["verdict","steps","objective","rate","peak"],"steps":500,"tile":[100],"#
        + #""verdict":{"escape_radius":1e+20,"every":16,"tolerance":1e-06}}"#)
  }

  @Test func theResolvedSweepSaysWhatIsUnusualToo() throws {
    #expect(
      try read(Self.sweeps[5]).resolved
        == #"{"axes":[{"initial_velocity_0":{"count":3,"from":-1,"scale":"linear","to":1}}],"#
        + #""clip_norm":7,"initial_point":[1,0],"initial_velocity":[null,1.25],"#
        + #""objective":{"kepler":{"mass":1}},"#
        + #""optimizer":{"symplectic_euler":{"friction":0,"mass":1,"time_step":0.1}},"#
        + #""period":{"tolerance":0.0001,"up_to":64},"precision":"float32","#
        + #""record":["verdict","peak","period"],"schedule":{"constant":{"warmup":3}},"#
        + #""steps":9,"tile":[3],"#
        + #""verdict":{"escape_radius":1e+20,"every":16,"tolerance":1e-06}}"#)
  }

  @Test func resolvedSweepsTakeSettingsToo() throws {
    let plan = try read(read(heavyBallSweep).resolved, ["axes.momentum.count=512"])
    #expect(try plan == read(heavyBallSweep, ["axes.momentum.count=512"]))
    #expect(plan.grid.shape == [512, 1024])
  }

  @Test(arguments: [
    ["steps=501"], ["precision=float64"], ["optimizer.momentum=0.91"], ["objective.a=2"],
    ["initial_point=0"], ["verdict.every=8"], ["verdict.tolerance=0"],
    ["verdict.escape_radius=1e6"], ["record=[rate]"], ["tile=[64]"],
    ["axes.learning_rate.count=99"], ["axes.learning_rate.from=2e-5"],
    ["axes.learning_rate.scale=linear"], ["axes.learning_rate={values: [0.1]}"],
    ["axes.a={from: 0, to: 1, count: 1}"], ["optimizer=adam"],
    ["optimizer.form=position"], ["schedule=linear"], ["schedule={constant: {warmup: 1}}"],
    ["clip_norm=1"], ["period={}"], ["period.up_to=4"], ["axes.clip_norm={values: [1]}"],
    ["axes.warmup={values: [1]}"],
    ["optimizer={heavy_ball: {}}", "axes.momentum={values: [0.9]}"],
  ])
  func whatChangesTheAnswerChangesTheHash(settings: [String]) throws {
    #expect(try read(rosenbrockSweep).sha256 != read(rosenbrockSweep, settings).sha256)
  }

  @Test func theOrderOfAxesChangesTheHash() throws {
    let axes = ["momentum: {values: [1]}", "learning_rate: {values: [1]}"]
    func plan(_ axes: [String]) throws -> Plan {
      try read(rosenbrockSweep, ["optimizer=heavy_ball", "axes={\(axes.joined(separator: ", "))}"])
    }
    #expect(try plan(axes).sha256 != plan(axes.reversed()).sha256)
  }

  @Test func commentsOrderNamesAndDefaultsWrittenOutDoNot() throws {
    let plan = try read(rosenbrockSweep)
    let long = try read(
      """
      # The same, written out.
      tile: [256]
      record: [peak, rate, objective, steps, verdict]
      verdict: {every: 16, tolerance: 0.000001, escape_radius: 1e20}
      precision: float32
      steps: 5e2
      axes: [{learning_rate: {scale: log, count: 100, to: 0.01, from: 0.00001}}]
      optimizer: {"heavy_ball": {momentum: 9e-1}}
      initial_point: [-1.20, +1]
      objective: {rosenbrock: {b: 100.0}}
      name: valley
      """, file: "other.yaml")
    #expect(long.name != plan.name)
    #expect(long.sha256 == plan.sha256)
    #expect(long == plan)
    #expect(Set([long, plan]).count == 1)
  }
}
