import SweepPlan
import Synchronization

/// The tiles that are being computed: workers that share a tile find its result here, and the last
/// to finish takes it away.
final class TileBoard: Sendable {
  private struct Entry {
    var result: TileResult?
    var partsLeft: Int
  }

  private let entries: Mutex<[Entry]>
  private let schedule: Schedule
  private let precision: Precision

  init(_ schedule: Schedule, precision: Precision) {
    self.schedule = schedule
    self.precision = precision
    entries = Mutex(schedule.partCounts.map { Entry(result: nil, partsLeft: $0) })
  }

  /// The result that a unit's worker fills its part of, made by whoever comes first.
  func result(for unit: WorkUnit) -> TileResult {
    entries.withLock { entries in
      if let result = entries[unit.tile].result { return result }
      let result = TileResult(tile: schedule.tiles[unit.tile], precision: precision)
      entries[unit.tile].result = result
      return result
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
