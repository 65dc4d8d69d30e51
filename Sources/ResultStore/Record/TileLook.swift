import SweepPlan
import Synchronization
import ZarrStore

/// Looks at the shards of tiles: lists the directories first, then opens what asks for more.
struct TileLook {
  enum Depth: Int, Comparable {
    /// The file is there.
    case listing
    /// Its index holds: every chunk lies in the file.
    case index
    /// Every byte is read and checked.
    case bytes

    static func < (a: Depth, b: Depth) -> Bool { a.rawValue < b.rawValue }
  }

  let store: SweepStore
  /// How hard every tile is looked at.
  let depth: Depth
  /// All others are read.
  let trusted: TileSet
  let workers: Int

  typealias Findings = [(tile: Int, finding: TileFinding)]
  typealias ToOpen = [(tile: Int, depth: Depth)]

  func callAsFunction(_ tiles: [Int]) throws(ResultStoreError) -> TileFindings {
    let grid = store.plan.grid
    let findings = Mutex(TileFindings(tileCount: grid.tileCount))

    let asked = TileSet(tileCount: grid.tileCount).union(tiles)
    let toOpen = Mutex<ToOpen>([])
    // Tiles along the last axis lie in one directory.
    let columns = max(1, grid.tilesAlongAxes.last ?? 1)
    try shareOut(grid.tileCount / columns, among: workers, with: ()) {
      (rows, _) throws(ResultStoreError) in
      for row in rows {
        let tiles = (row * columns..<(row + 1) * columns).filter(asked.contains)
        guard let first = tiles.first else { continue }
        let listing = try RowListing(of: store, prefix: grid.tile(first).index.dropLast())
        let (found, open) = self.list(tiles, listing, columns: columns)
        findings.withLock { $0.note(found) }
        toOpen.withLock { $0 += open }
      }
    }

    let open = toOpen.withLock { $0 }
    try shareOut(open.count, block: 16, among: workers, with: try newShardDecoder()) {
      (range, decoder) throws(ResultStoreError) in
      var found: Findings = []
      for (tile, depth) in open[range] {
        found.append((tile, try examine(grid.tile(tile), depth, decoder)))
      }
      findings.withLock { $0.note(found) }
    }
    return findings.withLock { $0 }
  }

  /// What the listing alone tells of a row's tiles, and which must be opened.
  private func list(
    _ tiles: [Int], _ listing: RowListing, columns: Int
  ) -> (Findings, ToOpen) {
    var findings: Findings = []
    var toOpen: ToOpen = []
    for tile in tiles {
      let depth = trusted.contains(tile) ? depth : .bytes
      switch listing.state(of: tile % columns) {
      case .absent: findings.append((tile, .absent))
      case .file where depth == .listing: findings.append((tile, .complete(nil)))
      case .file: toOpen.append((tile, depth))
      case .other: toOpen.append((tile, max(depth, .index)))
      }
    }
    return (findings, toOpen)
  }

  /// Opens the shards of a tile, the verdict first: without it the others do not count.
  private func examine(
    _ tile: Tile, _ depth: Depth, _ decoder: ShardDecoder
  ) throws(ResultStoreError) -> TileFinding {
    var verdicts: VerdictCounts?
    for variable in [.verdict] + store.plan.record.filter({ $0 != .verdict }) {
      let array = try store.array(variable)
      let index = store.shardIndex(of: tile, variable)
      var counts = VerdictCounts()
      let state = try storing { () throws(StoreError) in
        do throws(StoreError) {
          guard depth == .bytes else { return try decoder.state(of: array, at: index) }
          return try decoder.verify(array, at: index) { chunk in
            if variable == .verdict { chunk.withUnsafeBytes { counts.add($0) } }
          }
        } catch  where error.isOfOneFile {
          return .damaged("\(error)")
        }
      }
      if variable == .verdict, depth == .bytes { verdicts = counts }
      switch state {
      case .complete
      where depth == .bytes && variable == .verdict && counts.total != tile.cellCount:
        return .damaged(
          "\(array.shardPath(at: index)) is damaged: \(tile.cellCount - counts.total) of its "
            + "\(tile.cellCount) cells have no verdict")
      case .complete: continue
      case .absent where variable == .verdict: return .absent
      case .absent:
        return .damaged("\(array.shardPath(at: index)) is missing, though its verdict is there")
      case .damaged(let problem):
        return .damaged("\(array.shardPath(at: index)) is damaged: \(problem)")
      }
    }
    return .complete(verdicts)
  }
}
