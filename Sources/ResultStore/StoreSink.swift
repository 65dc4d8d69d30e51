import SweepPlan
import Synchronization
import ZarrStore

/// Writes finished tiles into a store, compressing on the worker that calls.
public final class StoreSink: TileSink {
  private let store: SweepStore
  private let encoders = Mutex<[Int: EncoderBox]>([:])

  /// A worker's encoder, which only that worker uses: the contract behind `@unchecked Sendable`.
  private final class EncoderBox: @unchecked Sendable {
    let encoder: ShardEncoder
    init() throws { encoder = try ShardEncoder() }
  }

  public init(_ store: SweepStore) { self.store = store }

  private func encoder(of worker: Int) throws -> EncoderBox {
    if let box = encoders.withLock({ $0[worker] }) { return box }
    let box = try EncoderBox()
    encoders.withLock { $0[worker] = box }
    return box
  }

  public func write(_ result: TileResult, by worker: Int) throws {
    let box = try encoder(of: worker)
    // The verdict last: with it the tile is done.
    for variable in store.plan.record.filter({ $0 != .verdict }) + [.verdict] {
      try box.encoder.write(
        bytes: UnsafeRawBufferPointer(result[variable]).bytes, to: store.array(variable),
        at: store.shardIndex(of: result.tile, variable))
    }
  }
}
