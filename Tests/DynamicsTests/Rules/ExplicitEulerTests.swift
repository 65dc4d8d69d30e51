import Dynamics
import SweepPlan
import Testing

struct ExplicitEulerTests {
  @Test func `the recurrence, plainly`() throws {
    let trace = try rosenbrockMotion("explicit_euler", steps: 20).trace()
    let (h, m, friction) = (0.01, 2.0, 0.3)
    var (x, v) = ([-1.2, 1.0], [0.5, -0.25])
    for point in trace.dropFirst() {
      let g = rosenbrockGradient(x)
      for i in 0..<2 {
        x[i] += h * v[i]
        v[i] -= h / m * (friction * v[i] + g[i])
      }
      #expect(areClose(point.x, x, within: 1e-12))
      let kinetic = m / 2 * (v[0] * v[0] + v[1] * v[1])
      #expect(areClose(try #require(point.energy) - point.objective, kinetic, within: 1e-11))
    }
  }

  /// Without friction, by 1 + h²λ/m a step.
  @Test(arguments: [0.01, 0.3, 2]) func `energy grows exactly`(timeStep: Double) throws {
    let energies = try motion("explicit_euler", timeStep: timeStep, friction: 0, steps: 50)
      .trace().map { try #require($0.energy) }
    for (before, after) in zip(energies, energies.dropFirst()) {
      #expect(areClose(after / before, 1 + timeStep * timeStep * 0.75, within: 1e-14))
    }
  }

  /// Trace 2 − hγ/m, determinant 1 − hγ/m + h²λ/m.
  @Test func `its update map on an oscillator`() throws {
    for h in [0.1, 0.7, 1.9] {
      let x = try motion("explicit_euler", timeStep: h, steps: 3).iterates().map { $0[0] }
      let map = secondOrderRecurrence(x)
      #expect(areClose(map.trace, 2 - h * 0.15, within: 1e-12))
      #expect(areClose(map.determinant, 1 - h * 0.15 + h * h * 0.75, within: 1e-12))
    }
  }

  /// hλ < γ; and with much friction 2hγ/m < 4 + h²λ/m: 8h < 4 + 0.005h² up to h = 0.500156.
  @Test func `the edges of stability`() throws {
    var weak = motion("explicit_euler", timeStep: 1, steps: 100_000)
    weak.axis = ("time_step", [0.19, 0.21])
    #expect(try weak.verdicts() == [.converged, .diverged])
    var strong = motion(
      "explicit_euler", timeStep: 1, friction: 8, eigenvalue: 0.01, steps: 100_000)
    strong.axis = ("time_step", [0.5, 0.5003])
    #expect(try strong.verdicts() == [.converged, .diverged])
  }

  @Test(.enabled(if: hasObjective("kepler"))) func `a Kepler orbit gains energy`() throws {
    let errors = try keplerEnergyErrors("explicit_euler", revolutions: 5)
    for (earlier, later) in zip(errors, errors.dropFirst()) { #expect(later > earlier) }
    #expect(errors[4] > 0.1)
  }

  @Test(arguments: Precision.allCases) func `the same bits at every width`(
    precision: Precision
  ) throws {
    var run = rosenbrockMotion("explicit_euler", steps: 40)
    run.precision = precision
    run.axis = ("time_step", manySteps)
    try run.expectSameBits()
  }
}
