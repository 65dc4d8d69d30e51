import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import ZarrStore

/// One process's work on a store: what it found there, what is left to do, and its entry in the log.
struct StoreSession {
  private(set) var store: SweepStore
  /// The tiles of this process's shard.
  let tiles: [Int]
  let tilesToDo: [Tile]
  /// Tiles of the shard that were complete.
  let complete: [Int]
  let notices: [String]
  private let folder: RunFolder
  private let id = RunID.new()
  private var log: RunLog?

  var tilesDone: Int { complete.count }
  var cellsToDo: Int { tilesToDo.reduce(0) { $0 + $1.cellCount } }
  /// Whether this process does all tiles of the sweep.
  var isWholeSweep: Bool { tiles.count == store.plan.grid.tileCount }

  /// Creates or joins the store, and looks at what is there.
  ///
  /// - Parameter thoroughly: read and check every byte of what is there.
  init(plan: Plan, path: String, shard: Shard, thoroughly: Bool) throws {
    var notices: [String] = []
    try Self.checkSpace(for: plan, at: path)
    try checkTileCount(of: plan)
    store = try SweepStore(creating: plan, at: path)
    folder = RunFolder(store)

    // A run that was killed may have left temporary files; a power failure, torn shards.
    let crashed = try folder.runs().filter { $0.state != .alive && $0.state != .ended }
    // Those of metadata and coordinates lie near the top, where it is cheap to look every time.
    do {
      let removed = try removeStaleTemporaries(below: path, depth: crashed.isEmpty ? 2 : .max)
      if removed > 0 {
        notices.append("removed \(removed) unfinished files of a run that was killed")
      }
    }
    tiles = (0..<plan.grid.tileCount).filter(shard.contains)
    let survey = try store.survey(tiles, thoroughly: thoroughly || !crashed.isEmpty)
    for (_, problem) in survey.damaged { notices.append("\(problem); its tile is computed again") }
    complete = survey.complete
    let toDo = (survey.missing + survey.damaged.map(\.tile)).sorted()
    tilesToDo = toDo.map(plan.grid.tile)
    if !complete.isEmpty {
      notices.append(
        tilesToDo.isEmpty
          ? "\(path): all \(tiles.count) tiles are done already; nothing to compute"
          : "\(path): \(complete.count) of \(tiles.count) tiles are done already and skipped")
    }
    self.notices = notices
  }

  /// Where the tiles of a store with more seeds begin.
  func source(_ widening: Widening) throws -> StoreSource? {
    let narrow = widening.narrow
    let survey = try narrow.survey(tilesToDo.map(\.number), thoroughly: true)
    let rest = tilesToDo.count - survey.complete.count
    note(
      "\(narrow.path) has \(narrow.plan.seeds?.count ?? 0) seeds; only the others are computed"
        + (rest == 0 ? "" : ", but in \(rest) of its tiles, which are not whole, all"))
    return StoreSource(narrow, complete: survey.complete)
  }

  /// Puts a store with more seeds in its place, if all tiles are done and no other process is at it.
  mutating func finish(
    _ widening: Widening, _ lock: DirectoryLock, isVerifying: Bool
  ) throws {
    let survey = try store.survey(0..<store.plan.grid.tileCount, thoroughly: isVerifying)
    guard survey.complete.count == store.plan.grid.tileCount else {
      note("\(widening.narrow.path) keeps its seeds until other shards of the sweep are done")
      return
    }
    if let wide = try widening.finish(lock) {
      store = wide
    } else {
      note("\(widening.narrow.path) gets its seeds from another process, which is still at it")
    }
  }

  /// The results, uncompressed, must fit beside what is there already.
  private static func checkSpace(for plan: Plan, at path: String) throws {
    guard !FileManager.default.fileExists(atPath: "\(path)/zarr.json") else { return }
    let bytes = SweepStore.bytes(of: plan, cells: plan.grid.cellCount)
    var directory = URL(fileURLWithPath: path)
    while directory.path != "/", !FileManager.default.fileExists(atPath: directory.path) {
      directory.deleteLastPathComponent()
    }
    var status = statvfs()
    guard statvfs(directory.path, &status) == 0 else { return }
    let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    guard bytes <= free else {
      throw ResultStoreError.tooLarge(path: path, bytes: bytes, free: free)
    }
  }

  mutating func begin(workers: Int, instructionSet: InstructionSet) throws {
    log = try RunLog(
      folder,
      begin: RunStart(
        id, of: store.plan, instructionSet: instructionSet.rawValue, workers: workers,
        binding: "core", tilesDone: tilesDone, tilesToDo: tilesToDo.count, shard: "all"))
  }

  func end(
    _ outcome: Sweep.Outcome, _ reading: ProgressMeter.Reading, seconds: Double
  ) throws {
    try log?.end(
      RunEnd(
        id, outcome == .finished ? .finished : .stopped, tiles: reading.tiles,
        cells: reading.cells, cellSteps: reading.cellSteps, seconds: seconds))
    flushFileSystem(of: store.path)
  }
}
