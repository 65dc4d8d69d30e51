import Glibc
import SweepPlan

/// One worker of a running sweep, on its own thread.
///
/// It begins a tile when it can. If the supply has none, it helps with a tile that is cut up; if there
/// is none either, it ends, or waits where the supply may have more later. Whoever computes the last
/// piece of a tile hands it to the sink.
struct SweepWorker {
  private let index: Int
  private let run: SweepRun
  private let tables: ParameterTables
  private let source: any TileSource
  private let counters: WorkerCounters
  /// The tile that it has begun and that may have pieces left.
  private var own: TileInFlight?

  init(_ index: Int, of run: SweepRun, _ tables: ParameterTables, _ source: any TileSource) {
    self.index = index
    self.run = run
    self.tables = tables
    self.source = source
    counters = run.meter[index]
  }

  consuming func work(into sink: some TileSink) throws {
    let begin = ContinuousClock.now
    counters.beginWorker()
    defer { counters.spend(.now - begin, .all) }
    while let portion = try next() {
      guard compute(portion) else { return }
      guard portion.isWhole || run.shared.finish(portion) else { continue }
      let tile = portion.tile
      let written = ContinuousClock.now
      try sink.write(tile.result, by: index)
      let end = ContinuousClock.now
      counters.spend(end - written, .writing)
      counters.endTile(after: end - tile.begin)
      run.countWritten()
      run.shelf.putBack(tile.result, of: tile.owner)
    }
  }

  /// What to compute next; `nil` if there is nothing more to do.
  private mutating func next() throws -> Portion? {
    while !run.isOver {
      if let own, let portion = run.shared.take(of: own, amount) { return portion }
      own = nil
      let (portion, isLast) = try run.ask { try begin($0) }
      if let portion { return portion }
      // Before looking: who asks now may share what it gets after this worker has looked.
      let isAsking = run.isAsking
      if let portion = run.shared.take(amount) { return portion }
      if isLast, !isAsking { return nil }
      rest(upTo: isLast ? 1 : 100)
    }
    return nil
  }

  private mutating func begin(_ tile: Tile) throws -> Portion {
    let begin = ContinuousClock.now
    counters.beginTile()
    let (result, owner) = run.shelf.take(for: tile, by: index)
    let seedsDone = try source.begin(result)
    let inFlight = TileInFlight(result, seedsDone: seedsDone, owner: owner, begin: begin)
    let cut = inFlight.cut
    let cells = cut.unitCount * cut.cellsPerUnit
    let wanted = amount(left: cells, whole: cells) / cut.cellsPerUnit
    guard wanted < cut.unitCount else { return Portion(tile: inFlight, units: 0..<cut.unitCount) }
    let units = cut.count(from: 0, upTo: wanted)
    own = inFlight
    return run.shared.begin(inFlight, taking: units)
  }

  private func amount(left: Int, whole: Int) -> Int {
    run.amount(for: index, left: left, whole: whole)
  }

  /// `false` if it was to end.
  private func compute(_ portion: Portion) -> Bool {
    let (piece, result) = (portion.piece, portion.tile.result)
    let tile = result.tile
    let plan = run.plan
    let begin = ContinuousClock.now
    let cellSteps = tables.columns(origin: tile.origin, shape: tile.shape)
      .withUnsafeBufferPointer { parameters in
        run.kernel.run(
          KernelTask(
            parameters: parameters, rowLength: tile.shape.last ?? 1, rows: piece.rows,
            columns: piece.columns, numbering: CellNumbering(tile, of: plan.grid),
            steps: plan.steps, verdict: plan.verdict, cycle: plan.cycle,
            seeds: plan.seeds.map { portion.tile.seedsDone..<$0.count },
            output: KernelTask.Output(result), isCancelled: { [run] in run.isOver }))
      }
    let time = ContinuousClock.now - begin
    counters.spend(time, .computing)
    guard let cellSteps else { return false }
    run.pace.add(index, cellSteps: cellSteps, nanoseconds: time.nanoseconds)
    counters.count(piece, of: result, cellSteps: cellSteps)
    return true
  }

  /// Waits some milliseconds, or until there may be something to do.
  private func rest(upTo milliseconds: Int) {
    let begin = ContinuousClock.now
    let wasDraining = run.stop.isDraining
    var left = milliseconds
    while left > 0, !run.isOver, run.stop.isDraining == wasDraining, !run.shared.hasWork {
      let time = min(left, 5)
      usleep(UInt32(time) * 1000)
      left -= time
    }
    counters.spend(.now - begin, .waiting)
  }
}
