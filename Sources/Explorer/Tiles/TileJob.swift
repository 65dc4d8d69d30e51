import SweepPlan
import Synchronization

/// A tile that is being made, by one worker or by several, each with a band of rows.
final class TileJob: Sendable {
  let key: TileKey
  let view: ExploredView
  let variable: Variable
  private let source: TileSource
  private let cancelled = Atomic<Bool>(false)
  private let engine = Mutex<EngineTile?>(nil)

  init(_ key: TileKey, _ request: TileRequest, source: TileSource) {
    self.key = key
    view = request.view
    variable = request.variable
    self.source = source
  }

  func cancel() { cancelled.store(true, ordering: .relaxed) }

  /// Computes some rows. `false` if it was cancelled.
  func compute(rows: Range<Int>) -> Bool {
    let tile = engine.withLock { engine in
      let tile = engine ?? EngineTile(view, key.address)
      engine = tile
      return tile
    }
    return tile.run.compute(rows: rows) { [self] in cancelled.load(ordering: .relaxed) }
  }

  /// The whole tile, once all rows are computed; `nil` if it cannot be had.
  func result() -> MapTile? {
    guard let tile = engine.withLock({ $0 }) else { return nil }
    return source.finish(tile, of: view, key.address, variable)
  }
}
