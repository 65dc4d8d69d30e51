import SweepPlan
import Synchronization

/// A tile that is being made, by one worker or by several, each with a band of rows.
final class TileJob: Sendable {
  let key: TileKey
  private let view: ExploredView
  private let variable: Variable
  private let source: TileSource
  private let stored: StoredBlock?
  private let cancelled = Atomic<Bool>(false)
  private let engine = Mutex<EngineTile?>(nil)

  init(_ key: TileKey, _ request: TileRequest, source: TileSource) {
    self.key = key
    view = request.view
    variable = request.variable
    self.source = source
    stored = StoredBlock(request.view, key.address)
  }

  func cancel() { cancelled.store(true, ordering: .relaxed) }

  private var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  /// Computes some rows, unless all are stored. `false` if it was cancelled.
  func compute(rows: Range<Int>) -> Bool {
    if let stored, stored.isWholeTile { return !isCancelled }
    let tile = engine.withLock { engine in
      let tile = engine ?? EngineTile(view, key.address)
      engine = tile
      return tile
    }
    return tile.run.compute(rows: rows) { [self] in isCancelled }
  }

  /// The whole tile, once all rows are computed; `nil` if it cannot be had.
  func result() -> MapTile? {
    let computed = engine.withLock { $0 }
    guard let stored else { return computed.map { .computed($0) } }
    return source.stored(stored, around: computed, of: view, variable) { isCancelled }
  }
}
