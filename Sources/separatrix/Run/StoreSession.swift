import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import ZarrStore

/// What a process finds in the store that it is to fill: what is done and what is left of its share.
struct StoreSession {
  private(set) var store: SweepStore
  /// Of this process's share.
  private(set) var survey: Survey
  /// What the journals told at first.
  private(set) var records: TileRecords
  let shard: Shard
  let notices: [String]

  /// Tiles of the share.
  var tileCount: Int { shard.tileCount(of: store.plan.grid) }
  var tilesDone: Int { survey.complete.count }
  /// By number, in no order.
  var tilesToDo: [Int] { survey.missing + survey.damaged.map(\.tile) }
  var cellsToDo: Int {
    tilesToDo.reduce(0) { $0 + store.plan.grid.tile($1).cellCount }
  }
  /// Whether this process's share are all tiles of the sweep.
  var isWholeSweep: Bool { tileCount == store.plan.grid.tileCount }

  /// Creates or joins the store, and looks at what is there.
  ///
  /// - Parameter thoroughly: read and check every byte of what is there.
  init(plan: Plan, path: String, shard: Shard, thoroughly: Bool, workers: Int) throws {
    try checkSpace(for: plan, at: path)
    try checkTileCount(of: plan)
    store = try SweepStore(creating: plan, at: path)
    self.shard = shard
    var notices = store.mended

    let folder = RunFolder(store)
    let removed = try Self.removeTemporaries(of: folder, below: path)
    if removed > 0 {
      notices.append("removed \(counted(removed, "unfinished file")) of a run that was killed")
    }

    records = TileRecords(of: store)
    survey = try store.survey(
      shard.tiles(of: plan.grid), thoroughly: thoroughly, workers: workers, records: records,
      isInOrder: folder.isReliable)
    folder.removeLeftovers(isComplete: survey.complete.count == plan.grid.tileCount)
    for (_, problem) in survey.damaged.prefix(Self.named) {
      notices.append("\(problem); its tile is computed again")
    }
    if survey.damaged.count > Self.named {
      notices.append("and \(grouped(survey.damaged.count - Self.named)) other tiles are damaged")
    }
    let tileCount = shard.tileCount(of: plan.grid)
    if !survey.complete.isEmpty {
      notices.append(
        survey.complete.count == tileCount
          ? "\(path): all \(grouped(tileCount)) tiles are done already; nothing to compute"
          : "\(path): \(grouped(survey.complete.count)) of \(grouped(tileCount)) tiles are done already and skipped"
      )
    }
    self.notices = notices
  }

  /// A run that was killed may have left temporary files anywhere. Those of metadata and coordinates lie
  /// near the top, where it is cheap to look every time.
  private static func removeTemporaries(of folder: RunFolder, below path: String) throws -> Int {
    let isAnywhere = try folder.runs().contains(where: \.mayHaveLeftFiles)
    return try removeStaleTemporaries(below: path, depth: isAnywhere ? .max : 2)
  }

  /// Looks again, when tiles have been computed: whether they are there, and into those that no journal
  /// tells of, or that some other run is not sure of. Removes what killed runs left.
  mutating func lookAgain(workers: Int) throws {
    try store.expectInPlace()
    let folder = RunFolder(store)
    records.refresh()
    survey = try store.survey(
      shard.tiles(of: store.plan.grid), briefly: true, workers: workers, records: records,
      isInOrder: folder.isReliable)
    // Of those that were killed beside this one.
    _ = try Self.removeTemporaries(of: folder, below: store.path)
    folder.removeLeftovers(isComplete: survey.complete.count == store.plan.grid.tileCount)
  }

  /// What is not done though it was, in words.
  var lacking: String {
    let damage = survey.damaged.first.map { "; \($0.problem)" } ?? ""
    return
      "\(grouped(tilesToDo.count)) of \(grouped(tileCount)) tiles are missing or damaged though "
      + "they were done\(damage)"
  }

  /// So many damaged tiles are named.
  private static var named: Int { 20 }

  /// Where the tiles of a store with more seeds begin.
  func source(_ widening: Widening, workers: Int) throws -> StoreSource? {
    let narrow = widening.narrow
    let survey = try narrow.survey(tilesToDo.sorted(), thoroughly: true, workers: workers)
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
    let survey = try store.survey(
      0..<store.plan.grid.tileCount, thoroughly: isVerifying, isInOrder: { _ in true })
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
}
