import Foundation
import SweepEngine
import SweepPlan
import Synchronization
import Testing

/// Tiles come one at a time, perhaps with pauses, and end or fail as the supply says.
@Suite(.timeLimit(.minutes(1)))
struct SupplyTests {
  /// Hands out tiles by a rule.
  private final class Ruled: TileSupply {
    private let list: TileList<Range<Int>>
    private let asked = Mutex(0)
    private let rule: @Sendable (Int) throws -> TileOffer?

    /// - Parameter rule: The answer to the nth question, from 0; `nil` for the next tile.
    init(_ plan: Plan, _ rule: @escaping @Sendable (Int) throws -> TileOffer?) {
      list = TileList(plan.grid)
      self.rule = rule
    }

    func next() throws -> TileOffer {
      let number = asked.withLock { asked in
        defer { asked += 1 }
        return asked
      }
      return try rule(number) ?? list.next()
    }
  }

  @Test(arguments: [1, 2, 9]) func `later is not the end`(workers: Int) throws {
    let plan = try numberedPlan(shape: [24, 64], tile: [8, 16])
    let notes = KernelNotes(plan)
    let supply = Ruled(plan) { $0 % 3 == 2 ? nil : .later }
    let meter = ProgressMeter()
    let sweep = try Sweep(plan, notes.kernel(), workers: workers, supply: supply)
    #expect(try sweep.run(into: DiscardingSink(), meter: meter, stop: StopSignal()) == .finished)
    #expect(notes.visits.allSatisfy { $0 == 1 })
    #expect(meter.reading.times.waiting > .zero)
  }

  @Test(arguments: [1, 4]) func `a wait ends at once when it is told to stop`(
    workers: Int
  ) throws {
    let plan = try numberedPlan(shape: [8, 16], tile: [8, 16])
    for stopping in [StopSignal.drain, StopSignal.request] {
      // A busy machine may hold a thread up; not five times.
      var delays: [Duration] = []
      repeat {
        delays.append(try delay(of: stopping, plan, workers))
      } while delays.count < 5 && delays[delays.count - 1] >= .milliseconds(80)
      #expect(delays.contains { $0 < .milliseconds(80) }, "\(delays)")
    }
  }

  /// How long after the request a sweep ends that waits for its supply.
  private func delay(
    of stopping: @escaping @Sendable (StopSignal) -> () -> Void, _ plan: Plan, _ workers: Int
  ) throws -> Duration {
    let stop = StopSignal()
    let sweep = try Sweep(
      plan, KernelNotes(plan).kernel(), workers: workers, supply: Ruled(plan) { _ in .later })
    let requested = Mutex(ContinuousClock.now)
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.25)
      requested.withLock { $0 = .now }
      stopping(stop)()
    }
    let outcome = try sweep.run(into: DiscardingSink(), meter: ProgressMeter(), stop: stop)
    #expect(outcome == .stopped(tiles: 0))
    return requested.withLock { $0 }.duration(to: .now)
  }

  @Test(arguments: [1, 3]) func `its error ends the sweep`(workers: Int) throws {
    struct Lost: Error {}
    let plan = try numberedPlan(shape: [64, 64], tile: [8, 16])
    // The others wait, for they may ask again before they hear of the error.
    let supply = Ruled(plan) { if $0 == 5 { throw Lost() } else { $0 < 5 ? nil : .later } }
    let meter = ProgressMeter()
    let sweep = try Sweep(plan, KernelNotes(plan).kernel(), workers: workers, supply: supply)
    #expect(throws: Lost.self) {
      try sweep.run(into: DiscardingSink(), meter: meter, stop: StopSignal())
    }
    #expect(meter.reading.tiles <= 5)
    #expect(meter.reading.tilesInFlight == 0)
  }

  /// What is begun is finished, by all; nothing else is begun.
  @Test(arguments: [1, 2, 5]) func `draining finishes what is begun`(workers: Int) throws {
    let plan = try numberedPlan(shape: [256, 256], tile: [64, 64])
    let stop = StopSignal()
    let begun = Mutex(Set<Int>())
    let notes = KernelNotes(plan)
    let kernel = try notes.kernel { task, _ in
      begun.withLock { _ = $0.insert(Int(task.numbering.number(ofCell: 0))) }
      Thread.sleep(forTimeInterval: 0.01)
      stop.drain()
    }
    let meter = ProgressMeter()
    let map = SweepMap(plan)
    let outcome = try Sweep(plan, kernel, workers: workers).run(into: map, meter: meter, stop: stop)
    let count = begun.withLock { $0.count }
    #expect(outcome == .stopped(tiles: count))
    #expect((1...workers).contains(count))
    #expect(map.tiles.count == count)
    #expect(notes.visits.reduce(0, +) == count * 64 * 64)
    #expect(map.visits == notes.visits)
    #expect(meter.reading.tilesInFlight == 0)
  }

  @Test func `stopping after draining does not wait for tiles`() throws {
    let stop = StopSignal()
    #expect(!stop.isDraining && !stop.isRequested)
    stop.drain()
    #expect(stop.isDraining && !stop.isRequested)
    stop.request()
    stop.drain()
    #expect(stop.isDraining && stop.isRequested)
  }

  @Test func `a list of many tiles is as small as one of few`() throws {
    let grid = Grid(shape: [64_000_000, 64_000_000], tileShape: [64, 64])
    let list = TileList(grid)
    #expect(list.tilesLeft == 1_000_000_000_000)
    #expect(list.next() == .tile(grid.tile(0)))
    #expect(list.next() == .tile(grid.tile(1)))
    #expect(list.tilesLeft == 1_000_000_000_000 - 2)
  }

  @Test func `a list may begin anywhere and ends for good`() throws {
    let grid = Grid(shape: [640], tileShape: [64])
    let list = TileList(grid, numbers: [9, 8, 7, 3][1...2])
    #expect(list.next() == .tile(grid.tile(8)))
    #expect(list.next() == .tile(grid.tile(7)))
    for _ in 0..<3 { #expect(list.next() == .none) }
    #expect(list.tilesLeft == 0)
  }
}
