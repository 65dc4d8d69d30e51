import Foundation
import ResultStore
import SweepEngine

/// What `run` says when a signal or the end of its time came before its work was done.
struct UnfinishedRun: Encodable {
  var store: String
  var outcome: RunEnd.Outcome
  var signal: String?
  /// Of this process's share, and those of them that are done, by whomever.
  var tiles: Int
  var tilesDone: Int
  /// What this run did itself.
  var computedTiles: Int
  var computedCells: Int
  var computedCellSteps: Int
  var seconds: Double
  /// About what a worker needs for a tile, if this run had too little time for one; absent too if that
  /// is not known.
  var secondsPerTile: Double?
  /// Whether it has finished none of the tiles that it began.
  private let hadTooLittleTime: Bool

  private enum CodingKeys: CodingKey {
    case store, outcome, signal, tiles, tilesDone, computedTiles, computedCells, computedCellSteps
    case seconds, secondsPerTile
  }

  /// - Parameters:
  ///   - done: The tiles that are done and were not when the session began.
  ///   - begun: How many tiles were begun and not finished.
  init(
    _ session: StoreSession, signal: String?, reading: ProgressMeter.Reading, done: TileSet,
    begun: Int, workers: Int, seconds: Double
  ) {
    let grid = session.store.plan.grid
    store = session.store.path
    outcome = signal == nil ? .timeUp : .stopped
    self.signal = signal
    tiles = session.tileCount
    let all = done.union(session.survey.complete)
    tilesDone = session.shard.tiles(of: grid).count { all.contains($0) }
    computedTiles = reading.tiles
    computedCells = reading.cells
    computedCellSteps = reading.cellSteps
    self.seconds = seconds
    hadTooLittleTime = signal == nil && reading.tiles == 0 && begun > 0
    guard hadTooLittleTime else { return }
    let tile = Double(grid.tileShape.reduce(1, *))
    let atWork = Double(min(begun, workers))
    let estimate =
      reading.cells > 0
      ? seconds * atWork * tile / Double(reading.cells) : Self.secondsPerTile(of: session.store)
    // Tiles differ: some may have taken no time at all.
    secondsPerTile = estimate.flatMap { $0 > seconds ? $0 : nil }
  }

  /// By the last run that finished any.
  private static func secondsPerTile(of store: SweepStore) -> Double? {
    let runs = (try? RunFolder(store).runs()) ?? []
    guard let last = runs.last(where: { $0.end?.tiles ?? 0 > 0 }), let end = last.end else {
      return nil
    }
    return end.seconds * Double(last.start?.workers ?? 1) / Double(end.tiles)
  }

  var words: String {
    let begin =
      "\(signal == nil ? "time is up" : "stopped"): \(grouped(tilesDone)) of \(grouped(tiles)) "
      + "tiles are done"
    guard hadTooLittleTime else { return "\(begin); the same command continues" }
    let known = secondsPerTile.map { ", a worker needs about \(scaled($0))s for one" } ?? ""
    return "\(begin), and none by this run: \(scaled(seconds))s were too short for a tile\(known); "
      + "the same command continues if it has more time, or begin anew with a smaller tile: […]"
  }
}
