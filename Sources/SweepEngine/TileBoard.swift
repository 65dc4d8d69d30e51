import SweepPlan
import Synchronization

/// The tiles that are being computed: workers that share a tile find its result here, and the last
/// to finish takes it away.
final class TileBoard: Sendable {
  private struct Entry {
    var result: TileResult?
    var seedsDone = 0
    var partsLeft: Int
  }

  private let entries: Mutex<[Entry]>
  private let schedule: Schedule
  private let plan: Plan
  private let source: any TileSource

  init(_ schedule: Schedule, plan: Plan, source: any TileSource) {
    self.schedule = schedule
    self.plan = plan
    self.source = source
    entries = Mutex(schedule.partCounts.map { Entry(result: nil, partsLeft: $0) })
  }

  /// The result that a unit's worker fills its part of, made by whoever comes first, and how many
  /// seeds are in it already.
  func result(for unit: WorkUnit) throws -> (TileResult, seedsDone: Int) {
    try entries.withLock { entries in
      if let result = entries[unit.tile].result { return (result, entries[unit.tile].seedsDone) }
      let result = TileResult(tile: schedule.tiles[unit.tile], plan: plan)
      entries[unit.tile].seedsDone = try source.begin(result)
      entries[unit.tile].result = result
      return (result, entries[unit.tile].seedsDone)
    }
  }

  /// Reports a unit as done. `true` for the last of its tile, whose worker hands the result on.
  func finish(_ unit: WorkUnit) -> Bool {
    entries.withLock { entries in
      entries[unit.tile].partsLeft -= 1
      guard entries[unit.tile].partsLeft == 0 else { return false }
      entries[unit.tile].result = nil
      return true
    }
  }
}
