import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Topology

extension RunCommand {
  /// Computes what is left of this process's share, or what others leave of it.
  ///
  /// - Returns: The seconds that it took.
  /// - Throws: `EarlyEnd` if a signal or the time's end came first.
  func compute(
    _ session: StoreSession, _ instructionSet: InstructionSet, _ placement: Placement,
    since begin: ContinuousClock.Instant, meter: ProgressMeter, _ interrupts: Interrupts,
    claimPatience: Double,
    sweep: (SharedTiles) -> Sweep
  ) throws -> Double {
    let element = ArrayElement(ProcessInfo.processInfo.environment)
    let left = time.secondsLeft(since: begin)
    let start = RunStart(
      .new(), of: session.store.plan, instructionSet: instructionSet.rawValue,
      workers: placement.workers.count, binding: placement.pin.rawValue, nice: time.nice ?? 0,
      timeLimit: left.isFinite ? left : nil, tilesDone: session.tilesDone,
      tilesToDo: session.tilesToDo.count, shard: shard.text, element: element?.label)
    let stop = interrupts.stop
    let deadline = try Deadline(
      { [time] in time.secondsLeft(since: begin) },
      longestTile: { meter.reading.longestTile / .seconds(1) }, stop: stop)
    let work = try StoreWork(
      session, start, element: element, meter: meter, patience: claimPatience)

    let reporter = ProgressReporter(
      progress, name: self.sweep.name, total: session.cellsToDo, meter: meter,
      others: { work.others.cells })
    let outcome: Sweep.Outcome
    do {
      outcome = try sweep(work.supply).run(into: work.sink, meter: meter, stop: stop)
    } catch {
      reporter.finish()
      try work.end(.failed, reason: "\(error)", seconds: reporter.seconds)
      throw error
    }
    let seconds = reporter.seconds
    reporter.finish()
    deadline?.cancel()

    let signal = interrupts.signal
    let end: RunEnd.Outcome =
      outcome == .finished ? .finished : signal == nil ? .timeUp : .stopped
    try work.end(end, reason: signal.map(Interrupts.name(of:)), seconds: seconds)
    guard outcome == .finished else {
      let unfinished = UnfinishedRun(
        session, signal: signal.map(Interrupts.name(of:)), reading: meter.reading,
        done: work.others.look(), begun: work.supply.tilesInFlight.count,
        workers: placement.workers.count, seconds: seconds)
      note(unfinished.words)
      if format == .json { try printJSON(unfinished) }
      throw EarlyEnd(signal: signal)
    }
    return seconds
  }
}
