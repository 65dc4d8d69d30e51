import ResultStore
import SweepPlan
import Synchronization
import ZarrStore

/// How full a store is, looked at again and again while a run fills it.
final class StoreProgress: Sendable {
  private let store: SweepStore
  /// Tiles that were not there when last looked for.
  private let missing: Mutex<[Int]>

  init(_ store: SweepStore) {
    self.store = store
    missing = Mutex(Array(0..<store.plan.grid.tileCount))
  }

  /// Tiles that are there; a tile is when its verdict is.
  func countDone() throws -> Int {
    let verdicts = try ZarrArray.open(at: "\(store.path)/\(Variable.verdict.rawValue)")
    let grid = store.plan.grid
    return try missing.withLock { missing in
      missing = try missing.filter { number in
        try verdicts.shardState(at: grid.tile(number).index) == .absent
      }
      return grid.tileCount - missing.count
    }
  }

  var isRunning: Bool {
    ((try? RunFolder(store).runs()) ?? []).contains { $0.state == .alive }
  }
}

/// How far the run of a store is; of a sweep without one, nothing of nothing.
struct StatusDescription: Encodable, Sendable {
  let kind: String
  var done = 0
  var total = 0
  var isRunning = false
}
