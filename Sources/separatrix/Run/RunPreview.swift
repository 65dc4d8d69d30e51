import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Topology

/// What `run --dry-run` tells: what would be computed, where, and what it takes.
struct RunPreview: Encodable {
  /// Some of a sweep's tiles, and what they take.
  struct Part: Encodable {
    var cells: Int
    var tiles: Int
    /// Shards, one for each tile and variable.
    var files: Int
    /// Results before compression.
    var bytes: UInt64

    init(_ tiles: some Sequence<Int>, of plan: Plan) {
      (cells, self.tiles) = tiles.reduce((0, 0)) { sum, tile in
        (sum.0 + plan.grid.tile(tile).cellCount, sum.1 + 1)
      }
      files = self.tiles * plan.record.count
      bytes = SweepStore.bytes(of: plan, cells: cells)
    }

    var words: String { "\(grouped(cells)) cells in \(counted(tiles, "tile"))" }
    var diskWords: String { "at most \(bytesText(bytes)) in \(counted(files, "file"))" }
  }

  var store: String
  var tileShape: [Int]
  /// Of the whole sweep.
  var cells: Int
  var tiles: Int
  var files: Int
  var bytes: UInt64
  /// What this process would do of it, and as which: "1/3".
  var shard: String?
  var share: Part?
  /// Of the tiles that this process would do; absent where there is no store yet, like what is left.
  var tilesDone: Int?
  var left: Part?
  var workers: Int
  var memoryBytes: Int
  /// When it stops, done or not.
  var until: ClockTime?

  init(_ plan: Plan, path: String, _ shard: Shard, workers: Int, _ time: TimeOptions) throws {
    store = path
    tileShape = plan.grid.tileShape
    cells = plan.grid.cellCount
    tiles = plan.grid.tileCount
    files = tiles * plan.record.count
    bytes = SweepStore.bytes(of: plan, cells: cells)
    let tilesOfShare = shard.tiles(of: plan.grid)
    if case .fixed = shard {
      self.shard = shard.text
      share = Part(tilesOfShare, of: plan)
    }
    self.workers = workers
    memoryBytes = MemoryEstimate(plan, workers: workers).bytes
    if FileManager.default.fileExists(atPath: "\(path)/zarr.json") {
      let present = try SweepStore(opening: path, catalog: catalog)
      // Of a store that gets more seeds, every tile gets them.
      if present.plan.sha256 == plan.sha256 {
        let survey = try present.survey(tilesOfShare, isInOrder: { _ in true })
        tilesDone = survey.complete.count
        left = Part(survey.missing + survey.damaged.map(\.tile), of: plan)
      }
    }
    let seconds = time.secondsLeft(since: .now)
    if seconds.isFinite { until = ClockTime(date: Date(timeIntervalSinceNow: seconds)) }
  }

  private var text: String {
    let shape = tileShape.map(grouped).joined(separator: " × ")
    var lines = [
      "store      \(store.printable())",
      "cells      \(grouped(cells)) in \(counted(tiles, "tile")) of \(shape)",
    ]
    if let share, let shard { lines.append("share      \(shard): \(share.words)") }
    if let tilesDone { lines.append("done       \(counted(tilesDone, "tile"))") }
    if let left { lines.append("left       \(left.words)") }
    let disk = "at most \(bytesText(bytes)) in \(counted(files, "file"))"
    switch (left, share) {
    case (let left?, _): lines.append("disk       \(left.diskWords) more; the whole sweep \(disk)")
    case (nil, let share?): lines.append("disk       \(share.diskWords); the whole sweep \(disk)")
    case (nil, nil): lines.append("disk       \(disk)")
    }
    lines.append(
      "memory     about \(bytesText(UInt64(memoryBytes))) for \(counted(workers, "worker"))")
    if let until { lines.append("until      \(until.words)") }
    return lines.joined(separator: "\n")
  }

  func show(_ format: TopologyCommand.Format) throws {
    switch format {
    case .json: try printJSON(self)
    case .text: print(text)
    }
  }
}
