import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Synchronization
import Threads

/// One process's work on a store while it computes: its log, its heartbeat, its journal, and the tiles
/// that it shares with others.
final class StoreWork: Sendable {
  let supply: SharedTiles
  let sink: StoreSink
  let others: DoneByOthers
  private let store: SweepStore
  private let id: RunID
  private let log: RunLog
  private let journal: TileJournal
  private let heartbeat: Heartbeat
  private let watch: HeartbeatWatch
  private let meter: ProgressMeter
  private let timers = Mutex<[RepeatingTimer]>([])

  /// Seconds between two signs of life, and between two times that what was written is put on the disk.
  private static var beatPeriod: Double { 5 }
  private static var flushPeriod: Double { 300 }

  /// Begins: writes the log's first line and gives a first sign of life.
  ///
  /// - Parameter patience: Seconds of silence after which another process is taken for dead.
  init(
    _ session: StoreSession, _ start: RunStart, element: ArrayElement?, meter: ProgressMeter,
    patience: Double
  ) throws {
    let beatPeriod = min(Self.beatPeriod, patience / 3)
    store = session.store
    let folder = RunFolder(store)
    id = start.run
    self.meter = meter
    log = try RunLog(folder, begin: start)
    journal = TileJournal(of: store, run: id)
    heartbeat = Heartbeat(folder, run: id, workers: start.workers, element: start.element)
    watch = HeartbeatWatch(folder, patience: .seconds(patience))
    let others = DoneByOthers(session.records)
    self.others = others
    let isAutomatic = session.shard == .automatic
    let place = element.map { StartPlace(element: $0.index) } ?? StartPlace(of: id)
    let supply = try SharedTiles(
      store, run: id,
      toDo: TileSet(tileCount: store.plan.grid.tileCount).union(session.tilesToDo),
      damaged: Set(session.survey.damaged.map(\.tile)), start: isAutomatic ? place : .first,
      watch: watch, longestAbsence: .seconds(1.5 * beatPeriod), doneByOthers: others.look)
    self.supply = supply
    let grid = store.plan.grid
    sink = StoreSink(store, journal: journal) { tile in
      supply.stored(tile)
      others.noteOwn(tile, cells: grid.tile(tile).cellCount)
    } whenCleared: {
      note($0)
    }
    if let obstacle = TileClaims(folder, run: id).obstacle {
      note(
        "\(obstacle) is no folder, so that processes cannot tell which tiles they are at, and may "
          + "compute some twice; move it away")
    }
    if session.survey.hasNews { try journal.adopt(session.survey) }
    if isAutomatic { supply.share() }
    beat()
    do { try beginTimers(beatPeriod) } catch {
      try end(.failed, reason: "\(error)", seconds: 0)
      throw error
    }
  }

  private func beginTimers(_ beatPeriod: Double) throws {
    let heartbeat = try RepeatingTimer.needed("heartbeat", every: beatPeriod) { [weak self] in
      self?.beat()
    }
    let flush = try RepeatingTimer.needed("flush", every: Self.flushPeriod) { [journal] in
      // What fails here fails again where it is told.
      try? journal.markDurable()
    }
    timers.withLock { $0 = [heartbeat, flush] }
  }

  /// Gives a sign of life, and looks who else is at the store.
  private func beat() {
    let reading = meter.reading
    heartbeat.beat(
      cells: reading.cells, cellSteps: reading.cellSteps, tilesDone: reading.tiles,
      tilesInFlight: supply.tilesInFlight)
    // First: of who ends in between, all of the journal is then read.
    let hasNews = others.hasNews(besides: id)
    let neighbours = watch.others(than: id)
    if !neighbours.isEmpty, !supply.isSharing {
      if let notice = watch.notice(of: neighbours) { note(notice) }
      supply.share()
    }
    supply.wake(passing: hasNews || !neighbours.isEmpty ? others.look() : nil)
  }

  /// Ends, however it went: puts what was written on the disk, gives back what others may take, and
  /// writes the log's last line.
  func end(_ outcome: RunEnd.Outcome, reason: String? = nil, seconds: Double) throws {
    timers.withLock { timers in
      for timer in timers { timer.cancel() }
      timers = []
    }
    supply.end()
    defer { heartbeat.end() }
    if outcome == .finished { try watch.removeShardsBegun(in: store) }
    let reading = meter.reading
    // A log that cannot be written is told of unless something else has failed already.
    do {
      try journal.markDurable()
      try log.end(
        RunEnd(
          id, outcome, reason: reason, tiles: reading.tiles, cells: reading.cells,
          cellSteps: reading.cellSteps, seconds: seconds))
    } catch {
      if outcome != .failed { throw error }
    }
  }
}

extension SharedTiles: CountedSupply {}
