import ResultStore
import SweepPlan
import Synchronization

/// What other processes have finished since this one looked at the store, by their journals.
final class DoneByOthers: Sendable {
  private struct State {
    var records: TileRecords
    var own: TileSet
    var ownCells = 0
    var otherCells = 0
  }

  private let state: Mutex<State>
  /// What the journals told before is no news: it was done then, or found missing or damaged.
  private let known: TileSet
  private let knownCells: Int

  init(_ records: TileRecords) {
    known = records.known
    knownCells = records.verdicts.reduce(0, +)
    state = Mutex(State(records: records, own: TileSet(tileCount: records.known.tileCount)))
  }

  /// Cells that others have finished, as of the last look.
  var cells: Int { state.withLock { $0.otherCells } }

  /// Notes that this process has finished a tile, which its own journal tells too.
  func noteOwn(_ tile: Int, cells: Int) {
    state.withLock { state in
      state.own.insert(tile)
      state.ownCells += cells
    }
  }

  /// The tiles that are done by now and were not known to be, this process's own among them.
  func look() -> TileSet {
    state.withLock { state in
      state.records.refresh()
      let cells = state.records.verdicts.reduce(0, +) - knownCells - state.ownCells
      state.otherCells = max(0, cells)
      var new = state.records.known.subtracting(known)
      new.formUnion(state.own)
      return new
    }
  }

  /// Whether a run has come that no look has seen: it may be gone already.
  func hasNews(besides own: RunID) -> Bool {
    state.withLock { $0.records.hasNewJournal(besides: own) }
  }
}
