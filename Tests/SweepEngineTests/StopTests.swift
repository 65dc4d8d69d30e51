import Foundation
import SweepEngine
import SweepPlan
import Synchronization
import Testing

/// A sweep ends when it is told to, or when its results cannot be kept: soon, and with whole tiles.
@Suite(.timeLimit(.minutes(1)))
struct StopTests {
  /// Cells that never come to a verdict (η = 0 leaves them where they are), for 10⁷ steps: minutes of
  /// work, and a whole task lasts seconds.
  private func endless(tile: String, steps: Int = 10_000_000) throws -> Plan {
    try plan(
      """
      objective: {quadratic: {eigenvalues: [2, 1]}}
      initial_point: 1
      optimizer: heavy_ball
      axes: {momentum: {from: 0, to: 1, count: 256}, learning_rate: {from: -1e-9, to: 0, count: 256}}
      steps: \(steps)
      tile: \(tile)
      """)
  }

  @Test(arguments: [1, 2, 5]) func `a request ends the sweep soon`(workers: Int) throws {
    let plan = try endless(tile: "[256, 256]")
    let sweep = try Sweep(plan, fastest(for: plan), workers: workers)
    let map = SweepMap(plan)
    let meter = ProgressMeter()
    let stop = StopSignal()
    let requested = Mutex(ContinuousClock().now)
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.2)
      requested.withLock { $0 = ContinuousClock().now }
      stop.request()
    }
    let outcome = try sweep.run(into: map, meter: meter, stop: stop)
    #expect(requested.withLock { $0 }.duration(to: .now) < .seconds(1))
    #expect(outcome == .stopped(tiles: 0))
    #expect(map.tiles.isEmpty)
    var reading = meter.reading
    #expect(reading.workers == workers)
    reading.workers = 0
    reading.times = ProgressMeter.Times()
    #expect(reading == ProgressMeter.Reading())
  }

  @Test(arguments: [1, 2, 5]) func `tiles that were handed on are whole`(workers: Int) throws {
    let plan = try endless(tile: "[8, 64]", steps: 20_000)
    let sweep = try Sweep(plan, fastest(for: plan), workers: workers)
    let stop = StopSignal()
    let sink = StoppingSink(SweepMap(plan), after: 3, stop: stop)
    let meter = ProgressMeter()
    let outcome = try sweep.run(into: sink, meter: meter, stop: stop)
    let map = sink.map
    #expect(outcome == .stopped(tiles: map.tiles.count))
    #expect((3..<plan.grid.tileCount).contains(map.tiles.count))
    #expect(meter.reading.tiles == map.tiles.count)
    let whole = Set(map.tiles.flatMap { plan.grid.cells(of: plan.grid.tile($0)) })
    let (visits, verdicts, steps) = (map.visits, map.verdicts, map.steps)
    for cell in visits.indices {
      let isWhole = whole.contains(cell)
      #expect(visits[cell] == (isWhole ? 1 : 0))
      #expect(verdicts[cell] == (isWhole ? Verdict.bounded.rawValue : Verdict.missing.rawValue))
      #expect(steps[cell] == (isWhole ? 20_000 : 0))
    }
  }

  @Test func `a request before the start leaves nothing to do`() throws {
    let plan = try endless(tile: "[64, 64]")
    let stop = StopSignal()
    stop.request()
    let map = SweepMap(plan)
    let outcome = try Sweep(plan, fastest(for: plan)).run(
      into: map, meter: ProgressMeter(), stop: stop)
    #expect(outcome == .stopped(tiles: 0))
    #expect(map.tiles.isEmpty)
  }

  @Test func `a request that comes too late changes nothing`() throws {
    let plan = try endless(tile: "[256, 256]", steps: 16)
    let stop = StopSignal()
    let sink = StoppingSink(SweepMap(plan), after: 1, stop: stop)
    let outcome = try Sweep(plan, fastest(for: plan)).run(
      into: sink, meter: ProgressMeter(), stop: stop)
    #expect(outcome == .finished)
    #expect(sink.map.visits.allSatisfy { $0 == 1 })
  }

  /// The first tiles take no time, the last ones minutes: the error must not wait for them. How many
  /// short ones other workers finish before they hear of it is the scheduler's affair.
  @Test(arguments: [1, 2, 5]) func `a sink's error ends the sweep soon`(workers: Int) throws {
    let plan = try endless(tile: "[8, 64]", steps: 4000)
    let sweep = try Sweep(plan, fastest(for: plan), workers: workers)
    let sink = FailingSink(after: 3)
    let meter = ProgressMeter()
    #expect(throws: FailingSink.Full(tile: 3)) {
      try sweep.run(into: sink, meter: meter, stop: StopSignal())
    }
    if workers == 1 { #expect(meter.reading.tiles == 3) }
    #expect(meter.reading.tiles < plan.grid.tileCount)
  }

  /// Stops the sweep when it has taken some tiles.
  private final class StoppingSink: TileSink {
    let map: SweepMap
    private let count: Int
    private let stop: StopSignal

    init(_ map: SweepMap, after count: Int, stop: StopSignal) {
      self.map = map
      self.count = count
      self.stop = stop
    }

    func write(_ result: TileResult, by worker: Int) {
      map.write(result, by: worker)
      if map.tileCount >= count { stop.request() }
    }
  }

  /// Takes some tiles and refuses the next.
  private final class FailingSink: TileSink {
    struct Full: Error, Equatable { let tile: Int }

    private let taken = Mutex(0)
    private let count: Int

    init(after count: Int) { self.count = count }

    func write(_ result: TileResult, by worker: Int) throws {
      let number = taken.withLock { taken in
        taken += 1
        return taken - 1
      }
      if number == count { throw Full(tile: number) }
    }
  }
}
