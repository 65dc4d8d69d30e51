import Foundation
import ResultStore

/// One run in a table: when, where, how fast, and how it ended.
struct RunStatus: Encodable {
  enum State: String, Encodable { case running, silent, ended, killed }

  var run: String
  var state: State
  var host: String?
  var process: Int?
  var element: String?
  /// Of the tiles: "all", "0/3", "auto".
  var shard: String?
  var workers: Int?
  /// UTC.
  var started: String?
  var seconds: Double?
  var tiles: Int?
  var cells: Int?
  /// Of late, or of the whole run when it has ended.
  var cellsPerSecond: Double?
  var cellSteps: Int?
  /// Since the last sign of life.
  var silence: Double?
  /// How it ended.
  var outcome: String?

  /// A run elsewhere that has been silent for so many seconds is no longer said to go on.
  private static var patience: Double { 60 }

  init(_ run: Run, silence: Double?) {
    self.run = run.id.text
    host = run.process?.host
    process = (run.process?.number).map(Int.init)
    element = run.start?.element
    shard = run.start?.shard
    workers = run.start?.workers ?? run.heartbeat?.workers
    started = run.start?.utc
    tiles = run.end?.tiles ?? run.heartbeat?.tilesDone
    cells = run.end?.cells ?? run.heartbeat?.cells
    cellSteps = run.end?.cellSteps ?? run.heartbeat?.cellSteps
    seconds = run.end?.seconds ?? run.heartbeat?.seconds
    if let end = run.end {
      state = .ended
      let words = [end.outcome.words, end.reason].compactMap { $0 }.joined(separator: ": ")
      outcome = end.outcome == .finished ? run.start?.finishedWords ?? words : words
      if end.seconds > 0 { cellsPerSecond = Double(end.cells) / end.seconds }
      return
    }
    switch run.state {
    case .alive: state = .running
    case .unknown where run.heartbeat != nil:
      self.silence = silence
      state = (silence ?? .infinity) <= Self.patience ? .running : .silent
    default:
      state = .killed
      outcome = "ended without notice (killed?)"
    }
    if state == .silent { outcome = "silent (killed?)" }
    if state == .running, let beat = run.heartbeat {
      cellsPerSecond = beat.cellsPerSecond
    }
  }

  static let heading = [
    "where", "element", "share", "workers", "started (UTC)", "time", "tiles", "cells/s", "state",
  ]

  var row: [String] {
    [
      host.map { "\($0): \(process ?? 0)" } ?? run, element ?? "–", shard ?? "–",
      workers.map(grouped) ?? "–", started.map { String($0.prefix(19)) } ?? "–",
      seconds.map(duration) ?? "–", tiles.map(grouped) ?? "–", cellsPerSecond.map(scaled) ?? "–",
      words,
    ]
  }

  private var words: String {
    switch state {
    case .running: "running"
    case .silent: "silent for \(duration(silence ?? 0))"
    case .ended, .killed: outcome ?? "–"
    }
  }
}

extension RunStart {
  /// What became of a run that has finished: "finished", or "finished its share 0/3".
  fileprivate var finishedWords: String {
    let words = RunEnd.Outcome.finished.words
    return ["all", "auto"].contains(shard) ? words : "\(words) its share \(shard)"
  }
}
