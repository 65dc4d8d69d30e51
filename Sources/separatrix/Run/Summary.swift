import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Theory

/// What `run` says at the end: how many cells had which verdict, how fast, and how far the measured
/// boundary lies from the predicted one.
struct Summary: Encodable {
  /// An unfinished run says something else, see `UnfinishedRun`.
  let outcome = RunEnd.Outcome.finished
  var store: String
  var picture: String?
  var cells: Int
  /// The verdicts are those of most of so many; absent without seeds.
  var seeds: Int?
  var verdicts: [String: Int]
  /// What this run did itself; absent if everything was there already.
  var computedCells: Int
  var computedCellSteps: Int
  var seconds: Double
  var cellStepsPerSecond: Double?
  var boundary: BoundaryReport?

  /// - Parameters:
  ///   - cells: That this run computed.
  ///   - cellSteps: Their steps.
  init(session: StoreSession, cells: Int, cellSteps: Int, seconds: Double) throws {
    let store = session.store
    self.store = store.path
    seeds = store.plan.seeds?.count
    let counts = session.survey.verdicts
    self.cells = counts.reduce(0, +)
    verdicts = Dictionary(
      uniqueKeysWithValues: Verdict.allCases.filter { $0 != .missing }.map {
        ($0.name, counts[Int($0.rawValue)])
      })
    computedCells = cells
    computedCellSteps = cellSteps
    self.seconds = seconds
    cellStepsPerSecond = seconds > 0 ? Double(cellSteps) / seconds : nil
    boundary = session.isWholeSweep ? try BoundaryReport(store) : nil
  }

  func show(_ format: TopologyCommand.Format) throws {
    switch format {
    case .json: try printJSON(self)
    case .text: print(text)
    }
  }

  private var text: String {
    var lines = ["store      \(store.printable())"]
    if let picture { lines.append("picture    \(picture)") }
    let most = seeds.map { ", by the verdict of most of \(grouped($0)) seeds" } ?? ""
    lines.append("cells      \(grouped(cells))\(most)")
    for verdict in Verdict.allCases where verdict != .missing {
      let count = verdicts[verdict.name] ?? 0
      let share = significant(100 * Double(count) / Double(max(1, cells)), 3)
      let name = verdict.name.padding(toLength: 9, withPad: " ", startingAt: 0)
      lines.append("  \(name)  \(grouped(count)) (\(share) %)")
    }
    if let rate = cellStepsPerSecond {
      lines.append(
        "speed      \(scaled(rate))cell-steps/s: \(grouped(computedCellSteps)) cell-steps in "
          + "\(scaled(seconds))s, storing included")
    }
    if let boundary { lines += boundary.lines }
    return lines.joined(separator: "\n")
  }
}
