import SweepPlan
import Synchronization

/// Results that wait for their next tile, each with the worker that made it.
///
/// A worker's first touch puts a result's memory on its own NUMA node, so it uses its own again. If
/// that one is still in the hands of others who help with its tile, it takes another's; a new one is
/// made only if all are in use, so that there are never more than workers.
final class ResultShelf: Sendable {
  private let plan: Plan
  private let places: [Place]

  private final class Place: Sendable {
    let results = Mutex<[TileResult]>([])
    /// Keeps the next worker's lock off this one's cache lines.
    let padding: InlineArray<12, Int> = .init(repeating: 0)
  }

  /// - Parameter plan: Whose tiles they are for.
  init(_ plan: Plan, workers: Int) {
    self.plan = plan
    places = (0..<workers).map { _ in Place() }
  }

  /// A result for a tile, and whose it is.
  func take(for tile: Tile, by worker: Int) -> (TileResult, owner: Int) {
    if let result = result(of: worker) {
      result.begin(tile)
      return (result, worker)
    }
    for owner in places.indices {
      if let result = result(of: owner) {
        result.begin(tile)
        return (result, owner)
      }
    }
    // Of the size of a tile that is not clipped, whatever this one's.
    let whole = Tile(number: 0, index: tile.index, origin: tile.origin, shape: plan.grid.tileShape)
    let result = TileResult(tile: whole, plan: plan)
    for variable in Variable.allCases {
      result[variable].initializeMemory(as: UInt8.self, repeating: 0)
    }
    result.begin(tile)
    return (result, worker)
  }

  private func result(of owner: Int) -> TileResult? {
    places[owner].results.withLock { $0.popLast() }
  }

  func putBack(_ result: TileResult, of owner: Int) {
    places[owner].results.withLock { $0.append(result) }
  }
}
