import SweepPlan
import ZarrStore

extension SweepStore {
  /// So many cells are read and checked in about a quarter of a second.
  private static var quicklyRead: Int { 1 << 22 }
  /// So many shards are opened in about a second.
  private static var quicklyOpened: Int { 1 << 16 }

  /// Looks for the shards of the given tiles, as hard as is needed.
  ///
  /// Directories are listed. Every byte is read and checked of small stores, of tiles that no journal
  /// knows, and of those that a run wrote of which it is not sure that they reached the disk; of other
  /// stores that are not large each shard's index; of large ones nothing more.
  ///
  /// - Parameters:
  ///   - tiles: tile numbers.
  ///   - thoroughly: read and check every byte, however many there are.
  ///   - briefly: look into nothing that a journal tells of, also in a small store.
  ///   - workers: how many threads look.
  ///   - records: what the journals say; they are read if it is not given.
  ///   - isInOrder: whether a run goes on or ended in order, so that all that it wrote can be relied on.
  public func survey(
    _ tiles: some Sequence<Int>, thoroughly: Bool = false, briefly: Bool = false,
    workers: Int = 1, records: TileRecords? = nil, isInOrder: (RunID) -> Bool = { _ in false }
  ) throws(ResultStoreError) -> Survey {
    let tiles = Array(tiles)
    let records = records ?? TileRecords(of: self)
    let doubts = records.doubts(isInOrder: isInOrder)
    let shardCount = plan.grid.tileCount * plan.record.count
    let look = TileLook(
      store: self,
      depth: briefly
        ? .listing
        : thoroughly || plan.grid.cellCount <= Self.quicklyRead
          ? .bytes : shardCount <= Self.quicklyOpened ? .index : .listing,
      trusted: records.known.subtracting(doubts.flatMap(\.tiles)), workers: workers)
    let findings = try look(tiles)

    var survey = Survey()
    for tile in tiles {
      switch findings.state(of: tile) {
      case .absent: survey.missing.append(tile)
      case .damaged: survey.damaged.append((tile, findings.problems[tile] ?? ""))
      case .complete:
        survey.complete.append(tile)
        let verdicts = findings.verdicts[tile] ?? records.verdicts(of: tile)
        verdicts.add(to: &survey.verdicts)
        if !records.known.contains(tile) { survey.unknown.append((tile, verdicts)) }
      case .unknown: break
      }
    }
    survey.settled = doubts.filter { doubt in
      doubt.tiles.allSatisfy { [.complete, .absent].contains(findings.state(of: $0)) }
    }.map(\.settlement)
    return survey
  }
}
