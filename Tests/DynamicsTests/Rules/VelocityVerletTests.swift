import Dynamics
import Foundation
import SweepPlan
import Testing

struct VelocityVerletTests {
  @Test func `the recurrence, plainly`() throws {
    let trace = try rosenbrockMotion("velocity_verlet", steps: 20).trace()
    let (h, m, friction) = (0.01, 2.0, 0.3)
    var (x, v) = ([-1.2, 1.0], [0.5, -0.25])
    for point in trace.dropFirst() {
      let g = rosenbrockGradient(x)
      for i in 0..<2 {
        v[i] = (1 - h * friction / (2 * m)) * v[i] - h / (2 * m) * g[i]
        x[i] += h * v[i]
      }
      let later = rosenbrockGradient(x)
      for i in 0..<2 {
        v[i] = (v[i] - h / (2 * m) * later[i]) / (1 + h * friction / (2 * m))
      }
      #expect(areClose(point.x, x, within: 1e-12))
      let kinetic = m / 2 * (v[0] * v[0] + v[1] * v[1])
      #expect(areClose(try #require(point.energy) - point.objective, kinetic, within: 1e-11))
    }
  }

  /// Trace (2 − h²λ/m)/(1 + a), determinant (1 − a)/(1 + a), a = hγ/2m.
  @Test func `its update map on an oscillator`() throws {
    for h in [0.1, 0.7, 1.9] {
      let x = try motion("velocity_verlet", timeStep: h, steps: 3).iterates().map { $0[0] }
      let map = secondOrderRecurrence(x)
      let a = h * 0.075
      #expect(areClose(map.trace, (2 - h * h * 0.75) / (1 + a), within: 1e-12))
      #expect(areClose(map.determinant, (1 - a) / (1 + a), within: 1e-12))
    }
  }

  /// ½ m v² + ½ λ x² (1 − h²λ/4m) stays what it was.
  @Test(arguments: [0.1, 1, 1.6]) func `without friction energy is bounded`(
    timeStep: Double
  ) throws {
    let trace = try motion("velocity_verlet", timeStep: timeStep, friction: 0, steps: 20_000)
      .trace()
    let conserved = try trace.map {
      try #require($0.energy) - 0.140625 * timeStep * timeStep * $0.x[0] * $0.x[0]
    }
    #expect(conserved.allSatisfy { areClose($0, conserved[0], within: 1e-10) })
  }

  /// h²λ/m = 4, whatever the friction.
  @Test(arguments: [0, 0.1, 5]) func `the edge of stability`(friction: Double) throws {
    let edge = 2 * sqrt(2 / 1.5)
    var run = motion("velocity_verlet", timeStep: 1, friction: friction, steps: 400_000)
    run.axis = ("time_step", [edge * (1 - 1e-4), edge * (1 + 1e-4)])
    run.rule = VerdictRule(escapeRadius: 1e6, tolerance: 1e-6, every: 16)
    #expect(try run.verdicts() == [friction == 0 ? .bounded : .converged, .diverged])
  }

  @Test func `order two`() throws {
    let ends = try [1, 2, 4].map { factor in
      var run = rosenbrockMotion("velocity_verlet", steps: 20 * factor)
      run.numbers["time_step"] = 0.005 / Double(factor)
      return try run.iterates()[20 * factor][0]
    }
    #expect(areClose(log2((ends[0] - ends[1]) / (ends[1] - ends[2])), 2, within: 0.03))
  }

  @Test(.enabled(if: hasObjective("kepler"))) func `a Kepler orbit keeps its energy`() throws {
    let errors = try keplerEnergyErrors("velocity_verlet", revolutions: 10)
    #expect(errors.allSatisfy { $0 < 1e-3 && $0 < 1.1 * errors[0] })
  }

  @Test(arguments: Precision.allCases) func `the same bits at every width`(
    precision: Precision
  ) throws {
    var run = rosenbrockMotion("velocity_verlet", steps: 40)
    run.precision = precision
    run.axis = ("time_step", manySteps)
    try run.expectSameBits()
  }
}
