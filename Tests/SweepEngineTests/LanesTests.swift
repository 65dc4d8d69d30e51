import SweepEngine
import SweepPlan
import Testing

/// Whole maps, computed by every kernel of this machine, against one-lane runs of single cells:
/// `Dynamics`' tests compare kernels, these what a sweep makes of them.
struct LanesTests {
  /// A thousand cells of the example that users meet first. It takes no file from outside the
  /// repository, and as little time as its million cells need.
  @Test func `cells of the heavy-ball example equal their scalar runs`() throws {
    let plan = try repositorySweep("heavy_ball")
    let definition = CellRun(plan: plan, kernel: try reference(for: plan))
    var random = SplitMix64(state: 7)
    let cells = (0..<1000).map { _ in Int.random(in: 0..<plan.grid.cellCount, using: &random) }
    let maps = try kernels(for: plan).dropLast().map { try Sweep(plan, $0).map() }
    for cell in cells {
      let result = definition.result(at: plan.grid.cell(cell))
      for variable in Variable.plain {
        for map in maps {
          #expect(map.bytes(variable, at: cell) == Array(result[variable]), "\(cell), \(variable)")
        }
      }
    }
    #expect(Set(cells.map { maps[0].verdicts[$0] }) == [1, 2, 3])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let optimizer: String
    let dimension: Int
    let precision: Precision
    var testDescription: String { "\(optimizer), \(dimension), \(precision.rawValue)" }

    static let all = ["gradient_descent", "heavy_ball", "nesterov"].flatMap { optimizer in
      (1...8).flatMap { dimension in
        Precision.allCases.map {
          Case(optimizer: optimizer, dimension: dimension, precision: $0)
        }
      }
    }
  }

  /// Every number of coordinates that a sweep may have, most of them served by a larger kernel.
  @Test(arguments: Case.all) func `maps in one to eight dimensions`(run: Case) throws {
    let eigenvalues = Array([100, 30, 10, 5, 20, 50, 70, 40].prefix(run.dimension))
    let hasMomentum = run.optimizer != "gradient_descent"
    let rows =
      hasMomentum
      ? "momentum: {from: 0, to: 1.05, count: 11}"
      : "initial_point_0: {from: -2, to: 2, count: 11}"
    let start = (["null"] + Array(repeating: "1", count: run.dimension - 1)).joined(separator: ", ")
    let plan = try plan(
      """
      objective: {quadratic: {eigenvalues: \(eigenvalues)}}
      initial_point: \(hasMomentum ? "1" : "[\(start)]")
      optimizer: \(run.optimizer)
      axes: {\(rows), learning_rate: {from: 1e-4, to: 1, count: 37, scale: log}}
      steps: 211
      precision: \(run.precision.rawValue)
      verdict: {escape_radius: 1e6, tolerance: 1e-2, every: 4}
      """)
    let maps = try kernels(for: plan).map { try Sweep(plan, $0).map() }
    for map in maps { #expect(map.isSame(as: maps[maps.count - 1])) }
    #expect(Set(maps[0].verdicts) == [1, 2, 3])
  }

  /// What else a sweep may ask for, all of it varying from cell to cell.
  @Test(
    arguments: [
      """
      optimizer: heavy_ball
      schedule: cosine
      axes: {warmup: {from: 0, to: 90, count: 7}, momentum: {from: 0, to: 1, count: 7}, learning_rate: {from: 0, to: 0.05, count: 13}}
      """,
      """
      optimizer: {nesterov: {momentum_rule: accelerating}}
      schedule: {linear: {warmup: 10}}
      axes: {final: {from: 0, to: 2, count: 9}, learning_rate: {from: 0, to: 0.05, count: 23}}
      """,
      """
      optimizer: {heavy_ball: {form: dampened, momentum: 0.9}}
      axes: {dampening: {from: 0, to: 1, count: 9}, learning_rate: {from: 0, to: 0.4, count: 23}}
      clip_norm: 3
      """,
      """
      optimizer: heavy_ball
      axes: {clip_norm: {from: 1e-2, to: 1e3, count: 9, scale: log}, momentum: {values: [0.2, 1]}, learning_rate: {from: 0, to: 0.05, count: 23}}
      """,
      """
      optimizer: {heavy_ball: {form: physics, friction: 0.1}}
      axes: {mass: {from: 0.1, to: 2, count: 9}, time_step: {from: 0, to: 0.3, count: 23}}
      """,
    ], Precision.allCases)
  func `schedules, clipping, options and cycles`(asked: String, precision: Precision) throws {
    try expectDefined(
      """
      objective: {quadratic: {eigenvalues: [100, 1], rotation: 0.5}}
      \(asked)
      steps: 120
      precision: \(precision.rawValue)
      verdict: {escape_radius: 1e4, tolerance: 1e-2, every: 8}
      period: {up_to: 12}
      """)
  }

  /// One axis to four; a coefficient and the start among them; grids of one cell and of one row.
  @Test(arguments: [
    "{learning_rate: {from: 0, to: 0.05, count: 211}}",
    "{learning_rate: {from: 0, to: 0.05, count: 1}}",
    "{momentum: {values: [0.9]}, learning_rate: {from: 0, to: 0.05, count: 67}}",
    "{learning_rate: {from: 0, to: 0.05, count: 67}, momentum: {values: [0.9]}}",
    "{learning_rate: {from: 0, to: 0.05, count: 19}, eigenvalue_1: {from: 1, to: 500, count: 23}}",
    "{initial_point_0: {values: [-3, 0, 1]}, momentum: {from: 0, to: 1, count: 9}, "
      + "learning_rate: {from: 0, to: 0.05, count: 13}}",
    "{eigenvalue_1: {values: [1, 40]}, initial_point_0: {values: [-3, 0, 1]}, "
      + "learning_rate: {from: 0, to: 0.05, count: 7}, momentum: {from: 0, to: 1, count: 5}}",
  ])
  func `any axes`(axes: String) throws {
    let coefficient = axes.contains("eigenvalue_1") ? "null" : "1"
    let start = axes.contains("initial_point_0") ? "null" : "1"
    let momentum = axes.contains("momentum") ? "heavy_ball" : "{heavy_ball: {momentum: 0.5}}"
    for precision in Precision.allCases {
      try expectDefined(
        """
        objective: {quadratic: {eigenvalues: [100, \(coefficient)]}}
        initial_point: [\(start), 1]
        optimizer: \(momentum)
        axes: \(axes)
        steps: 100
        precision: \(precision.rawValue)
        verdict: {escape_radius: 1e4, tolerance: 1e-2, every: 8}
        """)
    }
  }

  /// Every cell of every kernel's map is what one lane makes of that cell alone.
  private func expectDefined(_ yaml: String) throws {
    let plan = try plan(yaml)
    let definition = CellRun(plan: plan, kernel: try reference(for: plan))
    for kernel in try kernels(for: plan) {
      let map = try Sweep(plan, kernel).map()
      for cell in 0..<plan.grid.cellCount {
        let result = definition.result(at: plan.grid.cell(cell))
        for variable in Variable.plain {
          #expect(map.bytes(variable, at: cell) == Array(result[variable]))
        }
      }
    }
  }
}
