import ArgumentParser
import Foundation
import ResultStore
import SweepEngine
import SweepPlan

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how much of a store is done, also while a run goes on.")

  @Argument(help: "The store (NAME.zarr).", completion: .directory)
  var store: String

  @Flag(help: "Read and check every byte, also of a large store.")
  var verify = false

  @Option(help: "Text for people, JSON for programs.")
  var format: TopologyCommand.Format = .text

  func run() throws {
    let status = try StoreStatus(
      try SweepStore(opening: store, catalog: catalog), thoroughly: verify)
    switch format {
    case .json: try printJSON(status)
    case .text: print(status.text)
    }
  }
}

/// What a store holds, and what the run log says of those who fill it.
private struct StoreStatus: Encodable {
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
  /// Runs that go on now.
  var runs: Int
  var cellsPerSecond: Double?
  var secondsLeft: Double?
  /// How the last run ended, if none goes on.
  var lastRun: String?

  init(_ store: SweepStore, thoroughly: Bool) throws {
    let plan = store.plan
    let survey = try store.survey(0..<plan.grid.tileCount, thoroughly: thoroughly)
    let counts = try store.countVerdicts(of: survey.complete)
    self.store = store.path
    optimizer = plan.optimizer.name
    objective = plan.objective.name
    axes = plan.axes.map { "\($0.name): \(grouped($0.count)) cells" }
    tilesDone = survey.complete.count
    tiles = plan.grid.tileCount
    cells = plan.grid.cellCount
    cellsDone = counts.reduce(0, +)
    verdicts = Dictionary(
      uniqueKeysWithValues: Verdict.allCases.filter { $0 != .missing }.map {
        ($0.name, counts[Int($0.rawValue)])
      })
    damaged = survey.damaged.map(\.problem)

    let all = try RunFolder(store).runs()
    let alive = all.filter { $0.state != .ended && $0.state != .gone }
    runs = alive.count
    if let first = alive.lazy.compactMap(\.start).first {
      let seconds = Date().timeIntervalSince1970 - first.time
      let tilesByThem = tilesDone - min(max(first.tilesDone, 0), tilesDone)
      let rate = Double(tilesByThem) / Double(tiles) * Double(cells) / max(seconds, 1e-3)
      if rate > 0 {
        cellsPerSecond = rate
        secondsLeft = Double(cells - cellsDone) / rate
      }
    } else if let last = all.last {
      lastRun = last.end?.outcome.rawValue ?? "ended without notice (killed?)"
    }
  }

  var text: String {
    let share = significant(100 * Double(cellsDone) / Double(max(1, cells)), 3)
    var lines = [
      "store      \(store)",
      "sweep      \(optimizer) on \(objective); " + axes.joined(separator: ", "),
      "tiles      \(grouped(tilesDone)) of \(grouped(tiles)) done",
      "cells      \(grouped(cellsDone)) of \(grouped(cells)) done (\(share) %)",
    ]
    for verdict in Verdict.allCases where verdict != .missing {
      let name = verdict.name.padding(toLength: 9, withPad: " ", startingAt: 0)
      lines.append("  \(name)  \(grouped(verdicts[verdict.name] ?? 0))")
    }
    lines += damaged.map { "damaged    \($0); run the sweep again to mend it" }
    if runs > 0 {
      let rate = cellsPerSecond.map { "\(scaled($0))cells/s" } ?? "rate not known yet"
      let left = secondsLeft.map { ", \(duration($0)) left" } ?? ""
      lines.append("running    \(runs) \(runs == 1 ? "process" : "processes"), \(rate)\(left)")
    } else {
      lines.append("last run   \(lastRun ?? "none")")
      if tilesDone < tiles { lines.append("next       run the sweep again: it continues") }
    }
    return lines.joined(separator: "\n")
  }
}
