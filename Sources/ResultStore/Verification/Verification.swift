import SweepPlan
import ZarrStore

/// What reading every byte of a store has shown.
///
/// Runs may go on meanwhile: tiles that they finish are read or not.
public struct Verification: Sendable {
  public let store: SweepStore
  /// What is not as it should be, in the order of the arrays and tiles.
  public internal(set) var damages: [Damage] = []
  /// Tiles with a verdict of which everything is whole.
  public internal(set) var tilesComplete = 0
  /// Tiles without a verdict.
  public internal(set) var tilesMissing = 0
  /// The cells of the complete tiles, counted by `Verdict.rawValue`.
  public internal(set) var verdicts = [Int](repeating: 0, count: Verdict.allCases.count)
  /// Bytes of chunks that were read.
  public internal(set) var bytes = 0
  /// Shards of tiles without a verdict: those of tiles that were being written, which will be again.
  public internal(set) var unfinishedShards = 0
  /// Temporary files of writers that are dead; `run` removes them too.
  public internal(set) var temporaries: [String] = []
  /// Files and directories that are no part of the store; they do no harm and are left alone.
  public internal(set) var strangers: [String] = []
  /// Whether it was stopped before everything was read.
  public internal(set) var isCancelled = false

  /// How far it has come.
  public struct Progress: Sendable, Hashable {
    public var tiles = 0
    /// Tiles with a verdict.
    public var tilesInAll = 0
    public var bytes = 0
  }

  /// Reads and checks everything: metadata against the sweep, coordinates, every shard of every variable.
  ///
  /// - Parameters:
  ///   - workers: how many threads read.
  ///   - isCancelled: asked before every tile.
  ///   - progress: called after every tile, by one thread at a time.
  /// - Throws: `ResultStoreError` if the store's own `zarr.json` does not say which sweep it holds; `run`
  ///   with the sweep's file mends that where it can be mended.
  public init(
    of path: String, catalog: CatalogDescription, workers: Int = 1,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws(ResultStoreError) {
    let plan = try SweepStore.plan(of: SweepStore.group(at: path), catalog)
    let check = try StoreCheck(of: plan, at: path)
    store = check.store
    try storing { () throws(StoreError) in
      let decoder = try ShardDecoder()
      damages = check.members.compactMap { check.damage(of: $0, decoder) }
      temporaries = try staleTemporaries(below: path)
      strangers = try check.strangers()
    }
    try readTiles(check, workers: workers, isCancelled: isCancelled, progress: progress)
    damages.sort { ($0.tile ?? -1) < ($1.tile ?? -1) }
  }
}
