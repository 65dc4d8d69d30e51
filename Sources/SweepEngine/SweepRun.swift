import SweepPlan
import Synchronization

/// What the workers of a running sweep have in common.
final class SweepRun: Sendable {
  let plan: Plan
  let kernel: Kernel
  let stop: StopSignal
  let meter: ProgressMeter
  let shelf: ResultShelf
  let shared = SharedWork()
  let pace: Pace

  private let supply: any TileSupply
  /// Workers that are just asking for a tile: what they get may soon be shared.
  private let asking = Atomic<Int>(0)
  private let isEmpty = Atomic<Bool>(false)
  private let begun = Atomic<Int>(0)
  private let written = Atomic<Int>(0)
  private let failure = Mutex<(any Error)?>(nil)
  private let hasFailed = Atomic<Bool>(false)

  init(_ sweep: Sweep, workers: Int, meter: ProgressMeter, stop: StopSignal) {
    plan = sweep.plan
    kernel = sweep.kernel
    supply = sweep.supply
    self.stop = stop
    self.meter = meter
    shelf = ResultShelf(sweep.plan, workers: workers)
    pace = Pace(workers: workers)
  }

  /// Whether workers are to end now, leaving what they are at.
  var isOver: Bool { stop.isRequested || hasFailed.load(ordering: .relaxed) }

  /// Whether somebody may be about to begin a tile.
  var isAsking: Bool { asking.load(ordering: .sequentiallyConsistent) > 0 }

  /// Asks for a tile, unless no more are to be begun, and lets `begin` begin it.
  ///
  /// - Returns: `nil` with what the supply said if there was none.
  func ask(_ begin: (Tile) throws -> Portion) throws -> (Portion?, isLast: Bool) {
    asking.wrappingAdd(1, ordering: .sequentiallyConsistent)
    defer { asking.wrappingSubtract(1, ordering: .sequentiallyConsistent) }
    guard !stop.isDraining else { return (nil, isLast: true) }
    switch try supply.next() {
    case .tile(let tile):
      begun.wrappingAdd(1, ordering: .relaxed)
      return (try begin(tile), isLast: false)
    case .later: return (nil, isLast: false)
    case .none:
      isEmpty.store(true, ordering: .relaxed)
      return (nil, isLast: true)
    }
  }

  /// How many cells a worker takes at once.
  ///
  /// A supply that does not count is taken to have a sixteenth of what it gave so far.
  ///
  /// - Parameters:
  ///   - left: Cells that nobody has taken of the tiles in flight.
  ///   - whole: Cells that can be taken together.
  func amount(for worker: Int, left: Int, whole: Int) -> Int {
    let unasked: Int
    if stop.isDraining || isEmpty.load(ordering: .relaxed) {
      unasked = 0
    } else if let counted = supply as? any CountedSupply {
      unasked = counted.tilesLeft
    } else {
      unasked = written.load(ordering: .relaxed) / 16
    }
    let tile = plan.grid.tileShape.reduce(1, *)
    return pace.cells(for: worker, left: left + unasked * tile, whole: whole)
  }

  func countWritten() { written.wrappingAdd(1, ordering: .relaxed) }

  /// Does a worker's work; its error ends the others'.
  func attempt(_ work: () throws -> Void) {
    do {
      try work()
    } catch {
      failure.withLock { $0 = $0 ?? error }
      hasFailed.store(true, ordering: .relaxed)
    }
  }

  /// What came of it, when all workers have ended.
  func end() throws -> Sweep.Outcome {
    let tiles = written.load(ordering: .relaxed)
    let lost = begun.load(ordering: .relaxed) - tiles
    meter[0].abandon(tiles: lost)
    if let error = failure.withLock({ $0 }) { throw error }
    let hasAll = (supply as? any CountedSupply)?.tilesLeft == 0 || isEmpty.load(ordering: .relaxed)
    return hasAll && lost == 0 ? .finished : .stopped(tiles: tiles)
  }
}
