import SweepPlan
import Synchronization
import ZarrStore

extension Verification {
  private struct State {
    var damages: [Damage] = []
    var complete = 0
    var verdicts = [Int](repeating: 0, count: Verdict.allCases.count)
    var progress = Progress()
    var isCancelled = false
  }

  mutating func readTiles(
    _ check: StoreCheck, workers: Int, isCancelled: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (Progress) -> Void
  ) throws(ResultStoreError) {
    let tiles = try tilesWithVerdict(check, workers: workers)
    tilesMissing = store.plan.grid.tileCount - tiles.count
    let variables = store.plan.record
    let state = Mutex(State())
    state.withLock { $0.progress.tilesInAll = tiles.count }
    try shareOut(tiles.count, among: workers, with: try newShardDecoder()) { (range, decoder) in
      for tile in tiles[range] {
        guard !isCancelled() else { return state.withLock { $0.isCancelled = true } }
        let before = decoder.bytesRead
        var counts = VerdictCounts()
        let damages = variables.compactMap { variable in
          var own = VerdictCounts()
          let part = StorePart.shard(variable, tile: tile)
          defer { if variable == .verdict { counts = own } }
          return check.damage(of: part, decoder, verdicts: &own)
        }
        let bytes = decoder.bytesRead - before
        state.withLock { state in
          state.damages += damages
          if damages.isEmpty {
            state.complete += 1
            counts.add(to: &state.verdicts)
          }
          state.progress.tiles += 1
          state.progress.bytes += bytes
          progress(state.progress)
        }
      }
    }
    let end = state.withLock { $0 }
    damages += end.damages
    tilesComplete = end.complete
    verdicts = end.verdicts
    bytes = end.progress.bytes
    self.isCancelled = end.isCancelled
  }

  /// Lists the shards, and counts those of tiles that have no verdict.
  private mutating func tilesWithVerdict(
    _ check: StoreCheck, workers: Int
  ) throws(ResultStoreError) -> [Int] {
    let grid = store.plan.grid
    let columns = max(1, grid.tilesAlongAxes.last ?? 1)
    let found = Mutex((tiles: TileSet(tileCount: grid.tileCount), unfinished: 0))
    try shareOut(grid.tileCount / columns, among: workers, with: ()) {
      (rows, _) throws(ResultStoreError) in
      for row in rows {
        let prefix = Array(grid.tile(row * columns).index.dropLast())
        func list(_ variable: Variable) throws(ResultStoreError) -> [ShardListing] {
          try check.store.listShards(variable, prefix)
        }
        let verdicts = try list(.verdict)
        var unfinished = 0
        for variable in check.store.plan.record where variable != .verdict {
          unfinished += zip(verdicts, try list(variable)).count { $0 == .absent && $1 == .file }
        }
        found.withLock { found in
          for (place, state) in verdicts.enumerated() where state != .absent {
            found.tiles.insert(row * columns + place)
          }
          found.unfinished += unfinished
        }
      }
    }
    let (tiles, unfinished) = found.withLock { $0 }
    unfinishedShards = unfinished
    return (0..<grid.tileCount).filter(tiles.contains)
  }
}
