import Dynamics
import Foundation
import SweepPlan
import Testing

struct ImplicitGradientDescentTests {
  func run(_ learningRate: Double, _ eigenvalues: [Double], steps: Int = 1) -> VectorRun {
    VectorRun(
      optimizer: "implicit_gradient_descent", numbers: ["learning_rate": learningRate],
      lists: ["eigenvalues": eigenvalues], start: eigenvalues.map { _ in 1 }, steps: steps)
  }

  /// Oracle d1.15: the factor is 1/(1 + z).
  @Test(arguments: [1e-6, 0.1, 1, 3, 1e3, 1e8, -0.5, -2.5, -4], Precision.allCases)
  func `a step divides by 1 + z`(z: Double, precision: Precision) throws {
    var run = run(1, [z])
    run.precision = precision
    let rounded = precision == .float32 ? Double(Float(z)) : z
    let tolerance = precision == .float32 ? 3e-7 : 5e-16
    #expect(areClose(try run.iterates()[1][0], 1 / (1 + rounded), within: tolerance))
  }

  @Test func `it contracts for every learning rate`() throws {
    var run = run(1, [1e3, 1], steps: 20_000)
    run.axis = ("learning_rate", [1e-3, 1, 1e3, 1e6, 1e9])
    #expect(try run.verdicts().allSatisfy { $0 == .converged })
  }

  /// Oracle d1.15: where λ < 0 it is stable, towards a maximum, exactly for z < −2.
  @Test func `it converges to a maximum, spuriously`() throws {
    var run = run(1, [-1], steps: 20_000)
    run.axis = ("learning_rate", [1.99, 2.01, 2.5])
    #expect(try run.verdicts() == [.diverged, .converged, .converged])
    run.axis = nil
    run.numbers["learning_rate"] = 2.5
    #expect(areClose(try run.iterates()[3][0], -pow(1.5, -3), within: 1e-14))
  }

  @Test func `a rotated quadratic`() throws {
    var run = run(0.7, [5, 0.3, 40], steps: 1)
    run.numbers["rotation"] = 0.6
    run.lists["minimum"] = [1, -2, 0.5]
    run.start = [3, 1, -1]
    let (x, y) = (run.start, try run.iterates()[1])
    // y is where gradient descent with −η comes from y back to x.
    var back = run
    back.optimizer = "gradient_descent"
    back.numbers["learning_rate"] = -0.7
    back.start = y
    #expect(areClose(try back.iterates()[1], x, within: 1e-13))
  }

  /// On logistic regression Newton's method runs in circles from here; damped, it does not.
  @Test func `a long step on a convex objective never raises it`() throws {
    let run = VectorRun(
      optimizer: "implicit_gradient_descent", numbers: ["learning_rate": 100, "ridge": 0.01],
      objective: "logistic_regression", start: [2, -2], steps: 16)
    let values = try run.trace().map(\.objective)
    for (before, after) in zip(values, values.dropFirst()) {
      #expect(after <= before * (1 + 1e-14))
    }
    #expect(areClose(values[16], 0.5333457, within: 1e-6))
  }

  /// From (−1.2, 1) on Rosenbrock's function, with mpmath, 40 digits, 60 iterations of
  /// `y = y + lu_solve(eye(2) + eta*H(y), x - y - eta*g(y))` from y = x in each step.
  @Test(
    arguments: [
      (0.001, 5, [-1.0341006225906008, 1.0667137879238946]),
      (0.01, 5, [-0.99570726393777291, 0.99943987319747184]),
      (1, 5, [0.91869394642135254, 0.84365861229242877]),
      (100, 1, [0.98926492151385397, 0.97864615263018014]),
    ])
  func `Rosenbrock's function`(_ known: (learningRate: Double, steps: Int, x: [Double])) throws {
    let iterates = try VectorRun(
      optimizer: "implicit_gradient_descent", numbers: ["learning_rate": known.learningRate],
      objective: "rosenbrock", start: [-1.2, 1], steps: known.steps
    ).iterates()
    #expect(areClose(iterates[known.steps], known.x, within: 1e-12))
  }

  /// y = x − η c ∇f(y)/‖∇f(y)‖ where the gradient is long.
  @Test func `the stage equation of a clipped gradient`() throws {
    for clipNorm in [0.5, 5, 500] {
      let (x, y) = try { ($0[1], $0[2]) }(
        VectorRun(
          optimizer: "implicit_gradient_descent",
          numbers: ["learning_rate": 0.01, "clip_norm": clipNorm], objective: "rosenbrock",
          start: [-1.2, 1], isClipped: true, steps: 2
        ).iterates())
      let gradient = rosenbrockGradient(y)
      let scale = 0.01 * min(1, clipNorm / hypot(gradient[0], gradient[1]))
      #expect(areClose(zip(x, gradient).map { $0 - scale * $1 }, y, within: 1e-12))
    }
  }

  /// y₊ = y/(1 − z), with a Jacobian that is not symmetric: A-stable.
  @Test(.enabled(if: hasObjective("linear_test_equation")))
  func `the stability function`() throws {
    for (re, im) in [(-0.7, 1.1), (0, 30), (-200, -5), (3, 0.5)] {
      let x = try VectorRun(
        optimizer: "implicit_gradient_descent",
        numbers: ["learning_rate": 1, "re_z": re, "im_z": im],
        objective: "linear_test_equation", start: [1, 0], steps: 1
      ).iterates()[1]
      let size = (1 - re) * (1 - re) + im * im
      #expect(areClose(x, [(1 - re) / size, im / size], within: 1e-15))
    }
  }

  @Test func `where there is no solution it diverges`() throws {
    var run = run(1, [-1], steps: 10)
    run.axis = ("learning_rate", [1, 1, 3])
    #expect(try run.verdicts() == [.diverged, .diverged, .bounded])
  }

  @Test(arguments: Precision.allCases) func `the same bits at every width`(
    precision: Precision
  ) throws {
    try VectorRun(
      optimizer: "implicit_gradient_descent", objective: "rosenbrock", start: [-1.2, 1],
      precision: precision, steps: 40, axis: ("learning_rate", manySteps)
    ).expectSameBits()
    try VectorRun(
      optimizer: "implicit_gradient_descent", numbers: ["rotation": 0.4],
      lists: ["eigenvalues": [3, -0.5, 100], "minimum": [1, 2, 3]], start: [0, 1, -1],
      precision: precision, steps: 40, axis: ("learning_rate", manySteps)
    ).expectSameBits()
  }
}
