import SweepPlan
import Synchronization
import ZarrStore

/// Writes finished tiles into a store, compressing on the worker that calls.
public final class StoreSink: TileSink {
  private let store: SweepStore
  private let encoders = Mutex<[EncoderBox]>([])

  /// An encoder that waits for its next tile. It is handed from worker to worker through the mutex and
  /// used by one at a time: the contract behind `@unchecked Sendable`.
  private final class EncoderBox: @unchecked Sendable {
    let encoder: ShardEncoder
    init() throws { encoder = try ShardEncoder() }
  }

  public init(_ store: SweepStore) { self.store = store }

  public func write(_ result: TileResult) throws {
    let box = try encoders.withLock { $0.popLast() } ?? EncoderBox()
    defer { encoders.withLock { $0.append(box) } }
    // The verdict last: with it the tile is done.
    for variable in store.plan.record.filter({ $0 != .verdict }) + [.verdict] {
      try box.encoder.write(
        bytes: UnsafeRawBufferPointer(result[variable]).bytes, to: store.array(variable),
        at: store.shardIndex(of: result.tile, variable))
    }
  }
}
