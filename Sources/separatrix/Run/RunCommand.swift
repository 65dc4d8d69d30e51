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
      store that can be resumed. Several processes may run the same sweep into one store, on one \
      machine or many: they share its tiles. With a store in the place of the sweep file its sweep \
      is finished.
      """)

  @OptionGroup var sweep: SweepOptions
  @OptionGroup var engine: EngineOptions
  @OptionGroup var time: TimeOptions

  @Option(
    help: ArgumentHelp("Where results go (default: NAME.zarr, here).", valueName: "dir"))
  var store: String?

  @Option(
    help: ArgumentHelp(
      "Do only every n-th tile, beginning with tile i < n; or `all`; or `auto`: share the tiles with "
        + "others from the start, as an element of a job array.", valueName: "i/n"))
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

  @Flag(help: "Only tell what would be computed, and the disk and memory that it takes.")
  var dryRun = false

  mutating func run() throws {
    let begin = ContinuousClock.now
    time.beNice()
    let environment = ProcessInfo.processInfo.environment
    let claimPatience = try ClaimPatience.seconds(environment)
    if shard == .automatic, let notice = ArrayElement.notice(environment) { note(notice) }
    let plan = try sweep.plan(also: seeds.map { ["seeds=\($0)"] } ?? [])
    let (kernel, instructionSet) = try engine.kernel(for: plan)
    if let plot { try checkPlot(plot, of: plan) }
    let (machine, placement) = try engine.place()
    let path = store ?? sweep.storePath
    try checkStorePath(path)
    if dryRun {
      try checkTileCount(of: plan)
      return try RunPreview(plan, path: path, shard, workers: placement.workers.count, time)
        .show(format)
    }
    engine.noteMemory(of: plan, placement, on: machine)

    if let notice = Widening.mend(path, catalog: catalog) { note(notice) }
    var (session, widening) = try open(plan, at: path, workers: placement.workers.count)
    let source =
      session.tilesToDo.isEmpty
      ? nil
      : try widening.flatMap { try session.source($0.widening, workers: placement.workers.count) }
    for notice in session.notices { note(notice) }

    let interrupts = Interrupts(stop: StopSignal())
    var (cells, cellSteps, seconds) = (0, 0, 0.0)
    var rounds = 0
    // Once more where something has been removed or damaged meanwhile.
    while !session.tilesToDo.isEmpty {
      guard rounds < Self.rounds else { throw unfinished(session) }
      if rounds > 0 { note("\(session.lacking); computing what lacks") }
      rounds += 1
      let meter = ProgressMeter()
      let binder = Binder(for: machine)
      seconds += try compute(
        session, instructionSet, placement, since: begin, meter: meter, interrupts,
        claimPatience: claimPatience
      ) { supply in
        Sweep(
          plan: plan, kernel: kernel, supply: supply, placement: placement, binder: binder,
          source: source ?? NoSource())
      }
      if let notice = binder.notice { note(notice) }
      cells += meter.reading.cells
      cellSteps += meter.reading.cellSteps
      try session.lookAgain(workers: placement.workers.count)
    }

    // Of the store where it is now, which others may move once the lock is let go.
    var summary = try Summary(
      session: session, cells: cells, cellSteps: cellSteps, seconds: seconds)
    if let (widening, lock) = widening {
      try session.finish(widening, lock, isVerifying: verify)
      summary.store = path
    }
    interrupts.end()
    if let plot { try draw(to: plot, session, at: path, &summary) }
    try summary.show(format)
  }

  /// So often what lacks is computed before the run gives up.
  private static var rounds: Int { 3 }

  private func unfinished(_ session: StoreSession) -> EarlyEnd {
    note("\(session.lacking), again and again; the same command continues")
    return EarlyEnd(signal: nil)
  }

  /// The store, or the one beside it that gets more seeds.
  ///
  /// Another process may be putting that one in its place just now: then it is looked at again.
  private func open(
    _ plan: Plan, at path: String, workers: Int
  ) throws -> (StoreSession, (widening: Widening, lock: DirectoryLock)?) {
    func session(_ path: String) throws -> StoreSession {
      try StoreSession(
        plan: plan, path: path, shard: shard, thoroughly: verify, workers: workers)
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

  /// Whether a picture can be drawn: better told now than in the morning.
  private func checkPlot(_ file: String, of plan: Plan) throws {
    try MapPicture.check(path: file)
    guard plan.axes.count <= 2 else {
      throw Complaint(
        .usage,
        "run --plot draws sweeps of one or two axes, and this has \(plan.axes.count); run it "
          + "without, then: separatrix plot STORE -o \(file) --slice …")
    }
  }

  private func draw(
    to file: String, _ session: StoreSession, at path: String, _ summary: inout Summary
  ) throws {
    guard session.isWholeSweep, session.store.path == path else {
      note("no picture: other shards of the sweep are not done yet")
      return
    }
    do {
      try MapPicture(store: session.store).write(to: file)
      summary.picture = file
    } catch {
      // The results stand, whatever became of the picture.
      try summary.show(format)
      throw error
    }
  }
}
