import SweepEngine
import SweepPlan
import Synchronization
import Testing
import Topology

/// The same bits, however the work is shared.
struct SweepTests {
  /// 75 × 150 cells in clipped tiles.
  private func sweep(tile: String) throws -> Plan {
    try plan(
      """
      objective: {quadratic: {eigenvalues: [100, 1]}}
      initial_point: 1
      optimizer: heavy_ball
      axes: {momentum: {from: 0, to: 1, count: 75}, learning_rate: {from: 0, to: 0.05, count: 150}}
      steps: 200
      verdict: {escape_radius: 1e6, tolerance: 1e-3, every: 16}
      tile: \(tile)
      """)
  }

  /// What one worker makes of one tile.
  private func expected() throws -> SweepMap {
    let plan = try sweep(tile: "[75, 150]")
    return try Sweep(plan, reference(for: plan), workers: 1).map()
  }

  static let tiles = ["[75, 150]", "[64, 64]", "[16, 150]", "[1, 128]", "[75, 1]", "[13, 37]"]

  @Test(arguments: tiles, [1, 2, 5])
  func `whatever the tiles and the number of workers`(tile: String, workers: Int) throws {
    let plan = try sweep(tile: tile)
    let map = try Sweep(plan, fastest(for: plan), workers: workers).map()
    #expect(map.isSame(as: try expected()))
    #expect(map.visits.allSatisfy { $0 == 1 })
    #expect(map.tiles.sorted() == Array(0..<plan.grid.tileCount))
  }

  @Test(arguments: [1, 2, 5]) func `whatever the order of the tiles`(workers: Int) throws {
    let plan = try sweep(tile: "[16, 64]")
    let all = (0..<plan.grid.tileCount).map(plan.grid.tile)
    var random = SplitMix64(state: 11)
    for tiles in [all.reversed(), all.shuffled(using: &random), all.shuffled(using: &random)] {
      let map = try Sweep(plan, fastest(for: plan), workers: workers, tiles: tiles).map()
      #expect(map.isSame(as: try expected()))
      if workers == 1 { #expect(map.tiles == tiles.map(\.number)) }
    }
  }

  @Test func `workers that are bound compute the same`() throws {
    let plan = try sweep(tile: "[16, 64]")
    let machine = Machine.discover()
    let sweep = Sweep(
      plan: plan, kernel: try fastest(for: plan),
      tiles: (0..<plan.grid.tileCount).map(plan.grid.tile),
      placement: try Placement(machine: machine, pin: .core, workers: 2),
      binder: Binder(for: machine))
    #expect(try sweep.map().isSame(as: try expected()))
  }

  @Test func `some of the tiles, shared out between sweeps`() throws {
    let plan = try sweep(tile: "[16, 64]")
    let all = (0..<plan.grid.tileCount).map(plan.grid.tile)
    let map = SweepMap(plan)
    for share in 0..<3 {
      let sweep = try Sweep(
        plan, fastest(for: plan), tiles: all.filter { $0.number % 3 == share })
      let meter = ProgressMeter()
      #expect(try sweep.run(into: map, meter: meter, stop: StopSignal()) == .finished)
      #expect(meter.reading.tiles == sweep.tiles.count)
    }
    #expect(map.isSame(as: try expected()))
    #expect(map.visits.allSatisfy { $0 == 1 })
  }

  @Test func `no tiles are no work`() throws {
    let plan = try sweep(tile: "[16, 64]")
    let map = try Sweep(plan, fastest(for: plan), workers: 5, tiles: []).map()
    #expect(map.tiles.isEmpty)
  }

  @Test func `the meter counts cells, steps, tiles and verdicts`() throws {
    let plan = try sweep(tile: "[13, 37]")
    let map = SweepMap(plan)
    let meter = ProgressMeter()
    #expect(meter.reading == ProgressMeter.Reading())
    let sweep = try Sweep(plan, fastest(for: plan), workers: 3)
    _ = try sweep.run(into: map, meter: meter, stop: StopSignal())
    #expect(meter.reading.cells == plan.grid.cellCount)
    #expect(meter.reading.cellSteps == map.steps.reduce(0) { $0 + Int($1) })
    #expect(meter.reading.tiles == plan.grid.tileCount)
    for verdict in Verdict.allCases {
      #expect(
        meter.reading.verdicts[Int(verdict.rawValue)]
          == map.verdicts.count { $0 == verdict.rawValue })
    }
  }
}
