import SweepPlan
import Testing

@Suite("A sweep records analyses if it asks for them")
struct AnalysesTests {
  @Test func `not unless it is asked for`() throws {
    #expect(try read(rosenbrockSweep).analyses == [])
    #expect(try read(rosenbrockSweep).traceColumns == [])
  }

  @Test func `each becomes arrays, and with seeds means`() throws {
    let settings = [
      "record=[lyapunov_exponent, sharpness, lyapunov_violations, descent_violations]"
    ]
    let shadowing = try read(rosenbrockSweep, ["record=[shadowing_distance]"])
    #expect(shadowing.record == [.verdict, .shadowingDistance, .pseudoOrbitError])
    #expect(shadowing.traceColumns == ["shadowing_distance", "pseudo_orbit_error"])
    let plan = try read(rosenbrockSweep, settings)
    #expect(
      plan.record == [
        .verdict, .lyapunovViolations, .lyapunovFirstViolation, .descentViolations, .sharpness,
        .sharpnessMinimum, .sharpnessMean, .lyapunovExponent,
      ])
    #expect(
      plan.traceColumns == [
        "lyapunov_function", "lyapunov_violations", "descent_violations", "sharpness",
        "lyapunov_exponent",
      ])
    #expect(try plan == read(plan.resolved))
    let noisy = try read(rosenbrockSweep, settings + ["noise={gaussian: 0.1}", "seeds=3"])
    #expect(
      Set(noisy.record.map(\.rawValue)).isSuperset(of: [
        "lyapunov_violations_mean", "descent_violations_mean", "sharpness_last_mean",
        "sharpness_minimum_mean", "sharpness_mean_mean", "lyapunov_exponent_mean",
      ]))
    #expect(!noisy.record.contains(.lyapunovFirstViolation))
  }

  @Test func `a result has room for what is recorded and nothing else`() throws {
    let tile = Tile(number: 0, index: [0], origin: [0], shape: [4])
    let plain = TileResult(tile: tile, plan: try read(rosenbrockSweep))
    #expect(plain[.sharpness].isEmpty && plain[.lyapunovExponent].isEmpty)
    let result = TileResult(tile: tile, plan: try read(rosenbrockSweep, ["record=[sharpness]"]))
    #expect(result[.sharpness].count == 16 && result[.sharpnessMean].count == 16)
    #expect(result[.lyapunovViolations].isEmpty && result[.sharpnessLastMean].isEmpty)
  }

  @Test(arguments: [
    (
      ["optimizer=adam", "record=[energy_drift]"],
      "record[0] is energy_drift, and adam has no energy beside f; leave it out, or choose "
        + "heavy_ball, nesterov, explicit_euler, symplectic_euler, velocity_verlet or the "
        + "flow heavy_ball"
    ),
    (
      [
        "optimizer=symplectic_euler", "axes={time_step: {values: [0.1]}}",
        "record=[descent_violations]",
      ],
      "record[0] is descent_violations, a bound with 1/learning_rate, which symplectic_euler does "
        + "not have here; leave it out"
    ),
    (
      ["optimizer=adam", "record=[shadowing_distance]"],
      "record[0] is shadowing_distance, and no flow at matched times is known of adam; leave it out, "
        + "or choose gradient_descent, symplectic_euler or heavy_ball (form velocity, position, "
        + "accumulated or physics)"
    ),
    (
      ["record=[pseudo_orbit_error]"],
      "record[0] is pseudo_orbit_error, which comes with shadowing_distance: record that"
    ),
    (
      ["schedule=cosine", "record=[shadowing_distance]"],
      "and a schedule changes the time step, which is the flow's; leave one of them out"
    ),
    (
      ["clip_norm=1", "record=[shadowing_distance]"],
      "and clipped gradients are not the flow's; leave it or clip_norm out"
    ),
    (
      ["noise={gaussian: 0.1}", "seeds=3", "record=[shadowing_distance]"],
      "and stochastic gradients are not the flow's; leave it or noise out"
    ),
  ])
  func `what says nothing is refused`(settings: [String], answer: String) {
    #expect(complaint(rosenbrockSweep, settings).hasSuffix(answer))
  }
}
