import Foundation
import SweepEngine
import SweepPlan
import Testing

/// The stochastic flow, by Euler and Maruyama.
struct LangevinFlowTests {
  private func sweep(
    _ flow: String, axes: String, more: String = "", steps: Int = 50, precision: String = "float64"
  ) -> String {
    """
    objective: {quadratic: {eigenvalues: [2, 1]}}
    initial_point: [1, 1]
    flow: {langevin: {\(flow)}}
    axes: {\(axes)}
    steps: \(steps)
    precision: \(precision)
    \(more)
    """
  }

  /// Substeps differ from lane to lane, and with them how many random numbers a step takes.
  @Test(arguments: ["float32", "float64"], ["shared", "independent"])
  func `all kernels give the same bits`(precision: String, paths: String) throws {
    let plan = try plan(
      sweep(
        "temperature: 0.1, paths: \(paths)",
        axes: "substeps: {values: [1, 2, 3, 5, 8]}, time_step: {from: 0.01, to: 2, count: 29}",
        precision: precision))
    let maps = try kernels(for: plan).map { try Sweep(plan, $0).map() }
    for map in maps { #expect(map.isSame(as: maps[maps.count - 1])) }
    #expect(Set(maps[0].reals(.objective)).count > 100)
  }

  /// A cell sees the numbers of its own substeps, however many its neighbours take.
  @Test func `a cell does not see its neighbours' substeps`() throws {
    func ends(_ substeps: String) throws -> [Double] {
      let plan = try plan(
        sweep(
          "temperature: 0.1, time_step: 0.1", axes: "substeps: {values: [\(substeps)]}", steps: 1))
      return try Sweep(plan, fastest(for: plan)).map().reals(.objective)
    }
    // In the first step: later ones begin where the largest number of substeps ends.
    #expect(try ends("1, 4, 9")[1] == ends("4")[0])
  }

  @Test func `without temperature it is gradient descent with substeps`() throws {
    let cold = try plan(
      sweep("temperature: 0, substeps: 4", axes: "time_step: {values: [0.5]}", steps: 10))
    let plain = try plan(
      """
      objective: {quadratic: {eigenvalues: [2, 1]}}
      initial_point: [1, 1]
      optimizer: gradient_descent
      axes: {learning_rate: {values: [0.125]}}
      steps: 40
      precision: float64
      """)
    #expect(
      try Sweep(cold, fastest(for: cold)).map().reals(.objective)
        == Sweep(plain, fastest(for: plain)).map().reals(.objective))
  }

  /// The stationary variance is T/(λ(1 − δλ/2)) in each coordinate: f settles at
  /// T/2 Σ 1/(1 − δλ/2). With 512 seeds the mean of 2000 steps is known to about 1 %.
  @Test func `it settles at the temperature`() throws {
    let plan = try plan(
      sweep(
        "temperature: 0.5, substeps: 2", axes: "time_step: {values: [0.2, 0.8]}",
        more: "seeds: 512\nmeasure: {from: 0.5}", steps: 400))
    let kernel = try fastest(for: plan)
    for (index, h) in [0.2, 0.8].enumerated() {
      let result = CellRun(plan: plan, kernel: kernel).result(at: [index])
      let mean = result[.settledObjectiveMean].load(as: Double.self)
      let expected = 0.25 * (1 / (1 - h / 2 * 2 / 2) + 1 / (1 - h / 2 / 2))
      #expect(abs(mean / expected - 1) < 0.03, "\(mean) \(expected)")
    }
  }
}
