import ResultStore
import SweepPlan
import Synchronization

/// What other processes have finished since this one looked at the store, by their journals.
final class DoneByOthers: Sendable {
  private struct State {
    var records: TileRecords
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
    state = Mutex(State(records: records))
  }

  /// Cells that others have finished, as of the last look.
  var cells: Int { state.withLock { $0.otherCells } }

  /// Notes that this process has finished a tile, which its own journal tells too.
  func noteOwn(cells: Int) { state.withLock { $0.ownCells += cells } }

  /// The tiles that are done by now and were not known to be, this process's own among them.
  func look() -> TileSet {
    state.withLock { state in
      state.records.refresh()
      let cells = state.records.verdicts.reduce(0, +) - knownCells - state.ownCells
      state.otherCells = max(0, cells)
      return state.records.known.subtracting(known)
    }
  }
}
