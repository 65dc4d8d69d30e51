import Dynamics
import SweepPlan
import Testing

struct NewtonTests {
  @Test(arguments: [1, 2, 3, 8, 33, 64], Precision.allCases)
  func `one step to the minimum of a rotated quadratic`(
    dimension: Int, precision: Precision
  ) throws {
    // Signs and sizes that make every pivot's search count; condition 100.
    let eigenvalues: [Double] = (0..<dimension).map { i in
      let size = 1 + 99 * Double(i * 29 % 64) / 64
      return i % 3 == 1 ? -size : size
    }
    let minimum: [Double] = (0..<dimension).map { Double($0 % 7) - 3.25 }
    let run = VectorRun(
      optimizer: "newton", numbers: ["rotation": 1.1],
      lists: ["eigenvalues": eigenvalues, "minimum": minimum],
      start: (0..<dimension).map { 2 - Double($0 % 5) }, precision: precision, steps: 1)
    let tolerance = precision == .float64 ? 1e-13 : 1e-4
    #expect(areClose(try run.iterates()[1], minimum, within: tolerance))
  }

  /// Turned by π/4, the Hessian is (0, 1; 1, 0) to rounding: zero where the first pivot would be.
  @Test func `a pivot that must be exchanged`() throws {
    let run = VectorRun(
      optimizer: "newton", numbers: ["rotation": .pi / 4],
      lists: ["eigenvalues": [1, -1], "minimum": [2, 3]], start: [5, -1], steps: 1)
    #expect(areClose(try run.iterates()[1], [2, 3], within: 1e-14))
  }

  @Test func `a step multiplies the error by 1 − η`() throws {
    var run = VectorRun(
      optimizer: "newton", numbers: ["learning_rate": 0.25],
      lists: ["eigenvalues": [7, -3]], start: [1, 2], steps: 3)
    #expect(areClose(try run.iterates()[3], [0.421875, 0.84375], within: 1e-15))
    run.steps = 20_000
    run.axis = ("learning_rate", [-0.01, 0.01, 1.99, 2.01])
    #expect(try run.verdicts() == [.diverged, .converged, .converged, .diverged])
  }

  /// With mpmath, 40 digits: `x = x - lu_solve(H(x), g(x))`.
  @Test func `Rosenbrock's function`() throws {
    let known = [
      [-1.1752808988764045, 1.3806741573033708], [0.76311487117646984, -3.1750338547481955],
      [0.76342967888407409, 0.58282477549714771], [0.9999953110849908, 0.94402732385334812],
      [0.99999569565366876, 0.99999139132571702], [0.99999999999999987, 0.99999999998147235],
    ]
    let iterates = try VectorRun(
      optimizer: "newton", objective: "rosenbrock", start: [-1.2, 1], steps: 6
    ).iterates()
    for (x, expected) in zip(iterates.dropFirst(), known) {
      #expect(areClose(x, expected, within: 1e-11))
    }
  }

  /// The Jacobian of a field that is not symmetric, (0.5, 3; −3, 0.5).
  @Test(.enabled(if: hasObjective("linear_test_equation")))
  func `one step to the rest of a field`() throws {
    let run = VectorRun(
      optimizer: "newton", numbers: ["re_z": -0.5, "im_z": 3],
      objective: "linear_test_equation", start: [2, -1], steps: 1)
    #expect(try run.iterates()[1].allSatisfy { abs($0) < 1e-15 })
  }

  @Test func `a singular Hessian is divergence`() throws {
    let run = VectorRun(
      optimizer: "newton", lists: ["eigenvalues": [1, 0]], start: [1, 1], steps: 1,
      axis: ("learning_rate", [1]))
    #expect(try run.verdicts() == [.diverged])
  }

  @Test(arguments: Precision.allCases) func `the same bits at every width`(
    precision: Precision
  ) throws {
    try VectorRun(
      optimizer: "newton", objective: "rosenbrock", start: [-1.2, 1], precision: precision,
      steps: 40, axis: ("learning_rate", manySteps)
    ).expectSameBits()
    // Lanes that choose different pivots.
    try VectorRun(
      optimizer: "newton",
      lists: ["eigenvalues": [3, -0.5, 100, 7], "minimum": [1, 2, 3, 4]], start: [0, 1, -1, 2],
      precision: precision, steps: 3, axis: ("rotation", manySteps)
    ).expectSameBits()
  }
}
