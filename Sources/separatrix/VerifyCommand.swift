import ArgumentParser
import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Synchronization
import Threads

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read and check every byte of a store, and name what is damaged.",
    discussion: """
      Exits with 65 if something is. With --repair what is damaged is removed, so that it counts as \
      missing: the run's command then makes it anew.
      """)

  @Argument(help: "The store (NAME.zarr).", completion: .directory)
  var store: String

  @Flag(help: "Remove what is damaged, so that a run makes it anew.")
  var repair = false

  @Option(
    help: ArgumentHelp(
      "How many read at a time (default: one per physical core that this process may use).",
      valueName: "n"))
  var workers: Int?

  @Option(help: "Text for people, JSON for programs.")
  var format: TopologyCommand.Format = .text

  func run() throws {
    let (_, placement) = try place(workers: workers, pin: nil)
    let stop = StopSignal()
    let interrupts = Interrupts(stop: stop)
    let progress = Mutex(Verification.Progress())
    let timer =
      isatty(STDERR_FILENO) == 1
      ? RepeatingTimer("progress", every: 0.2) {
        let now = progress.withLock { $0 }
        tell(
          "\r\(grouped(now.tiles)) of \(grouped(now.tilesInAll)) tiles, "
            + "\(bytesText(UInt64(now.bytes)))\u{1B}[K")
      } : nil
    let verification = try Verification(
      of: store, catalog: catalog, workers: placement.workers.count,
      isCancelled: { stop.isRequested }, progress: { now in progress.withLock { $0 = now } })
    timer?.cancel()
    if timer != nil { tell("\r\u{1B}[K") }
    guard !verification.isCancelled else { throw EarlyEnd(signal: interrupts.signal ?? SIGINT) }
    interrupts.end()

    let isInOrder = verification.damages.isEmpty && verification.temporaries.isEmpty
    let repaired = repair && !isInOrder ? try verification.repair() : nil
    let report = VerificationReport(verification, repaired)
    switch format {
    case .json: try printJSON(report)
    case .text: print(report.text)
    }
    let left = repaired?.left.count ?? verification.damages.count
    guard left == 0 else {
      let things = left == 1 ? "1 thing is damaged" : "\(grouped(left)) things are damaged"
      throw Complaint(
        .badData,
        "\(store): \(things); "
          + Self.advice(verification.damages, isRepaired: repaired != nil))
    }
  }
}

extension VerifyCommand {
  private static func advice(_ damages: [Damage], isRepaired: Bool) -> String {
    let hand = "no run makes anew; put that right by hand"
    let mendable = damages.count { $0.isMendable }
    switch (isRepaired, mendable) {
    case (true, _): return "what is not named as removed \(hand)"
    case (_, 0): return "it is what \(hand)"
    case (_, damages.count):
      return "run the sweep again with --verify, which makes it anew, or see verify --repair"
    default:
      return
        "run the sweep again with --verify, which makes \(grouped(mendable)) of them anew, or see "
        + "verify --repair; the others \(hand)"
    }
  }
}

/// What `verify` prints.
private struct VerificationReport: Encodable {
  var store: String
  var tiles: Int
  var tilesComplete: Int
  var tilesMissing: Int
  var bytes: Int
  var damaged: [String]
  /// Files of killed writers, which the next run removes.
  var temporaries: Int
  /// With `--repair`: those that were removed.
  var temporariesRemoved: Int?
  /// Files that are no part of the store.
  var strangers: [String]
  /// With `--repair`.
  var removed: [String]?
  /// With `--repair`: what stood in files' places and bears other names now.
  var aside: [String]?

  init(_ verification: Verification, _ repair: Verification.Repair?) {
    store = verification.store.path
    tiles = verification.store.plan.grid.tileCount
    tilesComplete = verification.tilesComplete
    tilesMissing = verification.tilesMissing
    bytes = verification.bytes
    damaged = verification.damages.map(\.description)
    temporaries = verification.temporaries.count - (repair?.temporaries ?? 0)
    temporariesRemoved = repair?.temporaries
    strangers = verification.strangers
    removed = repair?.removed
    aside = repair?.aside
  }

  var text: String {
    var lines = [
      "store      \(store.printable())",
      "read       \(bytesText(UInt64(bytes)))",
      "tiles      \(grouped(tilesComplete)) of \(grouped(tiles)) are whole",
    ]
    if tilesMissing > 0 { lines.append("missing    \(grouped(tilesMissing)) tiles, not damaged") }
    lines += damaged.map { "damaged    \($0.printable())" }
    if let removed {
      lines +=
        removed.map { "removed    \($0.printable())" }
        + (aside ?? []).map { "aside      \($0.printable())" }
      if let temporariesRemoved, temporariesRemoved > 0 {
        lines.append("removed    \(counted(temporariesRemoved, "unfinished file")) of killed runs")
      }
      if !removed.isEmpty {
        lines.append("next       run the sweep again: it makes anew what was removed")
      }
    }
    if temporaries > 0 {
      lines.append(
        "left       \(counted(temporaries, "unfinished file")) of killed runs: verify --repair removes them"
      )
    }
    lines += strangers.map { "stranger   \($0.printable()) is no part of the store" }
    if damaged.isEmpty { lines.append("damaged    nothing") }
    return lines.joined(separator: "\n")
  }
}
