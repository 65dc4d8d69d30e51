import Dynamics
import SweepPlan
import Testing

struct SymplecticEulerTests {
  @Test func `the recurrence, plainly`() throws {
    let trace = try rosenbrockMotion("symplectic_euler", steps: 20).trace()
    let (h, m, friction) = (0.01, 2.0, 0.3)
    var (x, v) = ([-1.2, 1.0], [0.5, -0.25])
    for point in trace.dropFirst() {
      let g = rosenbrockGradient(x)
      for i in 0..<2 {
        v[i] -= h / m * (friction * v[i] + g[i])
        x[i] += h * v[i]
      }
      #expect(areClose(point.x, x, within: 1e-12))
      let kinetic = m / 2 * (v[0] * v[0] + v[1] * v[1])
      #expect(areClose(try #require(point.energy) - point.objective, kinetic, within: 1e-11))
    }
  }

  /// η = h²/m and β = 1 − hγ/m, both as the form `physics` and as numbers.
  @Test(arguments: Precision.allCases) func `from rest it is the heavy ball, bit for bit`(
    precision: Precision
  ) throws {
    var symplectic = rosenbrockMotion("symplectic_euler", steps: 500)
    symplectic.numbers = ["time_step": 0.03, "mass": 1.7, "friction": 2.9]
    symplectic.velocity = [0, 0]
    symplectic.precision = precision
    var physics = symplectic
    physics.optimizer = "heavy_ball"
    physics.options = ["form": "physics"]
    var ball = physics
    ball.options = [:]
    switch precision {
    case .float32:
      let (h, m, friction) = (Float(0.03), Float(1.7), Float(2.9))
      ball.numbers = [
        "learning_rate": Double(h * (h / m)),
        "momentum": Double(Float(1).addingProduct(-(h / m), friction)),
      ]
    case .float64:
      let (h, m, friction) = (0.03, 1.7, 2.9)
      ball.numbers = [
        "learning_rate": h * (h / m), "momentum": 1.addingProduct(-(h / m), friction),
      ]
    }
    let iterates = try symplectic.iterates()
    #expect(iterates.allSatisfy { $0.allSatisfy(\.isFinite) })
    #expect(try physics.iterates() == iterates)
    #expect(try ball.iterates() == iterates)
  }

  /// Trace 2 − hγ/m − h²λ/m, determinant 1 − hγ/m.
  @Test func `its update map on an oscillator`() throws {
    for h in [0.1, 0.7, 1.9] {
      let x = try motion("symplectic_euler", timeStep: h, steps: 3).iterates().map { $0[0] }
      let map = secondOrderRecurrence(x)
      #expect(areClose(map.trace, 2 - h * 0.15 - h * h * 0.75, within: 1e-12))
      #expect(areClose(map.determinant, 1 - h * 0.15, within: 1e-12))
    }
  }

  /// v² + ω²x² − hω² xv, with v the velocity that a step ends with, stays what it was.
  @Test func `without friction energy is bounded`() throws {
    let h = 0.5
    var run = motion("symplectic_euler", timeStep: h, mass: 1, friction: 0, eigenvalue: 1, steps: 1)
    run.steps = 20_000
    let conserved = 0.5 * (1 + 0.16 + h * 0.4)
    for point in try run.trace() {
      let energy = try #require(point.energy)
      #expect(conserved / (1 + h / 2) <= energy * (1 + 1e-10))
      #expect(energy <= conserved / (1 - h / 2) * (1 + 1e-10))
    }
  }

  /// h²λ/m = 4 − 2hγ/m; λ = 1, m = 1.
  @Test func `the edges of stability`() throws {
    var run = motion(
      "symplectic_euler", timeStep: 1, mass: 1, friction: 0.5, eigenvalue: 1, steps: 20_000)
    // h² + h = 4
    run.axis = ("time_step", [1.561, 1.562])
    #expect(try run.verdicts() == [.converged, .diverged])
    run.numbers["friction"] = 0
    run.axis = ("time_step", [1.9999, 2.0001])
    #expect(try run.verdicts() == [.bounded, .diverged])
  }

  /// The velocity stays what it is when h changes; with a warm-up h₁ = 0.
  @Test func `under a schedule the velocity is kept`() throws {
    var run = rosenbrockMotion("symplectic_euler", steps: 20)
    run.schedule = .linear
    run.numbers["warmup"] = 4
    let (m, friction) = (2.0, 0.3)
    var (x, v) = ([-1.2, 1.0], [0.5, -0.25])
    for (k, point) in try run.trace().enumerated().dropFirst() {
      let t = Double(k - 1)
      let h = 0.01 * (t < 4 ? t / 4 : 1 - (t - 4) / 16)
      let g = rosenbrockGradient(x)
      for i in 0..<2 {
        v[i] -= h / m * (friction * v[i] + g[i])
        x[i] += h * v[i]
      }
      #expect(areClose(point.x, x, within: 1e-12))
      let kinetic = m / 2 * (v[0] * v[0] + v[1] * v[1])
      #expect(areClose(try #require(point.energy) - point.objective, kinetic, within: 1e-11))
    }
  }

  @Test(.enabled(if: hasObjective("kepler"))) func `a Kepler orbit keeps its energy`() throws {
    let errors = try keplerEnergyErrors("symplectic_euler", revolutions: 10)
    #expect(errors.allSatisfy { $0 < 0.02 && $0 < 1.1 * errors[0] })
  }

  @Test(arguments: Precision.allCases) func `the same bits at every width`(
    precision: Precision
  ) throws {
    var run = rosenbrockMotion("symplectic_euler", steps: 40)
    run.precision = precision
    run.axis = ("time_step", manySteps)
    try run.expectSameBits()
  }
}
