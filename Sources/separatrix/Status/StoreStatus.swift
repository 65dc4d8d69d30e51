import Foundation
import ResultStore
import SweepEngine
import SweepPlan

/// What a store holds, and what the logs say of those who fill it.
struct StoreStatus: Encodable {
  var store: String
  var optimizer: String
  var objective: String
  var axes: [String]
  var tilesDone: Int
  var tiles: Int
  var cellsDone: Int
  var cells: Int
  var verdicts: [String: Int]
  var damaged: [String]
  /// How many runs go on now.
  var runs: Int
  /// Those that go on, or were heard of and are silent.
  var running: [RunStatus]
  var cellsPerSecond: Double?
  var secondsLeft: Double?
  /// How the last run ended, if none goes on.
  var lastRun: String?
  /// All of them, the oldest first, if asked for.
  var history: [RunStatus]?

  init(_ store: SweepStore, thoroughly: Bool, listsRuns: Bool) throws {
    let plan = store.plan
    let workers = ProcessInfo.processInfo.activeProcessorCount
    let survey = try store.survey(
      0..<plan.grid.tileCount, thoroughly: thoroughly, workers: workers, isInOrder: { _ in true })
    self.store = store.path
    optimizer = plan.optimizer.name
    objective = plan.objective.name
    axes = plan.axes.map { "\($0.name): \(grouped($0.count)) cells" }
    tilesDone = survey.complete.count
    tiles = plan.grid.tileCount
    cells = plan.grid.cellCount
    cellsDone = survey.verdicts.reduce(0, +)
    verdicts = Dictionary(
      uniqueKeysWithValues: Verdict.allCases.filter { $0 != .missing }.map {
        ($0.name, survey.verdicts[Int($0.rawValue)])
      })
    damaged = survey.damaged.map(\.problem)

    let folder = RunFolder(store)
    let now = Date().timeIntervalSince1970
    let all = try folder.runs().map { RunStatus($0, silence: folder.silence(of: $0.id, at: now)) }
    running = all.filter { $0.state == .running || $0.state == .silent }
    let alive = running.filter { $0.state == .running }
    runs = alive.count
    let rate = alive.reduce(0) { $0 + ($1.cellsPerSecond ?? 0) }
    if rate > 0 {
      cellsPerSecond = rate
      secondsLeft = Double(cells - cellsDone) / rate
    }
    if alive.isEmpty { lastRun = all.last?.outcome }
    if listsRuns { history = all }
  }

  /// So many are named to people; JSON has all.
  private static var damagedLimit: Int { 10 }

  var isComplete: Bool { tilesDone == tiles && damaged.isEmpty }

  var text: String {
    let share = significant(100 * Double(cellsDone) / Double(max(1, cells)), 3)
    var lines = [
      "store      \(store.printable())",
      "sweep      \(optimizer) on \(objective); " + axes.joined(separator: ", "),
      "tiles      \(grouped(tilesDone)) of \(grouped(tiles)) done",
      "cells      \(grouped(cellsDone)) of \(grouped(cells)) done (\(share) %)",
    ]
    for verdict in Verdict.allCases where verdict != .missing {
      let name = verdict.name.padding(toLength: 9, withPad: " ", startingAt: 0)
      lines.append("  \(name)  \(grouped(verdicts[verdict.name] ?? 0))")
    }
    lines += damaged.prefix(Self.damagedLimit).map { "damaged    \($0)" }
    if damaged.count > Self.damagedLimit {
      lines.append(
        "damaged    \(grouped(damaged.count - Self.damagedLimit)) more; separatrix verify names all"
      )
    }
    if runs > 0 {
      let rate = cellsPerSecond.map { "\(scaled($0))cells/s" } ?? "rate not known yet"
      let left = secondsLeft.map { ", \(duration($0)) left" } ?? ""
      lines.append("running    \(runs) \(runs == 1 ? "process" : "processes"), \(rate)\(left)")
    } else {
      lines.append("last run   \(lastRun ?? "none")")
    }
    if let next { lines.append("next       run the sweep again: it \(next)") }
    // All runs are those at work, too.
    lines += table(of: history ?? running)
    return lines.joined(separator: "\n")
  }

  private var next: String? {
    if !damaged.isEmpty { return "computes what is damaged anew" }
    return runs == 0 && tilesDone < tiles ? "continues" : nil
  }

  private func table(of runs: [RunStatus]) -> [String] {
    runs.isEmpty ? [] : textTable([RunStatus.heading] + runs.map(\.row)).map { "  \($0)" }
  }
}
