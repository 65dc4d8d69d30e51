import SweepPlan
import Synchronization
import ZarrStore

/// Writes finished tiles into a store, compressing on the worker that calls.
public final class StoreSink: TileSink {
  private let store: SweepStore
  private let journal: TileJournal?
  private let whenStored: @Sendable (Int) -> Void
  private let whenCleared: @Sendable (String) -> Void
  private let variables: [Variable]
  private let encoders = Mutex<[Int: EncoderBox]>([:])

  /// A worker's encoder, which only that worker uses: the contract behind `@unchecked Sendable`.
  private final class EncoderBox: @unchecked Sendable {
    let encoder: ShardEncoder
    init() throws { encoder = try ShardEncoder() }
  }

  /// - Parameters:
  ///   - journal: Where finished tiles are noted.
  ///   - whenStored: Called with the number of a tile that is there, on the worker that wrote it.
  ///   - whenCleared: Called with a sentence when something stood in a shard's place and was put aside.
  public init(
    _ store: SweepStore, journal: TileJournal? = nil,
    whenStored: @escaping @Sendable (Int) -> Void = { _ in },
    whenCleared: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.store = store
    self.journal = journal
    self.whenCleared = whenCleared
    self.whenStored = whenStored
    // The verdict last: with it the tile is done.
    variables = store.plan.record.filter { $0 != .verdict } + [.verdict]
  }

  private func encoder(of worker: Int) throws -> EncoderBox {
    if let box = encoders.withLock({ $0[worker] }) { return box }
    let box = try EncoderBox()
    encoders.withLock { $0[worker] = box }
    return box
  }

  public func write(_ result: TileResult, by worker: Int) throws {
    let box = try encoder(of: worker)
    let tile = result.tile
    if let journal, try store.array(.verdict).hasShardFile(at: tile.index) {
      try journal.announce(rewriting: tile.number)
    }
    for variable in variables {
      try write(
        UnsafeRawBufferPointer(result[variable]).bytes, to: store.array(variable),
        at: store.shardIndex(of: tile, variable), with: box.encoder)
    }
    if let journal {
      var counts = VerdictCounts()
      counts.add(UnsafeRawBufferPointer(result[.verdict]))
      try journal.append(tile.number, verdicts: counts)
    }
    whenStored(tile.number)
  }

  private func write(
    _ bytes: RawSpan, to array: ZarrArray, at position: [Int], with encoder: ShardEncoder
  ) throws {
    func write() throws(StoreError) {
      try encoder.write(
        bytes: bytes, to: array, at: position,
        after: { () throws(StoreError) in try store.place?.expect() })
    }
    do throws(StoreError) { try write() } catch {
      guard error.isOfObstacle else { throw error }
      // Another worker may have cleared it.
      if let words = try array.clearPlace(at: position) { whenCleared(words) }
      try write()
    }
  }
}
