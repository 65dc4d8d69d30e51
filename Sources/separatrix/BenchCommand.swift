import ArgumentParser
import SweepEngine
import SweepPlan
import Topology

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Time a sweep's computation several times, without a store.")

  @OptionGroup var sweep: SweepOptions
  @OptionGroup var engine: EngineOptions

  @Option(name: .customLong("repeat"), help: "How many times.")
  var repetitions = 7

  @Option(help: "Text for people, JSON for programs.")
  var format: TopologyCommand.Format = .text

  func validate() throws {
    guard repetitions >= 1 else { throw ValidationError("--repeat must be at least 1") }
  }

  func run() throws {
    let plan = try sweep.plan()
    try checkTileCount(of: plan)
    let (kernel, instructionSet) = try engine.kernel(for: plan)
    let (machine, placement) = try engine.place()
    engine.noteMemory(of: plan, placement, on: machine)
    let binder = Binder(for: machine)
    let stop = StopSignal()
    let interrupts = Interrupts(stop: stop)
    var seconds: [Double] = []
    var overheads: [Double] = []
    var reading = ProgressMeter.Reading()
    for _ in 0..<repetitions {
      let meter = ProgressMeter()
      let begin = ContinuousClock.now
      let outcome = try Sweep(
        plan: plan, kernel: kernel, supply: TileList(plan.grid), placement: placement,
        binder: binder
      ).run(into: Discard(), meter: meter, stop: stop)
      seconds.append((ContinuousClock.now - begin) / .seconds(1))
      reading = meter.reading
      overheads.append(meter.reading.overheadPerTile)
      if outcome != .finished { throw EarlyEnd(signal: interrupts.signal ?? 2) }
    }
    if let notice = binder.notice { note(notice) }
    let report = Report(
      instructionSet: instructionSet.rawValue, lanes: kernel.lanes,
      workers: reading.workers, cells: reading.cells, cellSteps: reading.cellSteps,
      memory: MemoryEstimate(plan, workers: reading.workers), seconds: seconds.sorted(),
      tiles: reading.tiles,
      overheadPerTile: overheads.sorted()[repetitions / 2])
    switch format {
    case .json: try printJSON(report)
    case .text: print(report.text)
    }
  }

  private struct Discard: TileSink {
    func write(_ result: TileResult, by worker: Int) {}
  }

  private struct Report: Encodable {
    var instructionSet: String
    var lanes: Int
    var workers: Int
    var cells: Int
    var cellSteps: Int
    /// Of a run with a store.
    var memory: MemoryEstimate
    /// Sorted.
    var seconds: [Double]
    var tiles: Int
    /// Seconds of a worker, median.
    var overheadPerTile: Double

    private var median: Double { seconds[seconds.count / 2] }

    var text: String {
      """
      kernel     \(instructionSet), \(lanes) lanes, \(workers) \(workers == 1 ? "worker" : "workers")
      memory     about \(bytesText(UInt64(memory.bytes))) for a run
      work       \(grouped(cells)) cells, \(grouped(cellSteps)) cell-steps
      time       median \(scaled(median))s of \(seconds.count); fastest \
      \(scaled(seconds.first ?? 0))s, slowest \(scaled(seconds.last ?? 0))s
      speed      \(scaled(Double(cellSteps) / median))cell-steps/s
      overhead   \(scaled(overheadPerTile))s for each of \(grouped(tiles)) tiles: taking, cutting, \
      counting
      """
    }
  }
}

extension ProgressMeter.Reading {
  /// Seconds of a worker.
  fileprivate var overheadPerTile: Double { times.overhead / .seconds(1) / Double(max(1, tiles)) }
}
