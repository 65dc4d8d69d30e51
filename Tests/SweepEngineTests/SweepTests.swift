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
    let all = Array(0..<plan.grid.tileCount)
    var random = SplitMix64(state: 11)
    for tiles in [all.reversed(), all.shuffled(using: &random), all.shuffled(using: &random)] {
      let supply = TileList(plan.grid, numbers: tiles)
      let map = try Sweep(plan, fastest(for: plan), workers: workers, supply: supply).map()
      #expect(map.isSame(as: try expected()))
      #expect(map.tiles.count == tiles.count)
      if workers == 1 { #expect(map.tiles == tiles) }
    }
  }

  @Test func `workers that are bound compute the same`() throws {
    let plan = try sweep(tile: "[16, 64]")
    let machine = Machine.discover()
    let sweep = Sweep(
      plan: plan, kernel: try fastest(for: plan),
      supply: TileList(plan.grid),
      placement: try Placement(machine: machine, pin: .core, workers: 2),
      binder: Binder(for: machine))
    #expect(try sweep.map().isSame(as: try expected()))
  }

  @Test func `some of the tiles, shared out between sweeps`() throws {
    let plan = try sweep(tile: "[16, 64]")
    let map = SweepMap(plan)
    for share in 0..<3 {
      let numbers = (0..<plan.grid.tileCount).filter { $0 % 3 == share }
      let sweep = try Sweep(
        plan, fastest(for: plan), supply: TileList(plan.grid, numbers: numbers))
      let meter = ProgressMeter()
      #expect(try sweep.run(into: map, meter: meter, stop: StopSignal()) == .finished)
      #expect(meter.reading.tiles == numbers.count)
    }
    #expect(map.isSame(as: try expected()))
    #expect(map.visits.allSatisfy { $0 == 1 })
  }

  @Test func `no tiles are no work`() throws {
    let plan = try sweep(tile: "[16, 64]")
    let map = try Sweep(
      plan, fastest(for: plan), workers: 5, supply: TileList(plan.grid, numbers: [])
    ).map()
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
    #expect(meter.reading.tilesInFlight == 0)
    #expect(meter.reading.longestTile > .zero)
    let times = meter.reading.times
    #expect(times.computing > .zero && times.writing > .zero)
    #expect(times.overhead > .zero && times.overhead < times.all)
    for verdict in Verdict.allCases {
      #expect(
        meter.reading.verdicts[Int(verdict.rawValue)]
          == map.verdicts.count { $0 == verdict.rawValue })
    }
  }
}
