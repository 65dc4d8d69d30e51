import CLanes
import SweepPlan
import Synchronization
import Threads
import Topology

/// A plan being carried out: workers take tiles, run the kernel and hand results to the sink.
public struct Sweep: Sendable {
  public let plan: Plan
  public let kernel: Kernel
  /// The tiles to compute.
  public let supply: any TileSupply
  public let placement: Placement
  private let binder: Binder
  private let source: any TileSource

  /// - Parameter source: Where tiles begin that are not to be computed from the first seed on.
  public init(
    plan: Plan, kernel: Kernel, supply: any TileSupply, placement: Placement, binder: Binder,
    source: any TileSource = NoSource()
  ) {
    self.plan = plan
    self.kernel = kernel
    self.supply = supply
    self.placement = placement
    self.binder = binder
    self.source = source
  }

  public enum Outcome: Sendable, Hashable {
    /// The supply had no more tiles, and the sink has taken all that it handed out.
    case finished
    /// `stop` came first. The sink has taken so many tiles, which are whole.
    case stopped(tiles: Int)
  }

  /// Runs to the end, on as many threads as the placement has workers, and waits for it.
  ///
  /// - Throws: the supply's, the source's or the sink's first error; the other workers end at their
  ///   kernel's next question.
  public func run(
    into sink: some TileSink, meter: ProgressMeter, stop: StopSignal
  ) throws -> Outcome {
    let run = SweepRun(self, workers: placement.workers.count, meter: meter, stop: stop)
    let tables = ParameterTables(plan, for: kernel)
    WorkerThreads.run(placement.workers.count) { index in
      binder.withBinding(to: placement.workers[index].cpuSet) { _ in
        let control = lanes_flush_subnormals()
        defer { lanes_restore_floating_point_control(control) }
        run.attempt { try SweepWorker(index, of: run, tables, source).work(into: sink) }
      }
    }
    return try run.end()
  }
}
