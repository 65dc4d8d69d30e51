import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Topology

/// What `run --dry-run` tells: what would be computed, where, and what it takes.
struct RunPreview: Encodable {
  var store: String
  var cells: Int
  var tileShape: [Int]
  var tiles: Int
  /// Of the tiles that this process would do; absent where there is no store yet.
  var tilesDone: Int?
  /// Shards, one for each tile and variable.
  var files: Int
  /// Results before compression.
  var bytes: UInt64
  var workers: Int
  var memoryBytes: Int
  /// When it stops, done or not.
  var until: String?

  init(_ plan: Plan, path: String, _ shard: Shard, workers: Int, _ time: TimeOptions) throws {
    store = path
    cells = plan.grid.cellCount
    tileShape = plan.grid.tileShape
    tiles = plan.grid.tileCount
    files = tiles * plan.record.count
    bytes = SweepStore.bytes(of: plan, cells: cells)
    self.workers = workers
    memoryBytes = MemoryEstimate(plan, workers: workers).bytes
    if FileManager.default.fileExists(atPath: "\(path)/zarr.json") {
      let present = try SweepStore(opening: path, catalog: catalog)
      tilesDone = try present.survey(shard.tiles(of: plan.grid), isInOrder: { _ in true }).complete
        .count
    }
    let left = time.secondsLeft(since: .now)
    if left.isFinite {
      until = ClockTime(date: Date(timeIntervalSinceNow: left)).words
    }
  }

  private var text: String {
    var lines = [
      "store      \(store)",
      "cells      \(grouped(cells)) in \(grouped(tiles)) tiles of "
        + tileShape.map(grouped).joined(separator: " × "),
    ]
    if let tilesDone { lines.append("done       \(grouped(tilesDone)) tiles") }
    lines += [
      "disk       at most \(bytesText(bytes)) in \(grouped(files)) files",
      "memory     about \(bytesText(UInt64(memoryBytes))) for \(grouped(workers)) \(workers == 1 ? "worker" : "workers")",
    ]
    if let until { lines.append("until      \(until)") }
    return lines.joined(separator: "\n")
  }

  func show(_ format: TopologyCommand.Format) throws {
    switch format {
    case .json: try printJSON(self)
    case .text: print(text)
    }
  }
}
