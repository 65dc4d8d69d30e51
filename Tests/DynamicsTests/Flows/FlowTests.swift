import Dynamics
import Foundation
import SweepPlan
import Testing

/// Flows against closed forms, and against what their integrator is.
struct FlowTests {
  private func run(
    _ flow: String, _ numbers: [String: Double], _ eigenvalues: [Double], start: [Double]? = nil,
    velocity: [Double] = [], steps: Int
  ) -> VectorRun {
    VectorRun(
      optimizer: "flow.\(flow)", numbers: numbers, lists: ["eigenvalues": eigenvalues],
      start: start ?? eigenvalues.map { _ in 1 }, velocity: velocity, steps: steps)
  }

  /// With δ = 1/500 and λ ≤ 3 the error of a unit of time is λ(δλ)⁴/120 = 3 · 10⁻¹¹.
  @Test func `gradient flow on a quadratic decays exponentially`() throws {
    let x = try run("gradient", ["time_step": 0.1, "substeps": 50], [3, 0.5], steps: 20).iterates()
    for (k, point) in x.enumerated() {
      let t = 0.1 * Double(k)
      #expect(abs(point[0] - exp(-3 * t)) < 1e-10 && abs(point[1] - exp(-0.5 * t)) < 1e-10)
    }
  }

  @Test(arguments: [1, 3, 8], [0.1, 1, 2.7])
  func `a step multiplies by the polynomial, once a substep`(substeps: Int, z: Double) throws {
    let numbers = ["time_step": z * Double(substeps), "substeps": Double(substeps)]
    let factor = 1 - z + z * z / 2 - z * z * z / 6 + z * z * z * z / 24
    let x = try run("gradient", numbers, [1], steps: 1).iterates()[1][0]
    #expect(areClose(x, pow(factor, Double(substeps)), within: 1e-13))
  }

  /// m = 2, γ = 0.6, λ = 1.5: damping rate 0.15.
  @Test func `the heavy ball's flow on a quadratic is a damped oscillator`() throws {
    let trace = try run(
      "heavy_ball", ["time_step": 0.25, "substeps": 100, "mass": 2, "friction": 0.6], [1.5],
      velocity: [-0.4], steps: 40
    ).trace()
    let (rate, frequency) = (0.15, (0.75 - 0.0225).squareRoot())
    for point in trace {
      let t = 0.25 * Double(point.step)
      let (c, s) = (cos(frequency * t), sin(frequency * t))
      let b = (-0.4 + rate) / frequency
      #expect(abs(point.x[0] - exp(-rate * t) * (c + b * s)) < 1e-10)
      let v = exp(-rate * t) * ((b * frequency - rate) * c - (frequency + rate * b) * s)
      let kinetic = try #require(point.energy) - point.objective
      #expect(abs(kinetic - v * v) < 1e-10)
    }
  }

  /// x = 2 J₁(√λ t)/(√λ t) for r = 3 from rest at t = 0.
  @Test func `Nesterov's flow on a quadratic is a Bessel function`() throws {
    let x = try run(
      "nesterov", ["time_step": 0.1, "substeps": 400], [4], steps: 50
    ).iterates()
    for (k, point) in x.enumerated().dropFirst() {
      let z = 2 * 0.1 * Double(k)
      #expect(abs(point[0] - 2 * j1(z) / z) < 1e-10, "\(k)")
    }
  }

  /// r = 2: y = tx obeys ÿ + λy = 0, and from rest at t₀ = 1, x = (cos u + sin u /√λ)/t, u = √λ(t − 1).
  @Test func `Nesterov's flow from a later time, with another damping`() throws {
    let x = try run(
      "nesterov", ["time_step": 0.1, "substeps": 50, "start_time": 1, "damping": 2], [4], steps: 30
    ).iterates()
    for (k, point) in x.enumerated() {
      let (t, u) = (1 + 0.1 * Double(k), 0.2 * Double(k))
      #expect(abs(point[0] - (cos(u) + sin(u) / 2) / t) < 1e-10, "\(k)")
    }
  }

  /// With β₂ = 1, s stays g₀²: ẋ = −η λx/(λ|x₀| + ε).
  @Test func `with its mean square frozen RMSProp's flow is a gradient flow`() throws {
    let numbers = [
      "time_step": 0.5, "substeps": 50, "learning_rate": 0.3, "beta2": 1, "epsilon": 1,
    ]
    let x = try run("rmsprop", numbers, [2], steps: 10).iterates()
    for (k, point) in x.enumerated() {
      #expect(abs(point[0] - exp(-0.3 * 2 / 3 * 0.5 * Double(k))) < 1e-12)
    }
  }

  /// β₁ = β₂ = 1 freezes m and s at g₀ and g₀²: a straight line with the speed η g₀/(|g₀| + ε).
  @Test func `with its means frozen Adam's flow is a straight line`() throws {
    let numbers = [
      "time_step": 1, "learning_rate": 0.01, "beta1": 1, "beta2": 1, "epsilon": 0.5,
    ]
    let x = try run("adam", numbers, [2], steps: 10).iterates()
    for (k, point) in x.enumerated() {
      #expect(abs(point[0] - (1 - 0.01 * 2 / 2.5 * Double(k))) < 1e-14)
    }
  }

  /// While the sign stays −1 (m < 0): ẋ = −1 − wx.
  @Test func `Lion's flow moves at the speed of its sign`() throws {
    var run = run(
      "lion", ["time_step": 0.05, "substeps": 10, "weight_decay": 0.5], [1], start: [3], steps: 10)
    let x = try run.iterates()
    for (k, point) in x.enumerated() {
      #expect(abs(point[0] - (5 * exp(-0.5 * 0.05 * Double(k)) - 2)) < 1e-9, "\(k)")
    }
    // In the end in the box |x| ≤ 1/w, where f is least at 0.
    run.steps = 2000
    #expect(try abs(run.iterates()[2000][0]) < 0.05)
  }

  /// h = 0.2 in two substeps is h = 0.1 in one, twice, to the last bit: δ is the same.
  @Test(arguments: ["gradient", "heavy_ball", "rmsprop", "adam", "lion"])
  func `substeps are steps`(flow: String) throws {
    func ends(_ h: Double, _ substeps: Double, _ steps: Int) throws -> [Double] {
      let numbers = ["time_step": h, "substeps": substeps, "learning_rate": 0.1]
      return try run(flow, numbers, [3, 1], steps: steps).iterates()[steps]
    }
    #expect(try ends(0.25, 2, 12) == ends(0.125, 1, 24))
    #expect(try ends(0.25, 4, 12) == ends(0.0625, 1, 48))
  }

  /// Lanes that differ in their substeps, in every width; those that are through must wait.
  @Test(arguments: catalog.flows.map(\.name), ["substeps", "time_step"])
  func `the same bits at every width`(flow: String, axis: String) throws {
    for precision in Precision.allCases {
      let values = axis == "substeps" ? (1...45).map { Double(1 + $0 * 7 % 13) } : manySteps
      let isOrdered = axis == "substeps" ? values.sorted() : values
      try VectorRun(
        optimizer: flow,
        numbers: ["time_step": 0.02, "learning_rate": 0.01, "temperature": 0, "substeps": 3],
        objective: "rosenbrock", start: [-1.2, 1], precision: precision, steps: 40,
        axis: (axis, isOrdered)
      ).expectSameBits()
    }
  }

  /// What one lane does with n substeps does not depend on its neighbours.
  @Test func `a cell of its own is the cell in a row`() throws {
    for substeps in [1.0, 4, 9] {
      var run = VectorRun(
        optimizer: "flow.adam", numbers: ["time_step": 1, "learning_rate": 0.01],
        objective: "rosenbrock", start: [-1.2, 1], steps: 30, axis: ("substeps", [substeps]))
      let alone = try run.trace().last?.x
      run.axis = nil
      run.numbers["substeps"] = substeps
      #expect(try run.trace().last?.x == alone)
    }
  }
}
