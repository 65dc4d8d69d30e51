import Foundation
import ResultStore
import SweepPlan
import ZarrStore

/// A process at a shared store, as far as sharing goes: run, heartbeat, supply of tiles. It computes
/// nothing; the tile's verdict is a file with the run's name.
final class SharingProcess: Sendable {
  let run = RunID.new()
  let tiles: SharedTiles
  let watch: HeartbeatWatch
  let heartbeat: Heartbeat
  private let store: SweepStore
  private let log: RunLog

  /// - Parameter knows: Whether it reads the others' records, or learns from the shards alone.
  init(
    _ store: SweepStore, toDo: some Sequence<Int>, start place: StartPlace? = nil,
    damaged: Set<Int> = [], clock: MonotonicClock, patience: Duration = .seconds(6),
    knows doneByOthers: (@Sendable () -> TileSet)? = nil
  ) throws {
    self.store = store
    let folder = RunFolder(store)
    let tileCount = store.plan.grid.tileCount
    var left = TileSet(tileCount: tileCount)
    for tile in toDo { left.insert(tile) }
    log = try RunLog(folder, begin: start(run, store.plan))
    heartbeat = Heartbeat(folder, run: run, workers: 1, clock: clock)
    watch = HeartbeatWatch(folder, patience: patience, clock: clock)
    tiles = try SharedTiles(
      store, run: run, toDo: left, damaged: damaged, start: place ?? StartPlace(of: run),
      watch: watch, doneByOthers: doneByOthers ?? { TileSet(tileCount: tileCount) })
    beat()
  }

  func beat() {
    heartbeat.beat(cells: 0, cellSteps: 0, tilesDone: 0, tilesInFlight: tiles.tilesInFlight)
  }

  /// What the session does at a heartbeat.
  func look() { if !watch.others(than: run).isEmpty { tiles.share() } }

  /// Stores a tile, and tells so.
  func store(_ tile: Int) throws {
    let file = try verdictFile(store, tile)
    try FileManager.default.createDirectory(
      atPath: "\(store.path)/verdict/c", withIntermediateDirectories: true)
    try writeBytes(Array(run.text.utf8), file)
    tiles.stored(tile)
  }

  func end() throws {
    tiles.end()
    try log.end(ResultStoreTests.end(run))
    heartbeat.end()
  }
}

/// The file of a tile's verdict.
func verdictFile(_ store: SweepStore, _ tile: Int) throws -> String {
  try ZarrArray.open(at: "\(store.path)/verdict").shardPath(at: store.plan.grid.tile(tile).index)
}

/// The tiles whose verdict is there.
func storedTiles(_ store: SweepStore) throws -> [Int] {
  try (0..<store.plan.grid.tileCount).filter {
    FileManager.default.fileExists(atPath: try verdictFile(store, $0))
  }
}
