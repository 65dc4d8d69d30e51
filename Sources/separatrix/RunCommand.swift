import ArgumentParser
import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Topology
import ZarrStore

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a sweep into a store, or finish one that was interrupted.",
    discussion: """
      The same command continues where it stopped: tiles that are done are skipped. Ctrl-C leaves a \
      store that can be resumed. Several processes may share one sweep, on one machine or many, \
      each with its --shard.
      """)

  @OptionGroup var sweep: SweepOptions
  @OptionGroup var engine: EngineOptions

  @Option(
    help: ArgumentHelp("Where results go (default: NAME.zarr, here).", valueName: "dir"))
  var store: String?

  @Option(
    help: ArgumentHelp("Do only every n-th tile, beginning with tile i < n.", valueName: "i/n"))
  var shard: Shard = .all

  @Option(help: "How progress is shown on standard error.")
  var progress: ProgressStyle = .auto

  @Option(
    help: ArgumentHelp(
      "Draw the verdicts when the sweep is finished (.png, .svg or .pdf).", valueName: "file"))
  var plot: String?

  @Option(
    help: ArgumentHelp(
      "So many seeds, whatever the sweep file says; a store that has fewer is widened, without "
        + "computing those again.", valueName: "n"))
  var seeds: Int?

  @Flag(
    help: "Read and check every byte of the tiles that are done, also in a large store.")
  var verify = false

  @Option(help: "The summary on standard output: text for people, JSON for programs.")
  var format: TopologyCommand.Format = .text

  mutating func run() throws {
    let plan = try sweep.plan(also: seeds.map { ["seeds=\($0)"] } ?? [])
    let (kernel, instructionSet) = try engine.kernel(for: plan)
    if let plot {
      try MapPicture.check(path: plot)
      guard plan.axes.count <= 2 else {
        throw Complaint(
          .usage,
          "run --plot draws sweeps of one or two axes, and this has \(plan.axes.count); run it "
            + "without, then: separatrix plot STORE -o \(plot) --slice …")
      }
    }
    let (machine, placement) = try engine.place()
    engine.noteMemory(of: plan, placement, on: machine)

    let path = store ?? "\(sweep.name).zarr"
    if let notice = Widening.mend(path, catalog: catalog) { note(notice) }
    var session: StoreSession
    let widening: (widening: Widening, lock: DirectoryLock)?
    (session, widening) = try open(plan, at: path)
    let source =
      session.tilesToDo.isEmpty ? nil : try widening.flatMap { try session.source($0.widening) }
    for notice in session.notices { note(notice) }

    let stop = StopSignal()
    let interrupts = Interrupts(stop: stop)
    let meter = ProgressMeter()
    let binder = Binder(for: machine)
    var seconds = 0.0
    if !session.tilesToDo.isEmpty {
      try session.begin(workers: placement.workers.count, instructionSet: instructionSet)
      let reporter = ProgressReporter(
        progress, name: sweep.name, total: session.cellsToDo, meter: meter)
      defer { reporter.finish() }
      let outcome = try Sweep(
        plan: plan, kernel: kernel,
        supply: TileList(plan.grid, numbers: session.tilesToDo.map(\.number)),
        placement: placement, binder: binder, source: source ?? NoSource()
      ).run(into: StoreSink(session.store), meter: meter, stop: stop)
      seconds = reporter.seconds
      reporter.finish()
      try session.end(outcome, meter.reading, seconds: seconds)
      if let notice = binder.notice { note(notice) }
      if case .stopped = outcome {
        note(
          "stopped: \(session.tilesDone + meter.reading.tiles) of \(session.tiles.count) tiles are "
            + "done; the same command continues")
        throw Interruption(signal: interrupts.signal ?? SIGINT)
      }
    }

    // Of the store where it is now, which others may move once the lock is let go.
    var summary = try Summary(session: session, reading: meter.reading, seconds: seconds)
    if let (widening, lock) = widening {
      try session.finish(widening, lock, isVerifying: verify)
      summary.store = path
    }
    interrupts.end()
    if let plot {
      if session.isWholeSweep, session.store.path == path {
        do {
          try MapPicture(store: session.store).write(to: plot)
          summary.picture = plot
        } catch {
          // The results stand, whatever became of the picture.
          try summary.show(format)
          throw error
        }
      } else {
        note("no picture: other shards of the sweep are not done yet")
      }
    }
    try summary.show(format)
  }

  /// The store, or the one beside it that gets more seeds.
  ///
  /// Another process may be putting that one in its place just now: then it is looked at again.
  private func open(
    _ plan: Plan, at path: String
  ) throws -> (StoreSession, (widening: Widening, lock: DirectoryLock)?) {
    func session(_ path: String) throws -> StoreSession {
      try StoreSession(plan: plan, path: path, shard: shard, thoroughly: verify)
    }
    func widening() throws -> Widening? {
      seeds == nil ? nil : try Widening(of: path, to: plan, catalog: catalog)
    }
    while let more = try widening() {
      do {
        let session = try session(more.path)
        if let lock = more.join() { return (session, (more, lock)) }
      } catch {
        guard try widening() == nil else { throw error }
      }
      usleep(50_000)
      _ = Widening.mend(path, catalog: catalog)
    }
    return (try session(path), nil)
  }
}
