import Dynamics
import Foundation
import SweepPlan
import Testing

struct RungeKutta4Tests {
  /// What a step makes of an error on a quadratic, z = hλ.
  func factor(_ z: Double) -> Double { 1 - z + z * z / 2 - z * z * z / 6 + z * z * z * z / 24 }

  func run(_ learningRate: Double, steps: Int = 1, _ eigenvalues: [Double] = [1]) -> VectorRun {
    VectorRun(
      optimizer: "runge_kutta_4", numbers: ["learning_rate": learningRate],
      lists: ["eigenvalues": eigenvalues], start: eigenvalues.map { _ in 1 }, steps: steps)
  }

  @Test(arguments: [0.1, 0.5, 1, 2, 2.7, 4])
  func `a step multiplies by the polynomial`(z: Double) throws {
    let x = try run(z).iterates()[1][0]
    #expect(areClose(x, factor(z), within: 1e-14))
  }

  /// Oracle d1.19: root of z³ − 4z² + 12z − 24; momentum acts on 1 − factor(z), which is positive
  /// and below 2(1 + β) up to the same point.
  @Test(arguments: [0, 0.5, 0.9]) func `the edge of stability`(momentum: Double) throws {
    let found = try edge(1, 4) { z in
      var run = run(z, steps: 400)
      run.numbers["momentum"] = momentum
      let x = try run.iterates().map { abs($0[0]) }
      return x[400] < (momentum == 0 ? x[0] : x[200])
    }
    #expect(areClose(found, 2.785293563405282, within: momentum == 0 ? 1e-9 : 1e-6))
  }

  @Test func `verdicts on both sides of the edge`() throws {
    var run = run(1, steps: 20_000)
    run.axis = ("learning_rate", [2.78, 2.79])
    #expect(try run.verdicts() == [.converged, .diverged])
  }

  /// Oracle d1.19.
  @Test(.enabled(if: hasObjective("linear_test_equation")))
  func `the edge on the imaginary axis is 2√2`() throws {
    let found = try edge(1, 4) { z in
      let x = try VectorRun(
        optimizer: "runge_kutta_4", numbers: ["learning_rate": 1, "re_z": 0, "im_z": z],
        objective: "linear_test_equation", start: [1, 0], steps: 64
      ).iterates()[64]
      return hypot(x[0], x[1]) < 1
    }
    #expect(areClose(found, 2 * sqrt(2), within: 1e-6))
  }

  /// y₊ = (1 + z + z²/2 + z³/6 + z⁴/24) y, here with z = −0.7 + 1.1i, by Horner's rule.
  @Test(.enabled(if: hasObjective("linear_test_equation")))
  func `the stability function`() throws {
    let (re, im) = (-0.7, 1.1)
    var y = (1.0, 0.0)
    for n in [4.0, 3, 2, 1] {
      y = (1 + (re * y.0 - im * y.1) / n, (re * y.1 + im * y.0) / n)
    }
    let x = try VectorRun(
      optimizer: "runge_kutta_4", numbers: ["learning_rate": 1, "re_z": re, "im_z": im],
      objective: "linear_test_equation", start: [1, 0], steps: 1
    ).iterates()[1]
    #expect(areClose(x, [y.0, y.1], within: 1e-14))
  }

  /// Oracle d2.30: the error's square changes by 1 − s⁶/72 + s⁸/576.
  @Test(.enabled(if: hasObjective("bilinear"))) func `the edge of a bilinear game`() throws {
    var run = VectorRun(
      optimizer: "runge_kutta_4", objective: "bilinear", start: [1, 1], steps: 20_000)
    run.axis = ("learning_rate", [2.82, 2.84])
    #expect(try run.verdicts() == [.converged, .diverged])
  }

  @Test func `order four`() throws {
    let errors = try [8, 16, 32].map { steps in
      abs(try run(1 / Double(steps), steps: steps).iterates()[steps][0] - exp(-1))
    }
    for i in 0..<2 { #expect(areClose(log2(errors[i] / errors[i + 1]), 4, within: 0.03)) }

    let ends = try [100, 200, 400].map { steps in
      try VectorRun(
        optimizer: "runge_kutta_4", numbers: ["learning_rate": 0.01 / Double(steps)],
        objective: "rosenbrock", start: [-1.2, 1], steps: steps
      ).iterates()[steps][0]
    }
    #expect(areClose(log2((ends[0] - ends[1]) / (ends[1] - ends[2])), 4, within: 0.03))
  }

  /// m ← β m + g*, x ← x − η m, with η g* = (1 − factor(z)) x.
  @Test func `momentum over the direction`() throws {
    var run = run(0.3, steps: 20, [2])
    run.numbers["momentum"] = 0.8
    var (x, displacement) = (1.0, 0.0)
    for iterate in try run.iterates().dropFirst() {
      displacement = 0.8 * displacement + (1 - factor(0.6)) * x
      x -= displacement
      #expect(areClose(iterate[0], x, within: 1e-12))
    }
  }

  /// A = 1/√(1 + Σ (λx)²) is the same for a step, so that a step multiplies by factor(ηAλ).
  @Test func `preconditioned steps`() throws {
    var run = run(0.5, steps: 6, [4, 0.3])
    run.options = ["preconditioner": "adagrad"]
    let iterates = try run.iterates()
    for (i, eigenvalue) in [4, 0.3].enumerated() {
      var (x, sum) = (1.0, 0.0)
      for iterate in iterates.dropFirst() {
        sum += eigenvalue * x * eigenvalue * x
        x *= factor(0.5 * eigenvalue / sqrt(1 + sum))
        #expect(areClose(iterate[i], x, within: 1e-13))
      }
    }
  }

  /// G = 4 and A = 1/√5, so z = 1/√5 with η = ½, λ = 2, x = 1: by hand,
  /// 1 − 0.4472135955 + 0.1 − 0.0149071198 + 0.0016666667 = 0.6395459513.
  @Test func `a preconditioned step by hand`() throws {
    var run = run(0.5, [2])
    run.options = ["preconditioner": "adagrad"]
    #expect(abs(try run.iterates()[1][0] - 0.6395459513) < 1e-9)
  }

  /// ‖Hg‖/‖g‖ = λ on an eigenvector, so that h = c/(1 + (c/2) λᵖ).
  @Test(arguments: [(1, 1e-13), (2, 1e-13), (0.5, 1e-13), (0, 1e-13)], Precision.allCases)
  func `the step size on an eigenvector`(
    _ power: (value: Double, tolerance: Double), precision: Precision
  ) throws {
    for (c, eigenvalue) in [(0.1, 3.0), (1, 0.25), (2, 1)] {
      var run = run(c, [eigenvalue])
      run.options = ["step_size": "dal"]
      run.numbers["dal_power"] = power.value
      run.precision = precision
      let h = c / (1 + c / 2 * pow(eigenvalue, power.value))
      let expected = factor(h * eigenvalue)
      let tolerance = precision == .float64 ? power.tolerance : 1e-6
      #expect(areClose(try run.iterates()[1][0], expected, within: tolerance))
    }
  }

  /// hλ < 2 whatever c: far from the edge.
  @Test func `with power one no step is too long`() throws {
    var run = run(1, steps: 400, [50])
    run.options = ["step_size": "dal"]
    run.axis = ("learning_rate", [0.01, 1, 100, 1e6])
    #expect(try run.verdicts().allSatisfy { $0 == .converged })
  }

  /// g = (4, 1) and Hg = (16, 1): r = √(257/17).
  @Test func `the step size between eigenvectors`() throws {
    var run = run(0.25, [4, 1])
    run.options = ["step_size": "dal"]
    let h = 0.25 / (1 + 0.125 * sqrt(257.0 / 17))
    #expect(areClose(try run.iterates()[1], [factor(4 * h), factor(h)], within: 1e-14))
  }

  @Test func `at a stationary point it stays`() throws {
    var run = run(0.25, steps: 2, [4])
    run.options = ["step_size": "dal"]
    run.start = [0]
    #expect(try run.iterates() == [[0], [0], [0]])
  }

  @Test(arguments: Precision.allCases, ["none", "adagrad"])
  func `the same bits at every width`(precision: Precision, preconditioner: String) throws {
    for stepSize in ["constant", "dal"] {
      try VectorRun(
        optimizer: "runge_kutta_4",
        options: ["preconditioner": preconditioner, "step_size": stepSize],
        numbers: ["momentum": 0.3, "dal_power": 0.7], objective: "rosenbrock",
        start: [-1.2, 1], precision: precision, steps: 40, axis: ("learning_rate", manySteps)
      ).expectSameBits()
    }
  }
}
