import SweepPlan
import Testing

/// Noise, seeds and what is measured, as sweeps write them.
struct NoiseTests {
  @Test func `a number alone is the first of the kind's`() throws {
    let long = try read(heavyBallSweep, ["noise={gaussian: {sigma: 0.1}}"])
    #expect(try read(heavyBallSweep, ["noise={gaussian: 0.1}"]) == long)
    #expect(try read(heavyBallSweep, ["noise={gaussian: 1}", "noise.sigma=0.1"]) == long)
    #expect(long.noise == Noise(.gaussian))
    let numbers = long.parameters[long.layout.noise]
    #expect(numbers.map(\.hyperparameter.name) == ["sigma"])
    #expect(numbers.map(\.source) == [.fixed(0.1)])
    #expect(long.seeds == nil && long.record == Variable.usual)
  }

  /// A store keeps the resolved sweep, and is opened by reading it.
  @Test(arguments: [
    ["noise={gaussian: 0.1}", "seeds=64"],
    ["noise={gaussian: {covariance: [0.1, 2]}}"], ["noise={gaussian: {covariance: 3}}"],
    ["noise={gaussian: {covariance: [~, 1]}}", "axes.covariance_0={values: [1, 2]}"],
    ["noise={student_t: {sigma: 0.2}}", "axes.degrees_of_freedom={values: [1, 2]}"],
    ["noise={langevin: {temperature: 0.3, independent: true}}", "seeds=7", "measure={from: 0.25}"],
    ["noise={multiplicative: {sigma: 1, distribution: two_point, across: separately}}"],
    ["noise={random_curvature: {}}", "axes.batch_size={values: [1, 4]}", "precision=float64"],
    ["noise={gaussian: {sigma: 1, sample: each_step}}", "seeds=3", "quantiles=[0, 0.5]"],
    [
      "noise={gaussian: 1}", "seeds=9", "per_seed=[verdict, objective]",
      "measure={about: [1, 2]}", "record=[rate, log_objective, settled_square_distance]",
    ],
  ])
  func `what a sweep resolves to reads back as the same`(settings: [String]) throws {
    let plan = try read(heavyBallSweep, settings)
    let again = try read(plan.resolved)
    #expect(again == plan && again.resolved == plan.resolved)
    #expect(again.record == plan.record && again.noise == plan.noise && again.seeds == plan.seeds)
    #expect(
      again.layout == plan.layout && again.parameters.map(\.source) == plan.parameters.map(\.source)
    )
    #expect(try plan != read(heavyBallSweep, settings + ["steps=999"]))
  }

  @Test func `with seeds a quantity becomes its statistics`() throws {
    let plan = try read(
      heavyBallSweep,
      ["noise={gaussian: 1}", "seeds=10", "quantiles=[0.1, 0.9]", "per_seed=[verdict, objective]"])
    #expect(
      plan.record == [
        .verdict, .converged, .bounded, .diverged, .divergedFraction, .divergedLow, .divergedHigh,
        .stepsMean, .rateMean, .peakMaximum, .objectiveMean, .objectiveVariance, .objectiveMinimum,
        .objectiveMaximum, .logObjectiveMean, .logObjectiveVariance, .objectiveQuantile,
        .verdictBySeed, .objectiveBySeed,
      ])
    #expect(plan.layers(of: .objectiveQuantile) == 2)
    #expect(plan.layers(of: .verdictBySeed) == 3)
    #expect(plan.layers(of: .objectiveBySeed) == 10)
    #expect(plan.layers(of: .verdict) == nil)
    #expect(plan.grid.tileShape == [64, 64], "more seeds leave the tiles as they are")
    let few = try read(heavyBallSweep, ["noise={gaussian: 1}", "seeds=10", "record=[rate]"])
    #expect(few.record.count == 8 && few.record.contains(.rateMean))
    #expect(few.grid.tileShape == [256, 256])
  }

  @Test func `distances are from the minimiser that is known or given`() throws {
    let unknown = try read(heavyBallSweep, ["measure={}"])
    #expect(unknown.measure == MeasureRule(from: 0.5) && !unknown.measuresDistance)
    #expect(unknown.record == Variable.usual + [.settledObjective])
    let given = try read(heavyBallSweep, ["measure={from: 0, about: [1, 2]}"])
    #expect(given.parameters[given.layout.reference].map(\.source) == [.fixed(1), .fixed(2)])
    #expect(given.record == Variable.usual + [.settledObjective, .settledSquareDistance])
    #expect(MeasureRule(from: 0.5).quietSteps(of: 7) == 3)
    #expect(MeasureRule(from: 0.999).quietSteps(of: 10) == 9)
  }

  @Test(arguments: [
    ("noise=0.1", "noise is 0.1; expected a kind of noise, as in {gaussian: 0.1}"),
    (
      "noise.sgma=1",
      "unknown hyperparameter \"sgma\"; gaussian has sigma, covariance, "
        + "independent, sample; did you mean sigma?"
    ),
    ("noise.sigma=-1", "noise.sigma is -1; expected a number that is not below 0"),
    ("noise.independent=perhaps", "noise.independent is \"perhaps\"; expected true or false"),
    ("noise.covariance=1", "noise.sigma and covariance say the same; keep one of the two"),
    (
      "noise={gaussian: {covariance: [1]}}",
      "noise.covariance has 1 number; expected 2, "
        + "one per coordinate"
    ),
    (
      "noise={minibatch: 8}",
      "quadratic has no examples to take batches of; try "
        + "linear_regression or logistic_regression, or another noise"
    ),
    (
      "noise={random_curvature: 1.5}",
      "noise.batch_size is 1.5; expected a whole number from 1 to "
        + "4096"
    ),
    (
      "noise={student_t: {sigma: 1, degrees_of_freedom: 0}}",
      "noise.degrees_of_freedom is 0; "
        + "expected a number above 0"
    ),
    (
      "axes.batch_size={values: [1, 2]}",
      "a sweep has batch_size only with noise: "
        + "random_curvature or minibatch"
    ),
    ("seeds=0", "seeds is 0; expected a whole number from 1 to 1000000"),
    (
      "quantiles=[0.5, 0.1]",
      "quantiles[1] is 0.1; expected a list of 1 to 32 numbers from 0 to 1 "
        + "that increase"
    ),
    ("per_seed=[rate]", "per_seed[0] is \"rate\"; expected verdict or objective"),
    ("period={}", "noise lets no cycle close: a sweep with seeds looks for no period"),
    (
      "measure.from=1",
      "measure.from is 1; expected the share of the steps that come before, at "
        + "least 0 and below 1"
    ),
    (
      "record=[settled_objective]",
      "record[0] is settled_objective, and the sweep measures "
        + "nothing; add measure: {from: 0.5}"
    ),
  ])
  func `what cannot be is told`(setting: String, answer: String) {
    let sweep = heavyBallSweep + "\nnoise: {gaussian: 0.1}\nseeds: 4"
    // Where it stands, and then what is wrong.
    let complaint = complaint(sweep, [setting])
    #expect(complaint.hasSuffix(": \(answer)"), "\(complaint)")
  }

  @Test func `what goes together only with noise, or with seeds`() {
    #expect(complaint(heavyBallSweep, ["seeds=4"]).contains("add noise: {gaussian: 0.1}"))
    #expect(complaint(heavyBallSweep, ["quantiles=[0.5]"]).contains("add seeds: 64"))
    #expect(
      complaint(heavyBallSweep, ["record=[log_objective]"]).contains(
        "record objective, or add seeds"))
    #expect(
      complaint(
        heavyBallSweep, ["noise={random_curvature: {}}", "objective.eigenvalues=[-1, 2]"]
      ).contains("eigenvalue_0 is -1; with random_curvature the Hessian is a covariance"))
    #expect(
      complaint(rosenbrockSweep, ["noise={random_curvature: {}}"]).contains("try multiplicative"))
    #expect(
      complaint(rosenbrockSweep, ["optimizer=adam", "noise={langevin: 1}"])
        .contains("langevin noise is not defined for adam"))
    #expect(
      complaint(
        heavyBallSweep, ["noise={gaussian: 1}", "seeds=1000000", "per_seed=[objective]"]
      ).contains("per_seed keeps 1000000 values of a cell"))
    #expect(
      complaint(
        heavyBallSweep,
        ["noise={random_curvature: {}}", "axes.batch_size={from: 1, to: 4, count: 3}"]
      ).contains("axes.batch_size reaches 1.5; expected a whole number"))
  }

  @Test func `cells have the same number whatever the tiles`() {
    let shape = [5, 7, 9]
    for tileShape in [[5, 7, 9], [2, 3, 4], [1, 7, 2], [1, 1, 1]] {
      let grid = Grid(shape: shape, tileShape: tileShape)
      var seen: Set<UInt64> = []
      for number in 0..<grid.tileCount {
        let tile = grid.tile(number)
        let numbering = CellNumbering(tile, of: grid)
        for cell in 0..<tile.cellCount { seen.insert(numbering.number(ofCell: cell)) }
        let first = (tile.origin[0] * 7 + tile.origin[1]) * 9 + tile.origin[2]
        #expect(numbering.number(ofCell: 0) == UInt64(first))
      }
      #expect(seen == Set(0..<UInt64(5 * 7 * 9)))
    }
  }
}
