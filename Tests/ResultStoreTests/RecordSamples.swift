import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Testing
import ZarrStore

extension TemporaryStore {
  /// A store whose tiles of the given numbers are written by one run, and noted in its journal.
  init(_ plan: Plan, tiles: some Sequence<Int>, run: RunID = .new()) throws {
    try self.init(plan)
    try write(tiles, run: run)
  }

  @discardableResult
  func write(_ tiles: some Sequence<Int>, run: RunID = .new()) throws -> TileJournal {
    let journal = TileJournal(of: store, run: run)
    let sink = StoreSink(store, journal: journal)
    for number in tiles { try sink.write(samples(store.plan, store.plan.grid.tile(number)), by: 0) }
    return journal
  }

  func journal(_ run: RunID) -> String { "\(store.path)/verdict/runs/\(run.text).tiles" }

  /// Writes over a byte in the middle of a shard's first chunk, which only reading it all shows.
  func tear(_ variable: Variable, _ tile: Int) throws {
    var bytes = try readBytes(shard(variable, tile))
    bytes[3] ^= 0x10
    try writeBytes(bytes, shard(variable, tile))
  }
}

/// More than 2²² cells in 4 tiles of which each is all the same: too large to be read unasked.
func largePlan() throws -> Plan {
  try plan(
    """
    objective: {quadratic: {eigenvalues: [1]}}
    initial_point: 1
    optimizer: heavy_ball
    axes: {momentum: {from: 0, to: 1, count: 2049}, learning_rate: {from: 0, to: 1, count: 2050}}
    steps: 1
    record: [verdict]
    tile: [1088, 1088]
    """)
}

/// The cells of tiles by `Verdict.rawValue`, counted from the made-up answers.
func sampleVerdicts(_ plan: Plan, _ tiles: some Sequence<Int>) -> [Int] {
  var counts = [0, 0, 0, 0]
  for number in tiles {
    let tile = plan.grid.tile(number)
    for cell in plan.grid.cells(origin: tile.origin, shape: tile.shape) {
      counts[Int(sample(.verdict, cell: cell, plan.precision))] += 1
    }
  }
  return counts
}
