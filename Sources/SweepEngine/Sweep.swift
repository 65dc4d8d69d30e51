import CLanes
import Dispatch
import SweepPlan
import Synchronization
import Topology

/// A plan being carried out: workers take tiles, run the kernel and hand results to the sink.
public struct Sweep: Sendable {
  public let plan: Plan
  public let kernel: Kernel
  /// The tiles to compute, in the order in which they are taken.
  public let tiles: [Tile]
  public let placement: Placement
  private let binder: Binder
  private let source: any TileSource

  /// - Parameter source: Where tiles begin that are not to be computed from the first seed on.
  public init(
    plan: Plan, kernel: Kernel, tiles: [Tile], placement: Placement, binder: Binder,
    source: any TileSource = NoSource()
  ) {
    self.plan = plan
    self.kernel = kernel
    self.tiles = tiles
    self.placement = placement
    self.binder = binder
    self.source = source
  }

  public enum Outcome: Sendable, Hashable {
    case finished
    /// `stop` was requested first; the tiles that the sink has taken are whole.
    case stopped
  }

  /// Runs to the end, on as many threads as the placement has workers, the caller's among them.
  ///
  /// - Throws: the source's or the sink's first error; the other workers end at their next block.
  public func run(
    into sink: some TileSink, meter: ProgressMeter, stop: StopSignal
  ) throws -> Outcome {
    let schedule = Schedule(tiles: tiles, workers: placement.workers.count)
    let board = TileBoard(schedule, plan: plan, source: source)
    let tables = ParameterTables(plan, for: kernel)
    let next = Atomic<Int>(0)
    let written = Atomic<Int>(0)
    let failure = Mutex<(any Error)?>(nil)
    let halt = StopSignal()

    DispatchQueue.concurrentPerform(iterations: placement.workers.count) { index in
      binder.withBinding(to: placement.workers[index].cpuSet) { _ in
        let control = lanes_flush_subnormals()
        defer { lanes_restore_floating_point_control(control) }
        while !stop.isRequested, !halt.isRequested {
          let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard number < schedule.units.count else { return }
          let unit = schedule.units[number]
          do {
            let (result, seedsDone) = try board.result(for: unit)
            let cellSteps = compute(unit, tables, result, seedsDone) {
              stop.isRequested || halt.isRequested
            }
            guard let cellSteps else { return }
            meter.count(
              result, rows: unit.rows, columns: unit.columns,
              rowLength: result.tile.shape.last ?? 1,
              cellSteps: cellSteps)
            guard board.finish(unit) else { continue }
            try sink.write(result, by: index)
            meter.countTile()
            written.wrappingAdd(1, ordering: .relaxed)
          } catch {
            failure.withLock { $0 = $0 ?? error }
            halt.request()
          }
        }
      }
    }

    if let error = failure.withLock({ $0 }) { throw error }
    return written.load(ordering: .relaxed) < tiles.count ? .stopped : .finished
  }

  /// The steps of all its trajectories; `nil` if it was cancelled.
  private func compute(
    _ unit: WorkUnit, _ tables: ParameterTables, _ result: TileResult, _ seedsDone: Int,
    isCancelled: @escaping () -> Bool
  ) -> Int? {
    let tile = result.tile
    return tables.columns(origin: tile.origin, shape: tile.shape).withUnsafeBufferPointer {
      parameters in
      kernel.run(
        KernelTask(
          parameters: parameters, rowLength: tile.shape.last ?? 1, rows: unit.rows,
          columns: unit.columns, numbering: CellNumbering(tile, of: plan.grid), steps: plan.steps,
          verdict: plan.verdict, cycle: plan.cycle,
          seeds: plan.seeds.map { seedsDone..<$0.count },
          output: KernelTask.Output(result), isCancelled: isCancelled))
    }
  }
}
