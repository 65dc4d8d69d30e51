import Foundation
import SweepEngine
import SweepPlan
import Synchronization
import Testing

/// Sweeps with noise: the same bits whoever computes them, and what theory says of them.
struct NoiseTests {
  /// Every kind of noise with every choice, on something it is defined for.
  struct Case: Sendable, CustomTestStringConvertible {
    var noise: String
    var objective = "{quadratic: {eigenvalues: [3, 1, 0.5], rotation: 0.4, minimum: 0.1}}"
    var axis = "sigma: {values: [0, 0.3, 3]}"
    var optimizers = usual
    var testDescription: String { noise }

    private static let usual = [
      "gradient_descent", "{heavy_ball: {momentum: 0.7}}", "{nesterov: {momentum: 0.7}}", "adam",
      "normalized_gradient_descent",
      "{gradient_descent_ascent: {order: alternating}}", "extragradient", "optimistic_gradient",
      "{runge_kutta_4: {step_size: dal}}", "implicit_gradient_descent", "newton", "velocity_verlet",
      "proximal_gradient", "lion",
    ]
    private static let descents = [
      "gradient_descent", "{heavy_ball: {momentum: 0.7}}", "implicit_gradient_descent",
    ]
    private static let examples =
      "{logistic_regression: {ridge: 0.1, examples: [[1, 2, 0], [1, -1, 1], [1, 0.5, 1], "
      + "[1, 3, 0], [1, -2, 0], [1, 0, 1], [1, 1, 1]]}}"
    private static let batches = "batch_size: {values: [1, 3, 7]}"

    static let all =
      [
        Case(noise: "{gaussian: {}}"),
        Case(noise: "{gaussian: {independent: true}}"),
        Case(noise: "{gaussian: {sample: each_step}}"),
        Case(
          noise: "{gaussian: {covariance: [~, 0, 2]}}", axis: "covariance_0: {values: [0, 1, 4]}"),
        Case(noise: "{student_t: {degrees_of_freedom: 3}}"),
        Case(
          noise: "{student_t: {sigma: 0.2}}", axis: "degrees_of_freedom: {values: [0.5, 2, 1e6]}"),
        Case(noise: "{student_t: {degrees_of_freedom: 1.5, independent: true}}"),
        Case(
          noise: "{langevin: {}}", axis: "temperature: {values: [0, 0.1, 2]}", optimizers: descents),
        Case(noise: "{multiplicative: {}}"),
        Case(noise: "{multiplicative: {distribution: two_point, across: separately}}"),
        Case(noise: "{multiplicative: {independent: true, across: separately}}"),
        Case(noise: "{random_curvature: {}}", axis: batches),
        Case(noise: "{random_curvature: {independent: true}}", axis: batches),
      ]
      + ["with_replacement", "without_replacement", "reshuffling"].flatMap { sampling in
        [
          Case(
            noise: "{minibatch: {sampling: \(sampling)}}", objective: examples, axis: batches),
          Case(
            noise: "{minibatch: {sampling: \(sampling), batch_size: 3}}", objective: examples,
            axis: "ridge: {values: [0, 0.1, 1]}"),
          Case(
            noise: "{minibatch: {sampling: \(sampling), independent: true}}", objective: examples,
            axis: batches, optimizers: ["{heavy_ball: {momentum: 0.7}}", "extragradient", "newton"]),
        ]
      }

    func plan(
      _ optimizer: String, _ precision: Precision, tile: String = "[3, 64]", seeds: Int = 3
    ) throws -> Plan {
      let step = optimizer == "velocity_verlet" ? "time_step" : "learning_rate"
      let ridge = axis.hasPrefix("ridge")
      return try SweepEngineTests.plan(
        """
        objective: \(ridge ? objective.replacing("ridge: 0.1, ", with: "") : objective)
        optimizer: \(optimizer)
        noise: \(noise)
        seeds: \(seeds)
        axes:
          \(axis)
          \(step): {from: 0, to: 2.5, count: 70}
        steps: 37
        precision: \(precision)
        verdict: {every: 8, escape_radius: 1e3, tolerance: 1e-3}
        measure: {from: 0.4, about: 0.25}
        quantiles: [0, 0.5, 1]
        per_seed: [verdict, objective]
        tile: \(tile)
        """)
    }
  }

  @Test(arguments: Case.all, Precision.allCases)
  func `all kernels give the same bits`(item: Case, precision: Precision) throws {
    var verdicts: Set<UInt8> = []
    for optimizer in item.optimizers {
      let plan = try item.plan(optimizer, precision)
      let all = try kernels(for: plan)
      let right = try Sweep(plan, #require(all.last)).columns()
      verdicts.formUnion((right[.verdict] ?? []).joined())
      for kernel in all.dropLast() {
        let same = try Sweep(plan, kernel).columns() == right
        #expect(same, "\(optimizer), \(kernel.lanes) lanes, fused: \(kernel.isFused)")
      }
    }
    #expect(verdicts.count >= 2, "maps of one fate say little: \(verdicts)")
  }

  /// Which random numbers a cell sees depends on its place in the grid, not in a tile.
  @Test(arguments: Case.all)
  func `tiles of another shape hold the same cells`(item: Case) throws {
    let optimizer = item.optimizers[1]
    let one = try item.plan(optimizer, .float32)
    let other = try item.plan(optimizer, .float32, tile: "[1, 64]")
    let kernel = try fastest(for: one)
    let (whole, parts) = try (Sweep(one, kernel).cells(), Sweep(other, kernel).cells())
    #expect(whole == parts)
  }

  /// The noise of a seed is its own, whatever comes before it.
  @Test(arguments: Case.all)
  func `a seed among many is what it is among few`(item: Case) throws {
    let optimizer = item.optimizers[0]
    let few = try item.plan(optimizer, .float64, seeds: 2)
    let many = try item.plan(optimizer, .float64, seeds: 5)
    let (a, b) = try (
      Sweep(few, fastest(for: few)).columns(), Sweep(many, fastest(for: many)).columns()
    )
    let size = MemoryLayout<Double>.stride
    let first = try #require(a[.objectiveBySeed]?.first)
    let second = try #require(b[.objectiveBySeed]?.first)
    for cell in 0..<first.count / (2 * size) {
      #expect(
        first[cell * 2 * size..<(cell + 1) * 2 * size]
          == second[cell * 5 * size..<(cell * 5 + 2) * size])
    }
  }

  /// Every cell alike but for its number: with shared noise all come to the same, with independent
  /// noise no two do.
  @Test(arguments: [false, true])
  func `cells share their noise or have it to themselves`(isIndependent: Bool) throws {
    let plan = try SweepEngineTests.plan(
      """
      objective: {quadratic: {eigenvalues: [1, 2]}}
      optimizer: {gradient_descent: {learning_rate: 0.1}}
      noise: {gaussian: {sigma: 1, independent: \(isIndependent)}}
      axes: {rotation: {values: [0, 1e-300, 2e-300, 3e-300]}}
      steps: 50
      precision: float64
      """)
    let values = try Sweep(plan, fastest(for: plan)).map().reals(.objective)
    #expect(Set(values).count == (isIndependent ? 4 : 1))
  }

  @Test func `with no size the noise is none`() throws {
    for noise in ["{gaussian: 0}", "{multiplicative: 0}", "{langevin: 0}"] {
      let sweep = """
        objective: {quadratic: {eigenvalues: [100, 1]}}
        optimizer: heavy_ball
        axes: {momentum: {from: 0, to: 1, count: 20}, learning_rate: {from: 0, to: 0.05, count: 70}}
        steps: 300

        """
      let exact = try SweepEngineTests.plan(sweep)
      let noisy = try SweepEngineTests.plan(sweep + "noise: \(noise)")
      #expect(
        try Sweep(exact, fastest(for: exact)).map().isSame(
          as: Sweep(noisy, fastest(for: noisy)).map()), "\(noise)")
    }
  }
}

extension Sweep {
  /// By variable, the bytes of every tile's column, by the tile's number.
  func columns() throws -> [Variable: [[UInt8]]] {
    let sink = ColumnSink(plan)
    #expect(try run(into: sink, meter: ProgressMeter(), stop: StopSignal()) == .finished)
    return sink.columns
  }

  /// By variable and cell of the grid: the bytes.
  func cells() throws -> [Variable: [[UInt8]]] {
    let columns = try columns()
    var cells: [Variable: [[UInt8]]] = [:]
    for (variable, tiles) in columns {
      var all = [[UInt8]](repeating: [], count: plan.grid.cellCount)
      for (number, bytes) in tiles.enumerated() {
        let places = plan.grid.cells(of: plan.grid.tile(number))
        let size = bytes.count / places.count
        for (index, cell) in places.enumerated() {
          all[cell] = Array(bytes[index * size..<(index + 1) * size])
        }
      }
      cells[variable] = all
    }
    return cells
  }
}

/// A sink that keeps what a plan records.
final class ColumnSink: TileSink {
  private let plan: Plan
  private let state: Mutex<[Variable: [[UInt8]]]>

  init(_ plan: Plan) {
    self.plan = plan
    let empty = [[UInt8]](repeating: [], count: plan.grid.tileCount)
    state = Mutex(Dictionary(uniqueKeysWithValues: plan.record.map { ($0, empty) }))
  }

  var columns: [Variable: [[UInt8]]] { state.withLock { $0 } }

  func write(_ result: TileResult, by worker: Int) {
    state.withLock { state in
      for variable in plan.record {
        state[variable]?[result.tile.number] = Array(result[variable])
      }
    }
  }
}
