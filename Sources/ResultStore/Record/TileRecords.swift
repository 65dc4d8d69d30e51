import SweepPlan
import ZarrStore

/// What the journals of a store say, all of them together: which tiles are done, and their verdicts.
///
/// Journals that cannot be read, and those of another sweep, are passed over: they cost a look at the
/// tiles that they told of.
public struct TileRecords: Sendable {
  /// The tiles that some journal says are done.
  public private(set) var known: TileSet
  /// Their cells, counted by `Verdict.rawValue`.
  public private(set) var verdicts = [Int](repeating: 0, count: Verdict.allCases.count)

  private let store: SweepStore
  private var journals: [RunID: JournalTail] = [:]
  /// By journal's key: of how many records some other journal says that their tiles are whole.
  private var settled: [UInt64: Int] = [:]
  private var counts: [VerdictCounts]

  /// Reads the journals that are there.
  public init(of store: SweepStore) {
    self.store = store
    known = TileSet(tileCount: store.plan.grid.tileCount)
    counts = [VerdictCounts](repeating: VerdictCounts(), count: known.tileCount)
    refresh()
  }

  /// Reads what was added since.
  public mutating func refresh() {
    let folder = RunID.folder(in: store.path)
    for name in (try? directoryEntries(folder)) ?? nil ?? [] {
      guard let run = RunID(journal: name) else { continue }
      var journal = journals[run] ?? JournalTail(path: "\(folder)/\(name)")
      journals[run] = nil  // So that it is not copied.
      journal.read(of: store.plan, key: run.journalKey) { keep($0) }
      journals[run] = journal
    }
  }

  /// Whether there is a journal of another run that was not there at the last look.
  public func hasNewJournal(besides own: RunID) -> Bool {
    let names = (try? directoryEntries(RunID.folder(in: store.path))) ?? nil ?? []
    return names.contains { name in
      guard let run = RunID(journal: name) else { return false }
      return run != own && journals[run] == nil
    }
  }

  private mutating func keep(_ record: JournalRecord) {
    switch record {
    case .tile(let tile, let verdicts):
      guard known.insert(tile) else { return }
      counts[tile] = verdicts
      verdicts.add(to: &self.verdicts)
    case .rewriting: break
    case .mark(let journal, let count): settled[journal] = max(settled[journal] ?? 0, count)
    }
  }

  /// The cells of a tile that is known.
  func verdicts(of tile: Int) -> VerdictCounts { counts[tile] }

  /// What a run wrote that may not have reached the disk.
  struct Doubt: Sendable {
    /// Says, once the tiles have been seen to be whole, that they are.
    let settlement: JournalRecord
    let tiles: [Int]
  }

  /// The tiles that runs which did not end in order wrote after their last mark.
  func doubts(isInOrder: (RunID) -> Bool) -> [Doubt] {
    journals.compactMap { run, journal in
      let settled = settled[run.journalKey] ?? 0
      let tiles = journal.late.filter { $0.record >= settled }.map(\.tile)
      guard !tiles.isEmpty, !isInOrder(run) else { return nil }
      return Doubt(
        settlement: .mark(journal: run.journalKey, count: journal.count), tiles: tiles)
    }
  }
}
